import type { Scope } from '../../act.ts'
import { reach } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import type { About } from '../subject.ts'

type Row = {
	id: string
	number: string | null
	customerId: string
	customerName: string
	contractId: string | null
	groupId: string | null
	ownerId: string | null
	currency: string
	issuedOn: Temporal.PlainDate | null
	dueOn: Temporal.PlainDate | null
	totalMinor: bigint
	settledMinor: bigint
}

/** What every request about an invoice says of it, with its lock held. Refuses `not_found`. */
export async function lockInvoiceAbout(scope: Scope, id: string) {
	const [invoice] = await scope.sql<Row[]>`
		select invoice.id, invoice.number, invoice.customer_id as "customerId", customer.name as "customerName",
			invoice.contract_id as "contractId", coalesce(contract.group_id, customer.group_id) as "groupId",
			coalesce(contract.owner_id, customer.owner_id) as "ownerId", invoice.currency, issued_on as "issuedOn",
			due_on as "dueOn", total_minor as "totalMinor", settled_minor as "settledMinor"
		from invoice join customer on customer.id = invoice.customer_id left join contract on contract.id = invoice.contract_id
		where invoice.id = ${id} and ${reach(scope).invoice()} for update of invoice`
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	const { customerId, contractId, groupId, ownerId, currency } = invoice
	const about: About = { kind: 'invoice', number: invoice.number ?? '', name: invoice.customerName }
	return { invoice, asked: { subjectId: invoice.id, customerId, contractId, groupId, ownerId, currency, about } }
}
