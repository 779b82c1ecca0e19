import type { Scope } from '../../act.ts'
import { emit, nameActor } from '../../event.ts'
import { queueEffect } from '../../outbox/queue.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import { realTime } from '../real-time.ts'

export type ResetSecondFactor = { userId: string; reason: string }

/**
 * For somebody whose phone and passkeys are gone, by another administrator: app, passkeys and recovery codes no longer
 * count, their sessions end, and a letter tells them. They come in by letter alone and set another up. Refuses
 * `second_factor.own`, `not_found`, `input.invalid` without a reason.
 */
export async function resetSecondFactor(scope: Scope, { userId, reason }: ResetSecondFactor): Promise<void> {
	permit(scope, 'staff.write')
	const { sql, actor } = scope
	if (actor.kind === 'staff' && actor.userId === userId) refuse('second_factor.own', {})
	if (!reason.trim()) refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	const [user] = await sql<{ name: string; email: string; language: string }[]>`
		select name, email, language from staff_user where id = ${userId} for update`
	// One that was never confirmed is taken along, and is none.
	const app = await sql<{ counted: boolean }[]>`
		delete from second_factor where user_id = ${userId} returning confirmed_at is not null as counted`
	const passkeys = await sql`delete from passkey where user_id = ${userId} returning id`
	if (!user || app.filter(({ counted }) => counted).length + passkeys.length === 0)
		refuse('not_found', { noun: 'second_factor' })
	await sql`delete from session where account_id in (select id from account where staff_user_id = ${userId})`
	const facts = { reset: true, reason: reason.trim() }
	await emit(scope, { kind: 'second_factor.off', subject: { kind: 'staff_user', id: userId }, facts })
	const by = actor.kind === 'staff' ? await nameOf(scope, actor.userId) : scope.company.name
	await queueEffect(scope, {
		kind: 'mail',
		key: `second-factor-reset:${userId}:${nameActor(actor)}:${realTime(scope)}`,
		payload: {
			letter: 'second-factor-reset',
			to: { name: user.name, email: user.email },
			language: user.language,
			by,
			reason: reason.trim(),
		},
	})
}

async function nameOf({ sql }: Scope, userId: string): Promise<string> {
	const [user] = await sql<{ name: string }[]>`select name from staff_user where id = ${userId}`
	return user?.name ?? ''
}
