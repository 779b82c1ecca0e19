import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { seenByActor } from '../contract/seen.ts'
import { partyColumns } from '../delivery/paper-facts.ts'
import type { FullParty } from '../invoice/paper-facts.ts'
import { isOfContract } from '../invoice/share.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What the certificate of a settlement says. Days are ISO dates, amounts minor units of `currency`. */
export type CertificateFacts = {
	/** Of the request that was done. */
	id: string
	number: string
	settledOn: string
	/** The customer's. */
	language: Language
	contract: { id: string; number: string; title: string; startsOn: string }
	customerId: string
	currency: string
	invoicedMinor: bigint
	receivedMinor: bigint
	/** Written off. */
	givenUpMinor: bigint
	becomes: 'sold' | 'returned'
	machines: { serialNumber: string; model: string; factoryNumber: string }[]
	seller: FullParty & { website: string }
	buyer: FullParty
	/** The last invoice of the contract, which is handed over with it. */
	lastInvoiceId: string | null
}

/** By the contract while it holds, for its customer and for staff; by the request whatever came after. Refuses `not_found` for one that is not settled. */
export async function findCertificateFacts(
	scope: Scope,
	of: { contractId: string } | { requestId: string },
): Promise<CertificateFacts> {
	permit(scope, 'contract.read')
	const { sql, company } = scope
	const where =
		'contractId' in of
			? sql`contract.id = ${of.contractId} and overtaken_at is null`
			: sql`request.id = ${of.requestId}`
	const [row] = await sql<(Omit<CertificateFacts, 'seller'> & { seller: FullParty })[]>`
		select request.id, certificate_number as number, settled_on::text as "settledOn", customer.language,
			jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title, 'startsOn', contract.starts_on) as contract,
			contract.customer_id as "customerId", settled ->> 'currency' as currency, (settled ->> 'invoicedMinor')::bigint as "invoicedMinor",
			(settled ->> 'receivedMinor')::bigint as "receivedMinor",
			coalesce((settled ->> 'givenUpMinor')::bigint, 0) as "givenUpMinor", becomes,
			coalesce((select jsonb_agg(jsonb_build_object('serialNumber', serial_number, 'model', model, 'factoryNumber', factory_number)
				order by serial_number collate people)
				from machine_request_machine join equipment on equipment.id = equipment_id where request_id = request.id), '[]') as machines,
			${partyColumns(scope, 'seller')} as seller, ${partyColumns(scope, 'buyer')} as buyer,
			(select invoice.id from invoice where ${isOfContract(scope)} and invoice.kind = 'invoice' and invoice.state = 'issued'
				order by issued_on desc, id desc limit 1) as "lastInvoiceId"
		from machine_request as request join contract on contract.id = request.contract_id join customer on customer.id = contract.customer_id
			join billing_party as buyer on buyer.id = customer.billing_party_id
			join billing_party as seller on seller.id = ${company.billingPartyId}
		where ${where} and request.kind = 'settlement' and request.state = 'done' and ${reach(scope).contract()} and ${seenByActor(scope)}`
	if (!row) return refuse('not_found', { noun: 'machine_request' })
	return { ...row, seller: { ...row.seller, website: company.website } }
}

/** Of the contract in question: its certificate, as its page names it. A part of the page's query. */
export function settledColumns({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`(select jsonb_build_object('number', certificate_number, 'on', settled_on) from machine_request
		where machine_request.contract_id = contract.id and kind = 'settlement' and machine_request.state = 'done' and overtaken_at is null)`
}
