import type { MatchReason } from '#core/bank-file/suggest.ts'
import { sayBank as say } from '../../../words/staff-bank-files.ts'
import { formatDay } from '../../format.ts'

/** Why somebody may be who paid, or why an amount goes where it goes, in words. */
export function sayReason(reason: MatchReason): string {
	switch (reason.kind) {
		case 'invoice_number':
		case 'invoice_digits':
		case 'contract_number':
		case 'customer_number':
		case 'amount_invoice':
		case 'amount_only':
			return say(`bank.why.${reason.kind}`, { number: reason.number })
		case 'amount_instalment':
		case 'amount_after_open': {
			const { contract, dueOn } = reason
			return say(`bank.why.${reason.kind}`, { contract, day: formatDay('en', dueOn) })
		}
		case 'amount_sum':
			return say('bank.why.amount_sum', { count: reason.count })
		default:
			return say(`bank.why.${reason.kind}`)
	}
}

/** All of them in one line; several numbers are several reasons. */
export const sayReasons = (reasons: readonly MatchReason[]) => reasons.map(sayReason).join(' · ')
