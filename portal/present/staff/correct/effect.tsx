import type { Asks } from '#core/approval/name-seats.ts'
import type { CreditPreview } from '#core/credit-note/preview.ts'
import type { WriteOffPreview } from '#core/invoice/preview-write-off.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayApproval } from '../../../words/staff-approval.ts'
import { sayCorrect as say } from '../../../words/staff-correct.ts'
import { formatMoney } from '../../format.ts'
import { InvoiceTable } from '../invoice-table.tsx'
import type { Typed, Way } from './posted.ts'

export type Looked = {
	way: Way
	asked: Record<string, unknown>
	typed: Typed
	/** Null where it can no longer be done. */
	shown: { credit: CreditPreview } | { writeOff: WriteOffPreview } | null
}

/** What a way of correcting does, said before it is done; then the deed. */
export function Effect({ of, refused }: { of: Looked; refused?: string[] | undefined }) {
	const { way, asked, typed, shown } = of
	if (!shown) return <FormProblems errors={refused} />
	const preview = 'credit' in shown ? shown.credit : shown.writeOff
	const minor = 'credit' in shown ? -shown.credit.note.totalMinor : shown.writeOff.amountMinor
	const amount = formatMoney('en', { minor, currency: preview.currency })
	return (
		<div className="mt-6">
			<FormProblems errors={refused} />
			<h3 className="mb-3 font-semibold text-lg">{say('correct.effect')}</h3>
			{'credit' in shown ? (
				<InvoiceTable title={say('correct.note')} invoice={{ ...shown.credit.note, currency: preview.currency }} />
			) : null}
			<Card className="mt-4 max-w-3xl">
				<ul className="reading list-disc space-y-2 pl-5">
					{'credit' in shown ? (
						<CreditPoints of={shown.credit} again={asked.again === true} />
					) : (
						<WriteOffPoints of={shown.writeOff} />
					)}
				</ul>
				<Agree asks={preview.asks} />
				<form method="post" action={`?correct=${way}#correct`} className="mt-5">
					<input type="hidden" name="intent" value="apply" />
					<input type="hidden" name="way" value={way} />
					<input type="hidden" name="asked" value={JSON.stringify(asked)} />
					<input type="hidden" name="typed" value={JSON.stringify(typed)} />
					<input type="hidden" name="seen" value={preview.seen} />
					<Button kind="danger">{say(`correct.${preview.asks ? 'ask' : 'confirm'}.${way}`, { amount })}</Button>
				</form>
			</Card>
		</div>
	)
}

function CreditPoints({ of, again }: { of: CreditPreview; again: boolean }) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency: of.currency })
	const { open, others, toCardMinor, toBalanceMinor } = of
	const [before, after] = [money(open.beforeMinor), money(open.afterMinor)]
	return (
		<>
			<li>{say('correct.issues', { amount: money(-of.note.totalMinor) })}</li>
			<li>
				{open.afterMinor > 0n
					? say('correct.openAfter', { before, after })
					: open.beforeMinor > 0n
						? say('correct.openNothing', { before })
						: say('correct.openSame')}
			</li>
			{toCardMinor > 0n ? <li>{say('correct.card', { amount: money(toCardMinor) })}</li> : null}
			{others.map(({ id, number, beforeMinor, afterMinor }) => (
				<li key={id}>
					{say('correct.otherInvoice', { number, before: money(beforeMinor), after: money(afterMinor) })}
				</li>
			))}
			{toBalanceMinor > 0n ? <li>{say('correct.balance', { amount: money(toBalanceMinor) })}</li> : null}
			<li>{say(again ? 'correct.releases' : 'correct.keeps')}</li>
		</>
	)
}

function WriteOffPoints({ of }: { of: WriteOffPreview }) {
	const amount = formatMoney('en', { minor: of.amountMinor, currency: of.currency })
	return (
		<>
			<li>{say('correct.gives', { amount })}</li>
			{of.endsRetries ? <li>{say('correct.retries')}</li> : null}
			<li>{say('correct.payable')}</li>
		</>
	)
}

/** Who has to agree first. */
function Agree({ asks }: { asks: Asks | null }) {
	if (!asks) return <p className="mt-4 text-muted">{say('correct.nobodyAsked')}</p>
	return (
		<div className="mt-4">
			<p className="font-semibold">{say('correct.asked', { name: asks.name })}</p>
			<ol className="mt-1 list-inside list-decimal">
				{asks.steps.map((step) => (
					<li key={JSON.stringify(step)}>
						{say('correct.askedStep', {
							step: step.name || sayApproval('approval.stepNumber', { number: step.stage }),
							people: step.people.join(', ') || say('correct.nobody'),
							needs:
								step.needs === 'count'
									? sayApproval('approval.needs.count', { count: step.count })
									: sayApproval(`approval.needs.${step.needs}`),
						})}
					</li>
				))}
			</ol>
		</div>
	)
}
