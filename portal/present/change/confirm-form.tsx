import type { SubmissionResult } from '@conform-to/react'
import type { ContractChange } from '#core/amendment/change.ts'
import type { ToldChange } from '#core/amendment/tell-change.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import { BeforeAndAfter } from './before-and-after.tsx'
import { Effect } from './effect.tsx'
import type { ShownPreview } from './preview.ts'
import { ToldChanges } from './told.tsx'

type ConfirmFormProps = {
	preview: ShownPreview
	told: readonly ToldChange[]
	change: ContractChange
	/** A person has to agree first: says so. */
	asks: string | null
	/** Something was different when it was confirmed before. */
	different: boolean
	/** New for each form. */
	formKey: string
	/** A mailed code will be asked for. */
	codeAt: string | null
	/** Where one chooses differently. */
	back: string
	answer: SubmissionResult<string[]> | undefined
	/** The page on which an invoice of many lines is open. */
	wholeAt?: (on: string) => string
	/** There it is asked for by this form. */
	wholePosted?: boolean
	/** Goes with the form, by name; what is undefined stays out. */
	carried?: Record<string, string | boolean | undefined>
}

const hidden = (value: string | boolean) => (typeof value === 'string' ? value : value ? 'yes' : 'no')

/** The last look at a change: what it is, what it does to the money, and the press that makes it. */
export function ConfirmForm(props: ConfirmFormProps) {
	const { preview, told, change, asks, different, formKey, codeAt, back, answer, carried = {} } = props
	const say = useWords()
	const busy = useIsPosting()
	const [form, fields] = usePageForm<{ note: string }>(answer, { id: 'confirm' })
	return (
		<>
			{different ? (
				<div className="mb-6">
					<Notice kind="warn" live>
						{say('change.different')}
					</Notice>
				</div>
			) : null}
			<Section title={say('options.confirm.what')}>
				<Card>
					<ToldChanges told={told} currency={preview.currency} />
				</Card>
			</Section>
			<div className="mt-6">
				<Effect of={preview} />
			</div>
			{preview.notices.map(({ contractId, name, lastDay }) => (
				<p key={contractId} className="mt-4 text-muted">
					<span className="block font-medium">{name}</span>
					<Sentence of="change.lastDay" facts={{ day: <Day on={lastDay} /> }} />
				</p>
			))}
			<div className="mt-8">
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="change" value={JSON.stringify(change)} />
					<input type="hidden" name="seen" value={preview.seen} />
					<input type="hidden" name="key" value={formKey} />
					{Object.entries(carried).map(([name, value]) =>
						value === undefined ? null : <input key={name} type="hidden" name={name} value={hidden(value)} />,
					)}
					{asks ? (
						<div className="mb-6">
							<div className="mb-5">
								<Notice kind="warn">{asks}</Notice>
							</div>
							<Textarea {...bound(fields.note)} label={say('change.note')} rows={3} maxLength={1000} optional />
						</div>
					) : null}
					{codeAt ? <p className="mb-4 text-muted">{say('quote.codeAskLead', { email: codeAt })}</p> : null}
					<div className="flex flex-wrap items-center gap-x-6 gap-y-3">
						<Button size="large" name="intent" value={asks ? 'ask' : 'apply'} busy={busy}>
							{say(asks ? 'change.ask' : 'change.apply')}
						</Button>
						<TextLink href={back}>{say('options.confirm.differently')}</TextLink>
					</div>
				</PageForm>
			</div>
			<div className="mt-10">
				<BeforeAndAfter of={preview} wholeAt={props.wholeAt} wholeForm={props.wholePosted ? form.id : undefined} />
			</div>
		</>
	)
}
