import type { Scope } from '../act.ts'
import { type Actor, act, type Books, type Outcome } from '../act.ts'
import type { Language } from '../company/read.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permitUnconfirmed, type SensitiveAction } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { freshHours } from './fresh.ts'
import { realTime } from './real-time.ts'
import { hashCode } from './request.ts'
import { hashSecret, isToken, newCode, newToken } from './secret.ts'

/*
 * A letter proves the mailbox on the day it is sent; later its link may lie in other hands. Before a sensitive act
 * (to sign, to cancel, to change) the holder of a link older than a day therefore enters a code mailed to the address
 * that the link was made for. It confirms the one browser that asked, for an hour. Whoever signed in more than a day ago
 * signs in once more: a session lives for weeks, and a browser is left open.
 */

/** How long a code works and what it confirms, in minutes. */
const [codeMinutes, confirmedMinutes] = [10, 60] as const
const attempts = 5
/** Wrong codes for one link in a day, over all its letters, like those of a sign-in. */
const wrongInADay = 25

type Holder = { linkId: string; name: string; email: string; language: Language; fresh: boolean }

/**
 * Every verb that does something sensitive begins with this, in place of `permit`. `proof` is what the browser holds of a
 * mailed code. Answers when it was confirmed; null where no code is needed. Refuses what `permit` does, `link.code_needed`.
 */
export async function permitConfirmed(
	scope: Scope,
	action: SensitiveAction,
	proof: string | undefined,
): Promise<Temporal.Instant | null> {
	permitUnconfirmed(scope, action)
	if (isStale(scope.actor)) refuse('link.code_needed', {})
	const holder = await findHolder(scope)
	if (!holder || holder.fresh) return null
	const confirmedAt = await confirmedBy(scope, holder.linkId, proof)
	if (!confirmedAt) refuse('link.code_needed', {})
	return confirmedAt
}

/** Whether a sensitive act would ask for a proof, and where a code would be mailed, mostly hidden; nowhere where one signs in again. For pages. */
export async function findConfirmation(
	scope: Scope,
	{ proof }: { proof: string | undefined },
): Promise<{ needed: boolean; email: string }> {
	if (isStale(scope.actor)) return { needed: true, email: '' }
	const holder = await findHolder(scope)
	if (!holder || holder.fresh) return { needed: false, email: '' }
	const confirmed = await confirmedBy(scope, holder.linkId, proof)
	return { needed: confirmed === undefined, email: hidden(holder.email) }
}

/**
 * Mails a code to whom the link was made for. `proof` stays with the browser that asked: the code works only together
 * with it. Refuses `not_permitted` to anybody but the holder of a link, `link.no_address`, and `link.code_closed` once too many
 * codes were wrong for the link today.
 */
export async function askForCode(scope: Scope): Promise<{ proof: string; email: string }> {
	const holder = await findHolder(scope)
	if (!holder) refuse('not_permitted', { action: 'link.confirm' })
	if (!holder.email) refuse('link.no_address', {})
	if ((await wrongToday(scope, holder.linkId)) >= wrongInADay) refuse('link.code_closed', {})
	const { sql } = scope
	const [proof, code, now] = [newToken(), newCode(), realTime(scope)]
	await sql`
		delete from link_confirmation where id in (
			select id from link_confirmation where expires_at < ${now.subtract({ hours: 24 })} and confirmed_at is null
			order by id limit 20 for update skip locked)`
	const [asked] = await sql<{ id: string }[]>`
		insert into link_confirmation (link_id, handle_hash, code_hash, email, requested_at, expires_at)
		values (${holder.linkId}, ${hashSecret(proof)}, ${hashCode(proof, code)}, ${holder.email}, ${now}, ${now.add({ minutes: codeMinutes })})
		returning id`
	await queueEffect(scope, {
		kind: 'mail',
		key: `link-code:${asked?.id}`,
		payload: {
			letter: 'link-code',
			to: { name: holder.name, email: holder.email },
			language: holder.language,
			minutes: codeMinutes,
			requestedAt: now.toString(),
			secrets: { code },
		},
	})
	return { proof, email: hidden(holder.email) }
}

