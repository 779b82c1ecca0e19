import type { Scope } from '../act.ts'
import { type ContractState, stateAfter } from '../contract/state.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { CheckedQuote } from './input.ts'
import { settleToSign } from './to-sign.ts'

type Agreed = Pick<CheckedQuote, 'alignment' | 'timing' | 'prorate' | 'renewal' | 'access' | 'purchaseOrder'> & {
	number: string
	state: ContractState
	customerId: string
	startsOn: string
	endsOn: string | null
	termMonths: number | null
	paymentTermDays: number
	noticeDays: number
	lineIds: string[]
}

/**
 * Of a change or renewal: the contract's own terms, and lines that restate only its lines. A renewal takes effect on the
 * day after the contract's last. Of a contract that is to be signed everything is its draft's. Refuses `not_found`, `contract.not_allowed_in_state`, `quote.contract_without_end`,
 * `quote.line_of_other`, `contract.effective_before_start`.
 */
export async function settleTerms(scope: Scope, quote: CheckedQuote): Promise<CheckedQuote> {
	const contractId = quote.forContractId
	if (!contractId) {
		const [restated] = quote.lines.filter((line) => line.contractLineId)
		if (restated) refuse('quote.line_of_other', { line: restated.description })
		return quote
	}
	if (quote.purpose === 'signature') return await settleToSign(scope, quote, contractId)
	const [contract] = await scope.sql<Agreed[]>`
		select number, state, customer_id as "customerId", starts_on::text as "startsOn", ends_on::text as "endsOn",
			term_months as "termMonths", alignment, timing, prorate, payment_term_days as "paymentTermDays",
			notice_days as "noticeDays", renewal, access, purchase_order as "purchaseOrder",
			array(select id from contract_line where contract_id = contract.id) as "lineIds"
		from contract where id = ${contractId} and customer_id = ${quote.customerId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	stateAfter('amend', contract)
	const other = quote.lines.find((line) => line.contractLineId && !contract.lineIds.includes(line.contractLineId))
	if (other) refuse('quote.line_of_other', { line: other.description })
	const { number: _, state: __, customerId: ___, lineIds: ____, startsOn, endsOn, termMonths, ...terms } = contract
	if (quote.purpose === 'change') {
		if (quote.startsOn && quote.startsOn < startsOn)
			refuse('contract.effective_before_start', { effectiveOn: quote.startsOn, startsOn })
		return { ...quote, ...terms, startsOn: quote.startsOn ?? null, endsOn: null, termMonths: null }
	}
	if (!endsOn) refuse('quote.contract_without_end', { number: contract.number })
	const renewed = Temporal.PlainDate.from(endsOn).add({ days: 1 }).toString()
	if (quote.endsOn && quote.endsOn < renewed)
		refuse('contract.ends_before_start', { startsOn: renewed, endsOn: quote.endsOn })
	return {
		...quote,
		...terms,
		startsOn: renewed,
		termMonths: quote.endsOn ? null : (quote.termMonths ?? termMonths ?? 12),
	}
}
