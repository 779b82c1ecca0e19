import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { lockContract } from '../contract/lock.ts'
import { stateAfter } from '../contract/state.ts'
import { takeBackContract } from '../contract/take-back.ts'
import { permit } from '../permit.ts'
import { findTemplate } from '../template/find.ts'
import { clausesIn } from '../template/template.ts'
import { writeQuote } from './write.ts'

/** How many days the customer has at first. */
const validDays = 30

/**
 * Makes a draft ready to be signed: a quote of the contract itself, with the clauses of its template, which is sent as any
 * other. Asked again it answers the one that is open. Refuses `not_found`, `contract.not_allowed_in_state`, `customer.is_paid`.
 */
export async function requestSignature(scope: Scope, { contractId }: { contractId: string }): Promise<{ id: string }> {
	permit(scope, 'quote.write')
	const { sql } = scope
	const contract = await lockContract(scope, contractId)
	const [open] = await sql<{ id: string }[]>`
		select id from quote where for_contract_id = ${contractId} and purpose = 'signature' and state in ('draft', 'sent')`
	if (open) return open
	if (contract.state === 'expired') await takeBackContract(scope, { id: contractId })
	else stateAfter('send', contract)
	const [about] = await sql<{ language: Language; templateId: string | null }[]>`
		select customer.language, contract.template_id as "templateId"
		from contract join customer on customer.id = contract.customer_id where contract.id = ${contractId}`
	const template = about?.templateId ? await findTemplate(scope, { id: about.templateId }) : null
	const { id } = await writeQuote(scope, {
		customerId: contract.customerId,
		currency: contract.currency,
		purpose: 'signature',
		forContractId: contractId,
		validUntil: scope.today.add({ days: validDays }).toString(),
		conditions: about && template ? clausesIn(template, about.language) : '',
		lines: [],
	})
	return { id }
}
