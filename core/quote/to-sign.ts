import type { Scope } from '../act.ts'
import { readDraft } from '../contract/find-draft.ts'
import { type ContractState, stateAfter } from '../contract/state.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { CheckedQuote } from './input.ts'

type Drafted = { number: string; state: ContractState; templateId: string | null; freeDays: number[] }

/** A draft as a quote that carries its signature has it. Refuses `not_found`, `contract.not_allowed_in_state`. */
export async function settleToSign(scope: Scope, quote: CheckedQuote, contractId: string): Promise<CheckedQuote> {
	const [contract] = await scope.sql<Drafted[]>`
		select number, state, template_id as "templateId",
			array(select free_days from contract_line where contract_id = contract.id order by position) as "freeDays"
		from contract where id = ${contractId} and customer_id = ${quote.customerId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	stateAfter('send', contract)
	const draft = await readDraft(scope, contractId)
	const { title, ownerId, startsOn, endsOn, alignment, timing, prorate, paymentTermDays, noticeDays } = draft
	const { renewal, access, purchaseOrder, discounts } = draft
	return {
		...quote,
		...{ title, ownerId, startsOn, endsOn, alignment, timing, prorate, paymentTermDays, noticeDays },
		...{ renewal, access, purchaseOrder, discounts },
		templateId: contract.templateId,
		// Of a contract it is the length of the terms to come, and not what its end follows from.
		termMonths: null,
		lines: draft.lines.map(({ intervalUnit, intervalCount, id: _, productName: __, ...line }, index) => ({
			...line,
			interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
			freeDays: contract.freeDays[index] ?? 0,
			...{ contractLineId: null, own: undefined, optional: false, chosen: true, choice: '' },
		})),
	}
}
