import type { ServerBuild } from '@remix-run/node'
import type { Sql } from '#db/client.ts'
import { openPortal } from '#portal/build.ts'

/** A route as the built portal has it. */
export type Place = {
	/** The file that holds the page, without its ending. */
	id: string
	pattern: string
	names: string[]
	staff: boolean
	/** It is a page, not a file or an act alone. */
	shows: boolean
	reads: boolean
	acts: boolean
}

/** Every route of the portal; whoever adds one finds it here by itself. */
export async function readPlaces(): Promise<Place[]> {
	const { routes }: Pick<ServerBuild, 'routes'> = await openPortal(() => {})
	return Object.values(routes).flatMap((route) => {
		if (!route || route.id === 'root' || route.path === '*') return []
		const pattern = `/${route.path ?? ''}`
		const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
		const { loader, action, default: page } = route.module
		const [shows, reads] = [Boolean(page), Boolean(loader ?? page)]
		const staff = /^\/staff(\/|$)/.test(pattern)
		return [{ id: route.id, pattern, names, staff, shows, reads, acts: Boolean(action) }]
	})
}

/** Whose a thing is, and what links open it. */
export type Thing = {
	id: string
	customerId: string | null
	contractId: string | null
	invoiceId: string | null
	quoteId: string | null
}

/** A real address: a route with the ids of a thing, and the same with ids that nothing has. */
export type Address = Thing & { place: Place; path: string; missing: string }

/** What stands in an address under a name: rows with `id` and whose it is. Other names ending in `Id` are tables. */
const things: Record<string, string> = {
	contractId: `select id, customer_id, id as contract_id from contract where state <> 'draft' and direction = 'receivable'`,
	supplierContractId: `select id, null::uuid as customer_id, null::uuid as contract_id from contract where direction = 'payable'`,
	applicationId: `select id, null::uuid as customer_id, null::uuid as contract_id from partner_application where state <> 'unconfirmed'`,
	fileId: `select id, null::uuid as customer_id, null::uuid as contract_id from partner_application_file`,
	invoiceId: `select id, customer_id, contract_id, id as invoice_id from invoice where state <> 'draft'`,
	quoteId: `select id, customer_id, id as quote_id from quote`,
	customerId: 'select id, id as customer_id from customer',
	cardId: 'select id, customer_id from payment_method',
	setupId: 'select id, customer_id from card_setup',
	requestId: 'select id, customer_id, contract_id from approval_request',
	key: 'select key as id, customer_id, contract_id from change_attempt join contract on contract.id = contract_id',
	attachmentId: `select a.id, m.customer_id, m.subject_id as contract_id from message_attachment a join message m on m.id = a.message_id`,
	versionId: `select version.id, customer_id, contract_id from document_version as version join document on document.id = document_id`,
	webhookId: `select id, null::uuid as customer_id, null::uuid as contract_id from webhook_endpoint`,
	priceUpdateId: `select distinct price_update_id as id, customer_id, contract_id from price_update_line join contract on contract.id = contract_id
		where price_update_line.sequence is not null`,
	restructuringId: `select distinct restructuring_id as id, customer_id, contract_id from restructuring_contract join contract on contract.id = contract_id`,
	equipmentId: `select equipment.id, contract.customer_id, contract_id from equipment left join contract on contract.id = contract_id`,
	surveyId: 'select id, customer_id, contract_id from credit_survey',
	surveyFileId:
		'select file.id, customer_id, contract_id from credit_survey_file as file join credit_survey on credit_survey.id = survey_id',
	uploadId:
		'select key as id, customer_id, contract_id from upload join credit_survey on credit_survey.id = subject_id',
	section: `select section as id from (values ('bank'), ('guarantors')) as sections (section)`,
	collectionCaseId: 'select id, customer_id, null::uuid as contract_id from collection_case',
	collectionPhotoId:
		'select photo.id, customer_id, null::uuid as contract_id from collection_photo as photo join follow_up on follow_up.id = follow_up_id',
	resultPhotoId:
		'select photo.id, customer_id, contract_id from machine_request_photo as photo join machine_request_machine as machine on machine.id = machine_id join machine_request on machine_request.id = request_id',
	importId: 'select id from import_batch',
	bankFileId: 'select id from bank_file',
	workflowId: 'select id from approval_workflow',
	list: `select name as id from (values ('customers'), ('contracts'), ('lines'), ('invoices'), ('receipts'), ('follow-ups'), ('suppliers'), ('supplier-contracts'), ('equipment'), ('instalments'), ('products'), ('collection-cases'), ('contacts')) as listed (name)`,
	measure: `select measure as id from (values ('mrr'), ('overdue')) as measured (measure)`,
}

/** Names that stand for a secret; they are tried with wrong ones. */
export const isSecret = (name: string) => name === 'token'
/** An id that nothing has. */
export const nothing = '01900000-0000-7000-8000-000000000000'

/** The addresses of a route: at most `most` for each customer. Throws for a name of which nobody said what it is. */
export async function addressesOf(sql: Sql, place: Place, most = 2): Promise<Address[]> {
	const fill = (value: (name: string) => string) => place.pattern.replace(/:(\w+)/g, (_, name: string) => value(name))
	const of = { id: '', customerId: null, contractId: null, invoiceId: null, quoteId: null }
	const named = place.names.filter((name) => name !== 'on' && name !== 'kind')
	const main = named.at(-1)
	if (!main) return [{ ...of, place, path: fill(plain), missing: fill(plain) }]
	const found = await thingsOf(sql, main)
	const seen = new Map<string | null, number>()
	return found.flatMap((thing) => {
		const count = seen.get(thing.customerId) ?? 0
		seen.set(thing.customerId, count + 1)
		if (count >= most) return []
		const value = (name: string) =>
			name === main ? thing.id : name === 'contractId' ? (thing.contractId ?? nothing) : plain(name)
		const missing = (name: string) => (named.includes(name) ? nothing : plain(name))
		return [{ ...thing, place, path: fill(value), missing: fill(missing) }]
	})
}

const plain = (name: string) => (name === 'on' ? '2026-07-01' : 'plain')

async function thingsOf(sql: Sql, name: string): Promise<Thing[]> {
	const table = name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
	const rows = things[name] ?? (name.endsWith('Id') ? `select * from "${table}"` : undefined)
	if (!rows) throw new Error(`Say in test/portal/hostile/places.ts what :${name} of an address is`)
	const found = await sql.unsafe<{ thing: Record<string, string | undefined> }[]>(
		`select to_jsonb(thing) as thing from (${rows}) as thing order by thing.id`,
	)
	return found.map(({ thing }) => ({
		id: thing.id ?? '',
		customerId: thing.customer_id ?? null,
		contractId: thing.contract_id ?? null,
		invoiceId: thing.invoice_id ?? null,
		quoteId: thing.quote_id ?? null,
	}))
}
