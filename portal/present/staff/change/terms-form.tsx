import type { SubmissionResult } from '@conform-to/react'
import type { ChangedTerm, Terms, TermsPreview, ToldTerm } from '#core/contract/change-terms.ts'
import { usePageForm } from '#portal/page-form.tsx'
import { Day } from '#portal/present/display.tsx'
import { formatDay } from '#portal/present/format.ts'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { Input } from '#portal/ui/field.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { staffWords } from '#portal/words/staff.ts'
import { sayAgreed as say } from '#portal/words/staff-agreed.ts'
import { sayAmend } from '#portal/words/staff-amend.ts'
import { AccessField, PaymentField, RenewalFields } from '../agreed-fields.tsx'
import type { FormRights } from '../field-right/righted.tsx'
import { Look } from './how.tsx'
import type { PostedTerms } from './terms-posted.ts'

type TermsFormProps = {
	terms: Terms & { version: number }
	rights: FormRights
	answer: SubmissionResult<string[]> | undefined
}

type Fields = Record<'renewal' | 'termMonths' | 'noticeDays' | 'paymentTermDays' | 'access', string>

/** How it goes on, is left, paid and changed, as it is now: what differs is one amendment. */
export function TermsForm({ terms, rights, answer }: TermsFormProps) {
	const mine = answer?.initialValue?.intent === 'terms' ? answer : undefined
	const [, fields] = usePageForm<Fields>(mine, {
		id: 'terms',
		defaultValue: {
			...{ renewal: terms.renewal, access: terms.access, termMonths: String(terms.termMonths ?? '') },
			...{ noticeDays: String(terms.noticeDays), paymentTermDays: String(terms.paymentTermDays) },
		},
	})
	return (
		<Section title={say('agreed.termsTitle')} intro={say('agreed.termsIntro')} id="terms">
			<Card>
				<form method="post">
					<input type="hidden" name="intent" value="terms" />
					<input type="hidden" name="version" value={terms.version} />
					<div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 [&>*]:mt-0">
						<RenewalFields {...{ fields, rights }} />
						<PaymentField {...{ fields, rights }} />
						<AccessField {...{ fields, rights }} />
						<Input name="reason" label={sayAmend('amend.reason')} maxLength={500} optional />
					</div>
					<Look />
				</form>
			</Card>
		</Section>
	)
}

type ConfirmTermsProps = { posted: PostedTerms; preview: TermsPreview; back: string }

/** The last look: each term as it was and becomes, what binds the customer more, and the next days that count. */
export function ConfirmTerms({ posted, preview: { changed, next }, back }: ConfirmTermsProps) {
	const stricter = changed.filter((one) => one.stricter)
	return (
		<Section title={say('agreed.termsConfirm')}>
			<Card>
				{stricter.length > 0 ? (
					<div className="mb-5">
						<Notice kind="warn" title={say('agreed.stricter')}>
							{say('agreed.stricterNote', { terms: stricter.map((one) => labelOf(one)).join(', ') })}
						</Notice>
					</div>
				) : null}
				<Facts
					facts={[
						...changed.map((one) => ({ name: labelOf(one), value: <Became of={one} /> })),
						...(next ? nextOf(next) : []),
					]}
				/>
				<form method="post" className="mt-6 flex flex-wrap gap-3">
					<input type="hidden" name="intent" value="terms_apply" />
					{Object.entries(posted).map(([name, value]) =>
						value === undefined || name === 'intent' ? null : (
							<input key={name} type="hidden" name={name} value={String(value)} />
						),
					)}
					<Button>{say('agreed.apply')}</Button>
					<LinkButton kind="secondary" href={back}>
						{say('agreed.back')}
					</LinkButton>
				</form>
			</Card>
		</Section>
	)
}

function nextOf({ kind, endsOn, lastDay }: NonNullable<TermsPreview['next']>) {
	return [
		{ name: say('agreed.next'), value: say(`agreed.nextOf.${kind}`, { day: formatDay('en', endsOn) }) },
		{ name: say('agreed.objectBy'), value: lastDay ? <Day on={lastDay} /> : say('agreed.noObjecting') },
	]
}

const labels = {
	renewal: 'agreed.renewal',
	termMonths: 'agreed.termMonths',
	paymentTermDays: 'agreed.payWithin',
	access: 'agreed.access',
} as const

export function labelOf({ term }: Pick<ToldTerm, 'term'>): string {
	return term === 'noticeDays' ? staffWords('staff.contract.noticeDays') : say(labels[term])
}

export function becameOf(one: ToldTerm): string {
	const [before, after] = wordsOf(one)
	return say('agreed.was', { before, after })
}

function Became({ of }: { of: ChangedTerm }) {
	return <span className="inline-block first-letter:uppercase">{becameOf(of)}</span>
}

function wordsOf({ term, before, after }: ToldTerm): [string, string] {
	switch (term) {
		case 'renewal':
			return [say(`agreed.renewals.${before}`), say(`agreed.renewals.${after}`)]
		case 'access':
			return [say(`agreed.accesses.${before}`), say(`agreed.accesses.${after}`)]
		case 'termMonths':
			return [monthsOf(before), monthsOf(after)]
		default:
			return [say('agreed.days', { count: before }), say('agreed.days', { count: after })]
	}
}

const monthsOf = (count: number | null) => (count === null ? say('agreed.none') : say('agreed.months', { count }))
