import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { findReaders, type Reader } from '../customer/readers.ts'
import { permit } from '../permit.ts'
import { type FoundRequest, findRequest } from './find.ts'

/** What the letters about a request say, and who is written to. */
export type RequestLetterFacts = FoundRequest & {
	/** Who may decide: managers of the contract's group, else finance, else administrators. */
	deciders: Reader[]
	/** Who asked, or the customer's readers where that was nobody with an address. */
	askers: Reader[]
}

/** Refuses `not_found`. */
export async function findRequestLetterFacts(scope: Scope, { id }: { id: string }): Promise<RequestLetterFacts> {
	permit(scope, 'customer.read')
	const request = await findRequest(scope, { id })
	const deciders = await readDeciders(scope, request.contract.id)
	const asker = await readAsker(scope, id)
	const askers = asker ? [asker] : await findReaders(scope, { customerId: request.customer.id })
	return { ...request, deciders, askers }
}

type Decider = { contactId: null; name: string; email: string; language: Language; role: string; ours: boolean }

async function readDeciders({ sql }: Scope, contractId: string): Promise<Reader[]> {
	const rows = await sql<Decider[]>`
		select null as "contactId", staff_user.name, email, language, role,
			exists (select from staff_group_member as member join contract on contract.group_id = member.group_id
				where member.user_id = staff_user.id and contract.id = ${contractId}) as ours
		from staff_user where left_at is null and email <> '' and role in ('manager', 'finance', 'administrator') order by id`
	const first = [
		rows.filter(({ role, ours }) => role === 'manager' && ours),
		rows.filter(({ role }) => role === 'finance'),
		rows.filter(({ role }) => role === 'administrator'),
	].find((some) => some.length > 0)
	return (first ?? []).map(({ contactId, name, email, language }) => ({ contactId, name, email, language }))
}

async function readAsker({ sql }: Scope, id: string): Promise<Reader | undefined> {
	const [asker] = await sql<Reader[]>`
		select contact.id as "contactId", contact.name, contact.email, contact.language
		from approval_request as request
			left join secure_link on 'link:' || secure_link.id = request.requested_by
			join contact on 'contact:' || contact.id = request.requested_by or contact.id = secure_link.contact_id
		where request.id = ${id} and contact.email <> ''`
	return asker
}
