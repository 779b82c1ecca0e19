import { act, type Books, expectOk, look, type Outcome, type Scope } from '../act.ts'
import { subjectOf } from '../approval/register.ts'
import { usualFor } from '../approval/usual.ts'
import { workflowFor, writeRequest } from '../approval/write.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { hashSecret, isToken } from '../sign-in/secret.ts'
import { desk } from './page.ts'

export type ToConfirm = {
	id: string
	state: 'unconfirmed' | 'waiting' | 'approved' | 'rejected'
	companyName: string
	language: 'en' | 'ru' | 'zh' | 'vi'
	/** Its letter came too late. */
	over: boolean
	/** Another application of the same address that is looked at already. */
	waitingSince: string | null
}

/** What a letter's secret opens; undefined where it is none of ours. Reads only: programs that open links confirm nothing. */
export async function findToConfirm(books: Books, token: string): Promise<ToConfirm | undefined> {
	if (!isToken(token)) return undefined
	return expectOk(await look(books, desk, readToConfirm, token))
}

async function readToConfirm({ sql, now, company }: Scope, token: string): Promise<ToConfirm | undefined> {
	const [found] = await sql<ToConfirm[]>`
		select id, state, company_name as "companyName", language, state = 'unconfirmed' and expires_at < ${now} as over,
			(select (other.confirmed_at at time zone ${company.timeZone})::date::text from partner_application as other
				where lower(other.email) = lower(partner_application.email) and other.state = 'waiting'
					and other.id <> partner_application.id) as "waitingSince"
		from partner_application where token_hash = ${hashSecret(token)}`
	return found
}

/**
 * The applicant says that it was them: from now on it waits for the company's word. Pressed again it changes nothing. Refuses
 * `not_found`, `partner_application.over`, `partner_application.waiting`.
 */
export async function confirmApplication(books: Books, { token }: { token: string }): Promise<Outcome<void>> {
	return await act(books, desk, keepConfirmation, token)
}

async function keepConfirmation(scope: Scope, token: string): Promise<void> {
	const { sql, now } = scope
	const [found] = isToken(token)
		? await sql<{ id: string; email: string }[]>`
			select id, email from partner_application where token_hash = ${hashSecret(token)} for update`
		: []
	if (!found) refuse('not_found', { noun: 'partner_application' })
	// Two applications of one person are confirmed one after the other.
	await sql`select pg_advisory_xact_lock(hashtextextended(${found.email.toLowerCase()}, 89))`
	const application = await readToConfirm(scope, token)
	if (application?.state !== 'unconfirmed') return
	if (application.over) refuse('partner_application.over', {})
	if (application.waitingSince) refuse('partner_application.waiting', { since: application.waitingSince })
	await sql`update partner_application set state = 'waiting', confirmed_at = ${now} where id = ${found.id}`
	await emit(scope, {
		kind: 'partner_application.confirmed',
		subject: { kind: 'partner_application', id: found.id },
		facts: { company: application.companyName },
	})
	await ask(scope, found.id)
}

/** Asks anew where the last request about it could not be carried out. Refuses `not_found`, `partner_application.decided`, `approval.waiting`. */
export async function askAgain(scope: Scope, { id }: { id: string }): Promise<{ requestId: string }> {
	permit(scope, 'customer.write')
	return await ask(scope, id)
}

/** Always somebody's word: where the company has no workflow for it, the usual one. */
async function ask(scope: Scope, id: string): Promise<{ requestId: string }> {
	const kind = 'partner_application'
	const on = scope.today.toString()
	const asked = await subjectOf(kind).look(scope, { id }, on)
	const workflow = (await workflowFor(scope, kind, asked)) ?? usualFor(kind)
	const request = { kind, asked, change: { id }, on, note: '', workflow } as const
	const { id: requestId } = await writeRequest(scope, { ...request, requestedBy: 'system:partner-application' })
	return { requestId }
}
