import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { Account, Channel } from './account.ts'

/** Where a message stands and what it is called there. */
export type Copy = { channel: Channel; place: string; message: string }
export type CopySubject = { kind: 'approval_request' | 'contract' | 'home'; id: string }
/** `openedBy`: the account that asked for it where others read along; null: it was sent, or stands in the private chat of `accountId`. */
export type FoundCopy = Copy & { revision: string; accountId: string | null; openedBy: string | null }

/** While a copy is being sent it has no name yet; then it is called after its subject and by whom it is sent. */
const pending = ({ id }: CopySubject) => `pending:${id}`

/**
 * Says who sends the one copy of a subject to a place. `mine`: the caller, now or in an earlier try; `theirs`: another is
 * at it; otherwise the copy that stands there.
 */
export async function reserveCopy(
	scope: Scope,
	input: { channel: Channel; place: string; subject: CopySubject; accountId: string | null; by: string },
): Promise<FoundCopy | 'mine' | 'theirs'> {
	permit(scope, 'staff.write')
	const { sql, now } = scope
	const { channel, place, subject, accountId, by } = input
	await sql`select pg_advisory_xact_lock(hashtextextended(${`${channel} ${place} ${subject.id}`}, 26))`
	// One that somebody has opened shows what they may see, and stands for no other; so does that of whose chat it was before.
	const copy = (await findCopies(scope, { subject, channel, place })).find(
		(one) => one.openedBy === null && one.accountId === accountId,
	)
	if (copy && copy.message !== pending(subject)) return copy
	if (copy) return (await takeOver(scope, copy, by)) ? 'mine' : 'theirs'
	await sql`
		insert into chat_message (channel, place, message, subject_kind, subject_id, revision, account_id, sent_at)
		values (${channel}, ${place}, ${pending(subject)}, ${subject.kind}, ${subject.id}, ${by}, ${accountId}, ${now})`
	return 'mine'
}

/** Whether a copy under way is the caller's to send: it was, or whoever had it has given up. */
async function takeOver(
	{ sql }: Scope,
	{ channel, place, message, revision }: FoundCopy,
	by: string,
): Promise<boolean> {
	if (revision === by) return true
	const [alive] = await sql`
		select from outbox where id::text = ${revision} and delivered_at is null and gave_up_at is null`
	if (alive) return false
	await sql`
		update chat_message set revision = ${by} where channel = ${channel} and place = ${place} and message = ${message}`
	return true
}

/** Longer than any platform is waited for, in seconds: whoever has not said by then that a copy is changed has died. */
const changeSeconds = 60

/**
 * Takes a copy to change it: one worker at a time, so that none puts an older state over a newer one. Whoever takes it
 * reads what to show after that, and gives it back by `keepCopy` or `releaseCopy`. Answers whether it is the caller's.
 */
export async function takeCopy(scope: Scope, { channel, place, message, by }: Copy & { by: string }): Promise<boolean> {
	permit(scope, 'staff.write')
	const taken = await scope.sql`
		update chat_message set changed_by = ${by}, changed_until = now() + make_interval(secs => ${changeSeconds}::int)
		where channel = ${channel} and place = ${place} and message = ${message}
			and (changed_by is null or changed_by = ${by} or changed_until <= now())
		returning id`
	return taken.length > 0
}

/** Gives a copy back that could not be changed. */
export async function releaseCopy(scope: Scope, { channel, place, message, by }: Copy & { by: string }): Promise<void> {
	permit(scope, 'staff.write')
	await scope.sql`
		update chat_message set changed_by = null, changed_until = null
		where channel = ${channel} and place = ${place} and message = ${message} and changed_by = ${by}`
}

/** Keeps what a copy is called and which state it shows. */
export async function keepCopy(
	scope: Scope,
	input: Omit<FoundCopy, 'openedBy'> & { subject: CopySubject },
): Promise<void> {
	permit(scope, 'staff.write')
	const { sql, now } = scope
	const { channel, place, message, subject, revision, accountId } = input
	await sql`
		delete from chat_message where channel = ${channel} and place = ${place} and message = ${pending(subject)}`
	await sql`
		insert into chat_message (channel, place, message, subject_kind, subject_id, revision, account_id, sent_at)
		values (${channel}, ${place}, ${message}, ${subject.kind}, ${subject.id}, ${revision}, ${accountId}, ${now})
		on conflict (channel, place, message) do update set revision = excluded.revision, changed_by = null, changed_until = null
			where chat_message.subject_id = excluded.subject_id`
}

/**
 * Keeps a copy that somebody has pressed and nobody knew of, because its sending was never answered: it is brought up to
 * date from now on. `owner`: whose private chat it stands in.
 */
export async function adoptCopy(
	scope: Scope,
	{ channel, place, message, subject, owner }: Copy & { subject: CopySubject; owner: Account | null },
): Promise<void> {
	permit(scope, 'staff.write')
	const { sql, now } = scope
	await sql`
		insert into chat_message (channel, place, message, subject_kind, subject_id, revision, account_id, sent_at)
		values (${channel}, ${place}, ${message}, ${subject.kind}, ${subject.id}, '0', (
			select id from chat_account where channel = ${channel} and team = ${owner?.team ?? ''}
				and account = ${owner?.account ?? ''} and unlinked_at is null
		), ${now})
		on conflict do nothing`
}

/** A copy that is gone, or could not be sent, is not kept up to date. */
export async function forgetCopy(
	scope: Scope,
	{ channel, place, message, subject }: Omit<Copy, 'message'> & { message?: string; subject: CopySubject },
): Promise<void> {
	permit(scope, 'staff.write')
	await scope.sql`
		delete from chat_message
		where channel = ${channel} and place = ${place} and message = ${message ?? pending(subject)}`
}

/** The copies of a subject, everywhere or in one place; those under way included. */
export async function findCopies(
	scope: Scope,
	{ subject, channel, place }: { subject: CopySubject; channel?: Channel; place?: string },
): Promise<FoundCopy[]> {
	permit(scope, 'staff.write')
	const { sql } = scope
	return await sql<FoundCopy[]>`
		select channel, place, message, revision, account_id as "accountId", opened_by as "openedBy" from chat_message
		where subject_kind = ${subject.kind} and subject_id = ${subject.id}
			${channel ? sql`and channel = ${channel}` : sql``} ${place ? sql`and place = ${place}` : sql``}
		order by id`
}

/** What a message of ours in a chat is about; undefined for any other. */
export async function findCopied(scope: Scope, { channel, place, message }: Copy): Promise<CopySubject | undefined> {
	permit(scope, 'staff.write')
	const [subject] = await scope.sql<CopySubject[]>`
		select subject_kind as kind, subject_id as id from chat_message
		where channel = ${channel} and place = ${place} and message = ${message}`
	return subject
}
