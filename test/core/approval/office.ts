import { type Actor, act, type Books, expectOk, look, type Role } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { findCard } from '#core/approval/card.ts'
import { type DecideRequest, decide } from '#core/approval/decide.ts'
import type { Channel } from '#core/approval/seal.ts'
import type { Condition, Own, StepRule } from '#core/approval/workflow.ts'
import { addUser } from '#core/staff/add-user.ts'
import { system } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'

export type Member = Extract<Actor, { kind: 'staff' }>

export async function hire(books: Books, name: string, role: Role): Promise<Member> {
	const user = { name, email: `${name}@halden.example`, role, groups: [] }
	const { id } = expectOk(await act(books, system, addUser, user))
	return { kind: 'staff', userId: id, role }
}

export const byRole = (role: Role) => ({ kind: 'role' as const, role, ofGroup: false })

export const step = (more: Partial<StepRule> = {}): StepRule => ({
	...{ name: '', stage: 1, approvers: [byRole('finance')], otherwise: [], needs: 'any', count: 1 },
	...{ limitHours: null, remindHours: null, escalateTo: [] },
	...more,
})

/** Connects them with a chat, where their cards are told. */
export async function connect({ sql }: World, ...members: Member[]): Promise<void> {
	for (const { userId } of members)
		await sql`
			insert into chat_account (channel, team, account, name, user_id, linked_at)
			values ('slack', 'T1', ${`U${userId}`}, 'test', ${userId}, now())`
}

/** Who shall see the request as it is now in their own chat, and up to which state of it. */
export async function cardsFor({ sql }: World, id: string): Promise<{ who: string; revision: number }[]> {
	return await sql<{ who: string; revision: number }[]>`
		select staff_user.name as who, max(split_part(key, ':', 3)::int) as revision from outbox
			join chat_account on chat_account.id = (payload ->> 'accountId')::uuid join staff_user on staff_user.id = user_id
		where kind = 'chat_card' and payload ->> 'requestId' = ${id} group by 1 order by 1`
}

/** The only workflow of a subject from now on. */
export async function rule(
	{ sql }: World,
	kind: string,
	steps: StepRule[],
	{ own = 'never', conditions = [] }: { own?: Own; conditions?: Condition[] } = {},
): Promise<void> {
	await sql`update approval_workflow set archived_at = now() where subject_kind = ${kind}`
	await sql`
		insert into approval_workflow (subject_kind, name, position, conditions, steps, own, changed_at)
		values (${kind}, 'Test', 1, ${conditions as never}, ${steps as never}, ${own}, now())`
}

/** Asks for a credit note over an invoice. */
export async function askCredit({ books }: World, asker: Actor, invoiceId: string, reason = 'Wrong customer') {
	const input = { id: invoiceId, reason, again: false }
	const proposed = expectOk(await act(books, asker, propose<'credit_note'>, { kind: 'credit_note', input }))
	return proposed.kind === 'asked' ? proposed.requestId : 'done'
}

export async function cardOf({ books }: World, id: string, actor: Actor = system) {
	return expectOk(await look(books, actor, findCard, { id }))
}

/** A press on the card as it stands, or on one that was seen before. */
export async function press(
	world: World,
	actor: Actor,
	id: string,
	decision: DecideRequest['decision'],
	{ comment = '', channel = 'console', seen }: { comment?: string; channel?: Channel; seen?: string } = {},
) {
	const shown = seen ?? (await cardOf(world, id)).seen
	return await act(world.books, actor, decide, { id, decision, comment, channel, seen: shown })
}