export type EnterCode = { proof: string; code: string }

/**
 * Confirms the browser that holds the proof. A wrong code counts, five times at most, and must go on counting: the verb
 * answers its refusal instead of throwing it. Refuses `sign_in.code_wrong`, `sign_in.expired`, and `link.code_closed` after 25
 * in a day, over all letters of the link.
 */
export async function enterCode(books: Books, actor: Actor, input: EnterCode): Promise<Outcome<void>> {
	const outcome = await act(books, actor, tryCode, input)
	return outcome.ok ? outcome.value : outcome
}

async function tryCode(scope: Scope, { proof, code }: EnterCode): Promise<Outcome<void>> {
	const { sql, actor } = scope
	const now = realTime(scope)
	const expired = { ok: false, refusal: { code: 'sign_in.expired', facts: {} } } as const
	if (actor.kind !== 'link' || !isToken(proof)) return expired
	const [asked] = await sql<{ id: string; matches: boolean; attempts: number }[]>`
		select id, code_hash = ${hashCode(proof, code)} as matches, attempts from link_confirmation
		where link_id = ${actor.linkId} and handle_hash = ${hashSecret(proof)} and confirmed_at is null
			and expires_at > ${now} and attempts < ${attempts}
		for update`
	if (!asked) return expired
	if ((await wrongToday(scope, actor.linkId)) >= wrongInADay)
		return { ok: false, refusal: { code: 'link.code_closed', facts: {} } }
	if (!asked.matches) {
		await sql`update link_confirmation set attempts = attempts + 1 where id = ${asked.id}`
		return {
			ok: false,
			refusal: { code: 'sign_in.code_wrong', facts: { attemptsLeft: attempts - asked.attempts - 1 } },
		}
	}
	await sql`update link_confirmation set confirmed_at = ${now} where id = ${asked.id}`
	await emit(scope, {
		kind: 'link.confirmed',
		subject: { kind: 'link', id: actor.linkId },
		customerId: actor.customerId,
	})
	return { ok: true, value: undefined }
}

/** The link is held meanwhile: codes of several letters tried at once count one after the other. */
async function wrongToday(scope: Scope, linkId: string): Promise<number> {
	await scope.sql`select from secure_link where id = ${linkId} for no key update`
	const [tried] = await scope.sql<{ wrong: number }[]>`
		select coalesce(sum(attempts), 0)::int as wrong from link_confirmation
		where link_id = ${linkId} and requested_at > ${realTime(scope).subtract({ hours: 24 })}`
	return tried?.wrong ?? 0
}

/** Whoever holds the acting link, and whether the link is younger than a day; nobody for other actors. */
async function findHolder(scope: Scope): Promise<Holder | undefined> {
	const { actor } = scope
	if (actor.kind !== 'link') return undefined
	const since = scope.now.subtract({ hours: freshHours })
	const [holder] = await scope.sql<Holder[]>`
		select link.id as "linkId", coalesce(contact.name, '') as name, coalesce(contact.email, customer.email) as email,
			coalesce(contact.language, customer.language) as language, link.created_at > ${since} as fresh
		from secure_link as link join customer on customer.id = link.customer_id left join contact on contact.id = link.contact_id
		where link.id = ${actor.linkId}`
	return holder
}

const isStale = (actor: Actor) => actor.kind === 'contact' && actor.stale === true

async function confirmedBy(
	scope: Scope,
	linkId: string,
	proof: string | undefined,
): Promise<Temporal.Instant | undefined> {
	if (!proof || !isToken(proof)) return undefined
	const [confirmed] = await scope.sql<{ at: Temporal.Instant }[]>`
		select confirmed_at as at from link_confirmation
		where link_id = ${linkId} and handle_hash = ${hashSecret(proof)}
			and confirmed_at > ${realTime(scope).subtract({ minutes: confirmedMinutes })}`
	return confirmed?.at
}

/** `m•••@example.org`: enough to know one's own mailbox by. */
function hidden(email: string): string {
	const [name = '', host = ''] = email.split('@')
	return host ? `${name.slice(0, 1)}•••@${host}` : ''
}
