import { randomUUIDv7 } from 'node:crypto'
import { jsonText } from '#db/json-text.ts'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What a button does: a command and its input, as JSON. */
export type NewChoice = {
	command: string
	input: Record<string, unknown>
	/** It acts, so it can be taken once. */
	acts: boolean
	/** Whoever may do it may press it, and not only whom it was shown to. */
	forAll: boolean
}

/** How long a choice can be pressed: one person's in hours, everybody's in days. */
const ownHours = 24
const allDays = 60

/** Writes buttons down for the actor. Answers their ids in order. */
export async function offerChoices(scope: Scope, choices: readonly NewChoice[]): Promise<string[]> {
	permit(scope, 'chat.link')
	const { sql, actor, now } = scope
	if (choices.length === 0) return []
	const user = actor.kind === 'staff' ? actor.userId : null
	const rows = choices.map((choice) => ({ id: randomUUIDv7(), ...choice, forAll: choice.forAll || user === null }))
	const [own, all] = [now.add({ hours: ownHours }), now.add({ hours: allDays * 24 })]
	await sql`
		insert into chat_choice (id, user_id, command, input, acts, created_at, expires_at)
		select id, case when not "forAll" then ${user}::uuid end, command, input, acts, ${now},
			case when "forAll" then ${all}::timestamptz else ${own}::timestamptz end
		from jsonb_to_recordset(${jsonText(rows)}::text::jsonb)
			as choice (id uuid, command text, input jsonb, acts boolean, "forAll" boolean)`
	return rows.map(({ id }) => id)
}

export type FoundChoice = NewChoice

/**
 * What a button does, for the member who presses it. Refuses `chat.choice_unknown`, `chat.choice_over`,
 * `chat.choice_of_other`; whether it has been taken is said by `takeChoice`.
 */
export async function findChoice(scope: Scope, { id }: { id: string }): Promise<FoundChoice> {
	permit(scope, 'chat.link')
	const { sql, actor, now } = scope
	const [choice] = await sql<(Omit<FoundChoice, 'forAll'> & { userId: string | null; expiresAt: Temporal.Instant })[]>`
		select command, input, acts, user_id as "userId", expires_at as "expiresAt" from chat_choice where id = ${id}`
	if (!choice) refuse('chat.choice_unknown', {})
	const { userId, expiresAt, ...found } = choice
	if (userId && actor.kind === 'staff' && actor.userId !== userId) refuse('chat.choice_of_other', {})
	if (Temporal.Instant.compare(expiresAt, now) <= 0) refuse('chat.choice_over', {})
	return { ...found, forAll: userId === null }
}

/** Takes a choice that acts, in the transaction of what it does: of many who press at once, one. Refuses `chat.choice_taken`. */
export async function takeChoice(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'chat.link')
	const { sql, actor, now } = scope
	if (actor.kind !== 'staff') refuse('not_permitted', { action: 'chat.link' })
	// Locked by itself: a row that is joined would be the one of before the wait.
	const [choice] = await sql<{ usedBy: string | null }[]>`
		select used_by as "usedBy" from chat_choice where id = ${id} for update`
	if (!choice) refuse('chat.choice_unknown', {})
	if (choice.usedBy !== null) {
		const [user] = await sql<{ name: string }[]>`select name from staff_user where id = ${choice.usedBy}`
		refuse('chat.choice_taken', { by: user?.name ?? '' })
	}
	await sql`update chat_choice set used_at = ${now}, used_by = ${actor.userId} where id = ${id}`
}

/** Forgets choices that nobody can press any more. Answers how many. */
export async function sweepChoices(scope: Scope): Promise<number> {
	permit(scope, 'staff.write')
	const swept = await scope.sql`
		delete from chat_choice where id in (
			select id from chat_choice where expires_at < ${scope.now.subtract({ hours: 24 })} limit 5000)`
	return swept.count
}
