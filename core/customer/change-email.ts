import { z } from 'zod'
import { type Actor, act, type Books, type Outcome, type Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { refuse } from '../refusal.ts'
import { lockAsProved, type Proof, proveOwner } from '../sign-in/password/prove.ts'
import { realTime } from '../sign-in/real-time.ts'
import { hashCode } from '../sign-in/request.ts'
import { hashSecret, newCode, newToken } from '../sign-in/secret.ts'
import { selfOf } from './edit-self.ts'

/** How long the code works. */
export const emailCodeMinutes = 15

const attempts = 5

export type EmailChangeAsked = { id: string; handle: string }

export type AskEmailChange = Proof & { email: string }

/**
 * A contact wants their letters, and their sign-in, at another address: a code goes there. Nothing changes until it comes
 * back in the browser that asked (`handle`). Whether the address belongs to somebody is not told here. The address opens
 * the account, so that whoever only holds a session cannot take it over: refuses `sign_in.not_fresh`, `password.wrong`,
 * `customer.email_invalid`, `not_permitted`.
 */
export async function askEmailChange(
	books: Books,
	actor: Actor,
	input: AskEmailChange,
): Promise<Outcome<EmailChangeAsked>> {
	const proved = await proveOwner(books, actor, input)
	if (!proved.ok) return proved
	const { owner, hash } = proved.value
	return await act(books, actor, ask, { email: input.email.trim(), accountId: owner.accountId, before: hash })
}

type Ask = { email: string; accountId: string; before: string | null }

async function ask(scope: Scope, { email, accountId, before }: Ask): Promise<EmailChangeAsked> {
	const contactId = selfOf(scope)
	await lockAsProved(scope, { accountId }, before)
	if (!z.email().max(254).safeParse(email).success) refuse('customer.email_invalid', { email })
	const code = newCode()
	const handle = newToken()
	const now = realTime(scope)
	const { sql } = scope
	await sql`delete from email_change where contact_id = ${contactId} and confirmed_at is null`
	const [asked] = await sql<{ id: string; name: string; language: string }[]>`
		with asked as (
			insert into email_change (contact_id, email, handle_hash, code_hash, requested_at, expires_at)
			values (${contactId}, ${email}, ${hashSecret(handle)}, ${hashCode(handle, code)}, ${now},
				${now.add({ minutes: emailCodeMinutes })})
			returning id
		)
		select asked.id, contact.name, contact.language from asked, contact where contact.id = ${contactId}`
	if (!asked) refuse('not_found', { noun: 'contact' })
	await queueEffect(scope, {
		kind: 'mail',
		key: `email-code:${asked.id}`,
		payload: {
			letter: 'link-code',
			to: { name: asked.name, email },
			language: asked.language,
			minutes: emailCodeMinutes,
			requestedAt: now.toString(),
			secrets: { code },
		},
	})
	return { id: asked.id, handle }
}

export type ConfirmEmailChange = { id: string; handle: string; code: string }

/**
 * Makes the new address the contact's own; the old one is told. A wrong code counts, five times at most, and must go on
 * counting: the verb answers its refusal instead of throwing it. Refuses `sign_in.code_wrong`, `sign_in.expired`,
 * `customer.email_taken`.
 */
export async function confirmEmailChange(scope: Scope, input: ConfirmEmailChange): Promise<Outcome<{ email: string }>> {
	const contactId = selfOf(scope)
	const { sql } = scope
	const [asked] = await sql<{ email: string; before: string; matches: boolean; attempts: number; taken: boolean }[]>`
		select asked.email, contact.email as before, asked.attempts, asked.code_hash = ${hashCode(input.handle, input.code)} as matches,
			exists (select from contact as other where lower(other.email) = lower(asked.email) and other.id <> ${contactId}) as taken
		from email_change as asked join contact on contact.id = asked.contact_id
		where asked.id = ${input.id} and asked.contact_id = ${contactId} and asked.confirmed_at is null
			and asked.handle_hash = ${hashSecret(input.handle)} and asked.expires_at > ${realTime(scope)}
			and asked.attempts < ${attempts}
		for update of asked, contact`
	if (!asked) return { ok: false, refusal: { code: 'sign_in.expired', facts: {} } }
	if (!asked.matches) {
		await sql`update email_change set attempts = attempts + 1 where id = ${input.id}`
		return {
			ok: false,
			refusal: { code: 'sign_in.code_wrong', facts: { attemptsLeft: attempts - asked.attempts - 1 } },
		}
	}
	if (asked.taken) return { ok: false, refusal: { code: 'customer.email_taken', facts: { email: asked.email } } }
	await sql`update email_change set confirmed_at = ${realTime(scope)} where id = ${input.id}`
	await sql`update contact set email = ${asked.email} where id = ${contactId}`
	await revokeOldLinks(scope, contactId)
	await tellOldAddress(scope, input.id, contactId, asked)
	return { ok: true, value: { email: asked.email } }
}

/** Links lie in the old mailbox, which may no longer be the person's own. */
async function revokeOldLinks({ sql, now }: Scope, contactId: string): Promise<void> {
	await sql`update secure_link set revoked_at = ${now} where contact_id = ${contactId} and revoked_at is null`
}

async function tellOldAddress(
	scope: Scope,
	id: string,
	contactId: string,
	{ before, email }: { before: string; email: string },
): Promise<void> {
	const customers = await scope.sql<{ customerId: string; name: string; language: string }[]>`
		select customer_id as "customerId", contact.name, contact.language
		from customer_contact join contact on contact.id = contact_id where contact_id = ${contactId} order by customer_id`
	const [first] = customers
	if (first && before)
		await queueEffect(scope, {
			kind: 'mail',
			key: `email-changed:${id}`,
			payload: { letter: 'email-changed', to: { name: first.name, email: before }, language: first.language, email },
		})
	await emit(
		scope,
		...customers.map(({ customerId }) => ({
			kind: 'contact.email_changed' as const,
			subject: { kind: 'contact', id: contactId },
			customerId,
		})),
	)
}
