import type { Scope } from '../act.ts'
import { countryOfCustomer, countryRead } from '../customer/country-read.ts'
import { findFinanceReaders, type Reader } from '../customer/readers.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { windowUntil } from './letter-window.ts'

export type FindMessageLetter = { contractId: string; by: 'customer' | 'company'; until: Temporal.Instant }

/** What a letter about new messages says, and to whom: only those who have not read them already. */
export type MessageLetterFacts = {
	contract: { id: string; number: string; title: string }
	customerId: string
	customerName: string
	messages: { id: string; authorName: string; text: string; files: string[] }[]
	readers: Reader[]
}

/** Refuses `not_found`. */
export async function findMessageLetter(scope: Scope, input: FindMessageLetter): Promise<MessageLetterFacts> {
	permit(scope, 'message.read')
	const { sql } = scope
	const { contractId, by } = input
	const { from, until } = windowUntil(input.until)
	const [head] = await sql<Pick<MessageLetterFacts, 'contract' | 'customerId' | 'customerName'>[]>`
		select jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) as contract,
			customer.id as "customerId", customer.name as "customerName"
		from contract join customer on customer.id = contract.customer_id where contract.id = ${contractId}`
	if (!head) refuse('not_found', { noun: 'contract' })
	const messages = await sql<MessageLetterFacts['messages']>`
		select id, author_name as "authorName", "text",
			array(select file_name from message_attachment where message_id = message.id order by position) as files
		from message where subject_kind = 'contract' and subject_id = ${contractId}
			and created_at >= ${from} and created_at < ${until}
			and (author_kind in ('contact', 'link')) = (${by} = 'customer') order by id limit 50`
	const last = messages.at(-1)?.id
	const readers = !last
		? []
		: by === 'customer'
			? await findStaffReaders(scope, contractId, last)
			: await findCustomerReaders(scope, contractId, last)
	return { ...head, messages: [...messages], readers }
}

/** Their contacts who want such letters; the customer's own address where nobody is named at all. */
async function findCustomerReaders({ sql }: Scope, contractId: string, last: string): Promise<Reader[]> {
	return await sql<Reader[]>`
		select contact.id as "contactId", contact.name, contact.email, contact.language,
			${countryRead({ sql }, sql`contract.customer_id`)} as country
		from contract join customer_contact on customer_contact.customer_id = contract.customer_id
			join contact on contact.id = contact_id
		where contract.id = ${contractId} and conversation and contact.email <> '' and not exists (
			select from message_read where subject_kind = 'contract' and subject_id = contract.id
				and reader_kind = 'contact' and reader_id = contact.id and message_id >= ${last})
		union all
		select null, '', customer.email, customer.language, ${countryOfCustomer({ sql }, sql`customer.id`)} from contract join customer on customer.id = customer_id
		where contract.id = ${contractId} and customer.email <> ''
			and not exists (select from customer_contact where customer_contact.customer_id = customer.id)
		order by 1`
}

/** Who looks after the contract, or its group, or finance where it is nobody's. */
async function findStaffReaders(scope: Scope, contractId: string, last: string): Promise<Reader[]> {
	const staff = await scope.sql<(Reader & { hasRead: boolean })[]>`
		with mine as (
			select coalesce(contract.owner_id, customer.owner_id) as owner_id, coalesce(contract.group_id, customer.group_id) as group_id
			from contract join customer on customer.id = contract.customer_id where contract.id = ${contractId}
		), owners as (
			select id from staff_user where left_at is null and id = (select owner_id from mine)
		), people as (
			select id from owners
			union select user_id from staff_group_member join mine on mine.group_id = staff_group_member.group_id
				join staff_user on staff_user.id = user_id and left_at is null
			where not exists (select from owners)
		)
		select null as "contactId", name, email, language, exists (
			select from message_read where subject_kind = 'contract' and subject_id = ${contractId} and reader_kind = 'staff'
				and reader_id = staff_user.id and message_id >= ${last}) as "hasRead"
		from people join staff_user using (id) order by id`
	if (staff.length === 0) return await findFinanceReaders(scope)
	return staff.filter((one) => !one.hasRead).map(({ hasRead: _, ...reader }) => reader)
}
