import type { Scope } from '../act.ts'
import { countryRead } from '../customer/country-read.ts'
import { findReaders, type Reader } from '../customer/readers.ts'
import { permit } from '../permit.ts'
import { type FoundRequest, findRequest } from './find.ts'
import { type LockedRequest, ownRule } from './lock.ts'
import { readPeople } from './people.ts'
import { groundOf, readSteps, seatsOfSteps } from './steps.ts'

/** What the letter to the customer's side says, and who it goes to. */
export type RequestLetterFacts = FoundRequest & {
	/** Who asked, or the customer's readers where that was nobody with an address. */
	askers: Reader[]
}

/** Refuses `not_found`. */
export async function findRequestLetterFacts(scope: Scope, { id }: { id: string }): Promise<RequestLetterFacts> {
	permit(scope, 'customer.read')
	const request = await findRequest(scope, { id })
	const asker = await readAsker(scope, id)
	const askers = asker ? [asker] : await findReaders(scope, { customerId: request.customer.id })
	return { ...request, askers }
}

type Ground = Pick<LockedRequest, 'groupId' | 'ownerId' | 'requestedBy' | 'ownRule' | 'subjectKind'>
export type Decider = Reader & { userId: string }

/** Those who may decide an open step at this moment, themselves or in somebody's place. */
export async function findDeciders(scope: Scope, { id }: { id: string }): Promise<Decider[]> {
	permit(scope, 'staff.write')
	const steps = await readSteps(scope, [id])
	const [request] = await scope.sql<Ground[]>`
		select group_id as "groupId", owner_id as "ownerId", requested_by as "requestedBy", ${ownRule(scope)} as "ownRule",
			subject_kind as "subjectKind"
		from approval_request where id = ${id}`
	if (!request) return []
	const seats = seatsOfSteps(steps, groundOf(request.subjectKind, request), await readPeople(scope))
	const ids = [...seats.values()].flat().flatMap(({ by }) => by)
	return await readStaff(scope, ids)
}

/** A member of staff as a letter's reader; nobody where they have left. */
export async function findStaffReader(scope: Scope, { userId }: { userId: string }): Promise<Decider[]> {
	permit(scope, 'staff.write')
	return await readStaff(scope, [userId])
}

async function readStaff({ sql }: Scope, ids: readonly string[]): Promise<Decider[]> {
	return await sql<Decider[]>`
		select null as "contactId", id as "userId", name, email, language from staff_user
		where id = any(${ids as string[]}::uuid[]) and email <> '' and left_at is null order by id`
}

async function readAsker({ sql }: Scope, id: string): Promise<Reader | undefined> {
	const [asker] = await sql<Reader[]>`
		select contact.id as "contactId", contact.name, contact.email, contact.language,
			${countryRead({ sql }, sql`request.customer_id`)} as country
		from approval_request as request
			left join secure_link on 'link:' || secure_link.id = request.requested_by
			join contact on 'contact:' || contact.id = request.requested_by or contact.id = secure_link.contact_id
		where request.id = ${id} and contact.email <> ''`
	return asker
}
