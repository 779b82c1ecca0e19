import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { seen } from '../field-right/seen.ts'
import { receivedSince } from '../follow-up/received.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { seesCase } from './case.ts'
import { type FoundEntry, readEntries } from './entries.ts'
import { type Owed, readOwed } from './owed.ts'
import { type CaseReason, standingOf } from './standing.ts'

/** Who had a case, from when to when, and how that ended. */
export type FoundDispatch = {
	id: string
	collectorId: string
	collector: string
	byRule: boolean
	note: string
	by: string
	at: Temporal.Instant
	ended: 'handed_back' | 'reassigned' | 'closed' | null
	endedNote: string
	endedBy: string
	endedAt: Temporal.Instant | null
}

/** A promise to pay. Minor units of the case's currency; days are ISO dates. */
export type CasePromise = {
	id: string
	invoiceNumber: string | null
	amountMinor: bigint
	receivedMinor: bigint
	madeOn: string
	on: string
	state: 'open' | 'kept' | 'broken' | 'lapsed' | 'replaced'
}

export type FoundCase = Owed & {
	id: string
	currency: string
	reason: CaseReason
	openedAt: Temporal.Instant
	closedAt: Temporal.Instant | null
	customer: {
		id: string
		number: string
		name: string
		phone: string
		street: string
		postalCode: string
		city: string
		country: string
		contacts: { name: string; phone: string; email: string }[]
	}
	collector: { id: string; name: string } | null
	/** What whoever gave it out wanted known. */
	note: string
	nextOn: string | null
	nextStep: string
	dispatches: FoundDispatch[]
	promises: CasePromise[]
	entries: FoundEntry[]
}

/** A case with the debt as of today and everything that was done about it. Refuses `not_found`, also for one not seen. */
export async function findCase(scope: Scope, { id }: { id: string }): Promise<FoundCase> {
	permit(scope, 'collection.read')
	const head = (await readHead(scope, id)) ?? refuse('not_found', { noun: 'collection_case' })
	const debt = { customerId: head.customer.id, currency: head.currency }
	return {
		...head,
		customer: seenCustomer(scope, head.customer),
		...(await readOwed(scope, debt)),
		dispatches: await readDispatches(scope, id),
		promises: await readPromises(scope, debt),
		entries: await readEntries(scope, id),
	}
}

/** How to reach them, as far as the actor may see it. */
function seenCustomer(scope: Scope, customer: FoundCase['customer']): FoundCase['customer'] {
	const contacts = customer.contacts.map((contact) => seen(scope, 'customer', contact, null))
	return { ...seen(scope, 'customer', customer, null), contacts }
}

type Head = Omit<FoundCase, keyof Owed | 'dispatches' | 'promises' | 'entries'>

async function readHead(scope: Scope, id: string): Promise<Head | undefined> {
	const [head] = await scope.sql<Head[]>`
		select of.id, of.currency, reason, opened_at as "openedAt", closed_at as "closedAt",
			jsonb_build_object('id', customer.id, 'number', customer.number, 'name', customer.name, 'phone', party.phone,
				'street', party.street, 'postalCode', party.postal_code, 'city', party.city, 'country', party.country,
				'contacts', coalesce((select jsonb_agg(jsonb_build_object('name', contact.name, 'phone', contact.phone, 'email', contact.email)
						order by contact.phone = '', not billing, contact.name collate people, contact.id)
					from customer_contact join contact on contact.id = contact_id where customer_contact.customer_id = customer.id), '[]')) as customer,
			case when collector.id is not null then jsonb_build_object('id', collector.id, 'name', collector.name) end as collector,
			coalesce(standing.note, '') as note, next_on::text as "nextOn", coalesce(next_step, '') as "nextStep"
		from (select * from collection_case where id = ${id} and ${seesCase(scope)}) as of
			join customer on customer.id = of.customer_id join billing_party as party on party.id = customer.billing_party_id
			cross join ${standingOf(scope)} left join staff_user as collector on collector.id = collector_id`
	return head
}

async function readDispatches({ sql }: Scope, id: string): Promise<FoundDispatch[]> {
	return await sql<FoundDispatch[]>`
		select collection_dispatch.id, collector_id as "collectorId", staff_user.name as collector, rule_id is not null as "byRule", note,
			${actorName({ sql }, sql`dispatched_by`)} as by, dispatched_at as at, ended, ended_note as "endedNote",
			coalesce(${actorName({ sql }, sql`ended_by`)}, '') as "endedBy", ended_at as "endedAt"
		from collection_dispatch join staff_user on staff_user.id = collector_id
		where case_id = ${id} order by collection_dispatch.id desc`
}

const mostPromises = 20

async function readPromises(scope: Scope, { customerId, currency }: { customerId: string; currency: string }) {
	return await scope.sql<CasePromise[]>`
		select follow_up_id as id, invoice.number as "invoiceNumber", payment_promise.amount_minor as "amountMinor",
			coalesce(received_minor, ${receivedSince(scope)})::bigint as "receivedMinor", made_on::text as "madeOn",
			promised_on::text as on, payment_promise.state
		from payment_promise left join invoice on invoice.id = payment_promise.invoice_id
		where payment_promise.customer_id = ${customerId} and payment_promise.currency = ${currency}
		order by follow_up_id desc limit ${mostPromises}`
}
