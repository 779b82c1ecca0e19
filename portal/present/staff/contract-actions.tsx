import type { SubmissionResult } from '@conform-to/react'
import type { FoundLine } from '#core/contract/lines.ts'
import type { ContractState } from '#core/contract/state.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayChanges } from '../../words/staff-changes.ts'
import { sayQuote } from '../../words/staff-quote.ts'
import type { StaffFrame } from './staff-frame.ts'

type Answer = SubmissionResult<string[]> | undefined
type Contract = { id: string; state: ContractState; endsOn: string | null }

/** The answer of this form only: the page has several, told apart by their intent. */
export function answerOf(answer: Answer, ...intents: string[]): Answer {
	return intents.includes(String(answer?.initialValue?.intent)) ? answer : undefined
}

/** What can be done with the contract as a whole, in the state it is in. */
export function ContractButtons({ contract, may }: { contract: Contract; may: StaffFrame['may'] }) {
	const draft = contract.state === 'draft'
	const running = contract.state === 'active' || contract.state === 'ending'
	return (
		<>
			{draft && may['contract.write'] ? (
				<LinkButton kind="secondary" href={`/staff/contracts/${contract.id}/edit`}>
					{say('staff.customer.edit')}
				</LinkButton>
			) : null}
			{draft && may['contract.void'] ? <Act intent="void" kind="danger" label={say('staff.contract.void')} /> : null}
			{draft && may['contract.activate'] ? <Act intent="activate" label={say('staff.contract.activate')} /> : null}
			{contract.state === 'ending' && may['contract.amend'] ? (
				<Act intent="undo_end" kind="secondary" label={say('staff.contract.undoEnd')} />
			) : null}
			{running && may['quote.write'] ? (
				<LinkButton kind="secondary" href={`/staff/quotes/new?contract=${contract.id}&purpose=change`}>
					{sayQuote('quote.newChange')}
				</LinkButton>
			) : null}
			{running && contract.endsOn && may['quote.write'] ? (
				<LinkButton kind="secondary" href={`/staff/quotes/new?contract=${contract.id}&purpose=renewal`}>
					{sayQuote('quote.newRenewal')}
				</LinkButton>
			) : null}
			{!draft && may['contract.amend'] ? (
				<LinkButton kind="secondary" href={`/staff/contracts/${contract.id}/access`}>
					{sayChanges('changes.open')}
				</LinkButton>
			) : null}
			{running && may['invoice.run'] ? <Act intent="bill" label={say('staff.contract.billNow')} /> : null}
		</>
	)
}

function Act({
	intent,
	label,
	kind = 'primary',
}: {
	intent: string
	label: string
	kind?: 'primary' | 'secondary' | 'danger'
}) {
	return (
		<form method="post">
			<Button kind={kind} name="intent" value={intent}>
				{label}
			</Button>
		</form>
	)
}

type AmendFields = { lineId: string; effectiveOn: string; quantity: string; unitPrice: string; endsOn: string }

/** Changes one line from a day on. */
export function Amend({ answer, lines, today }: { answer: Answer; lines: FoundLine[]; today: string }) {
	const [form, fields] = usePageForm<AmendFields>(answerOf(answer, 'amend'), {
		id: 'amend',
		defaultValue: { effectiveOn: today },
	})
	return (
		<Section title={say('staff.contract.amend')} intro={say('staff.contract.amendHint')} id="amend-section">
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="intent" value="amend" />
					<div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-6 [&>*]:mt-0">
						<div className="lg:col-span-2">
							<Select {...bound(fields.lineId)} label={say('staff.contract.changeLine')}>
								{lines.map((line) => (
									<option key={line.id} value={line.id}>
										{line.description} {line.serialNumber} · {line.quantity} × {line.unitPrice}
									</option>
								))}
							</Select>
						</div>
						<Input {...bound(fields.effectiveOn)} label={say('staff.contract.effectiveOn')} type="date" required />
						<Input
							{...bound(fields.quantity)}
							label={say('staff.contract.quantity')}
							placeholder={say('staff.contract.keep')}
							inputMode="decimal"
						/>
						<Input
							{...bound(fields.unitPrice)}
							label={say('staff.contract.unitPrice')}
							placeholder={say('staff.contract.keep')}
							inputMode="decimal"
						/>
						<Input {...bound(fields.endsOn)} label={say('staff.contract.endsOn')} type="date" />
					</div>
					<div className="mt-5">
						<Button kind="secondary" busy={useIsPosting()}>
							{say('staff.contract.amend')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</Section>
	)
}

type EndFields = { endsOn: string; reason: string }

/** Gives the contract its last day. */
export function End({ answer, today }: { answer: Answer; today: string }) {
	const [form, fields] = usePageForm<EndFields>(answerOf(answer, 'end'), { id: 'end', defaultValue: { endsOn: today } })
	return (
		<Section title={say('staff.contract.end')} id="end-section">
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="intent" value="end" />
					<div className="grid items-end gap-4 sm:grid-cols-3 [&>*]:mt-0">
						<Input {...bound(fields.endsOn)} label={say('staff.contract.endsOn')} type="date" required />
						<Input {...bound(fields.reason)} label={say('staff.contract.endReason')} required />
						<Button kind="danger" busy={useIsPosting()}>
							{say('staff.contract.end')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</Section>
	)
}
