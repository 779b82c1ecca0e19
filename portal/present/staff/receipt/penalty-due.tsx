import type { SuggestedSplit } from '#core/payment/suggest-split.ts'
import { AmountInput } from '../../../ui/field.tsx'
import { sayReceipt as say } from '../../../words/staff-receipts.ts'
import { formatMoney } from '../../format.ts'

type PenaltyDueProps = {
	due: SuggestedSplit['penalty']
	currency: string
	/** What was posted: an amount for each contract. */
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** What is owed of penalty interest, by contract, with a field for what goes there; only what is put by hand does. */
export function PenaltyDue({ due, currency, typed, errors }: PenaltyDueProps) {
	if (due.length === 0) return null
	const posted: unknown[] = Array.isArray(typed.penalty) ? typed.penalty : []
	const before = (contractId: string) =>
		posted.findIndex((part) => (part as { contractId?: unknown } | undefined)?.contractId === contractId)
	const amountOf = (place: number) => (posted[place] as { amount?: unknown } | undefined)?.amount
	return (
		<fieldset className="mt-6 max-w-3xl">
			<legend className="mb-1 font-semibold">{say('receipt.penalty')}</legend>
			<p className="mb-2 text-muted text-sm">{say('receipt.penaltyHint')}</p>
			<div className="grid items-end gap-5 sm:grid-cols-2 [&>*]:mt-0">
				{due.map(({ contractId, number, dueMinor }, place) => {
					const typedAmount = amountOf(before(contractId))
					return (
						<div key={contractId}>
							<input type="hidden" name={`penalty[${place}].contractId`} value={contractId} />
							<AmountInput
								name={`penalty[${place}].amount`}
								label={say('receipt.toPenalty', { number })}
								hint={say('receipt.penaltyOwed', { amount: formatMoney('en', { minor: dueMinor, currency }) })}
								currency={currency}
								defaultValue={typeof typedAmount === 'string' ? typedAmount : ''}
								errors={errors[`penalty[${before(contractId)}].amount`] ?? undefined}
								maxLength={40}
							/>
						</div>
					)
				})}
			</div>
		</fieldset>
	)
}
