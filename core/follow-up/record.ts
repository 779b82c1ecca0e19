import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type GivePromise, writePromise } from './promise.ts'
import { requireMember } from './task.ts'

export type FollowUpKind = 'call' | 'visit' | 'message' | 'other'

export type RecordFollowUp = {
	customerId: string
	contractId?: string | null
	kind: FollowUpKind
	/** ISO; today when not given, and not after it. */
	happenedOn?: string
	text: string
	nextStep?: string
	/** ISO. */
	nextOn?: string | null
	/** Who does the next step; whoever records it when not given. */
	assigneeId?: string | null
	/** What they promised to pay; without words of its own the record says no more than that. */
	promise?: GivePromise
	/** Made once for what a person wrote: the same one is one record. */
	key: string
}

const longest = 5000

/**
 * Writes down a contact with a customer: what was said, the next step with its day, and what they promised to pay. Refuses
 * `not_found`, `input.invalid`, and what `writePromise` refuses.
 */
export async function recordFollowUp(scope: Scope, input: RecordFollowUp): Promise<{ id: string }> {
	permit(scope, 'follow_up.write')
	const { sql, actor, today, now } = scope
	const { customerId, contractId = null, kind, nextStep = '', nextOn = null } = input
	await requireReached(scope, input)
	const text = input.text.trim()
	if (text === '') refuse('input.invalid', { field: 'text', problem: 'missing' })
	if (text.length > longest || nextStep.length > 500) refuse('input.invalid', { field: 'text', problem: 'too long' })
	if (nextStep.trim() && !nextOn) refuse('input.invalid', { field: 'nextOn', problem: 'missing' })
	const happenedOn = input.happenedOn ?? today.toString()
	if (!dayInput.safeParse(happenedOn).success) refuse('input.invalid', { field: 'happenedOn', problem: 'invalid' })
	if (nextOn !== null && !dayInput.safeParse(nextOn).success)
		refuse('input.invalid', { field: 'nextOn', problem: 'invalid' })
	if (happenedOn > today.toString()) refuse('input.invalid', { field: 'happenedOn', problem: 'in the future' })
	const userId = actor.kind === 'staff' ? actor.userId : null
	const assigneeId = nextOn ? (input.assigneeId ?? userId) : null
	if (assigneeId && assigneeId !== userId) await requireMember(scope, assigneeId)
	const [written] = await sql<{ id: string }[]>`
		insert into follow_up (customer_id, contract_id, kind, happened_on, text, next_step, next_on, assignee_id, author_id, author_name, created_at, key)
		values (${customerId}, ${contractId}, ${kind}, ${happenedOn}, ${text}, ${nextStep.trim()}, ${nextOn}, ${assigneeId}, ${userId},
			coalesce((select name from staff_user where id = ${userId}), ''), ${now}, ${input.key})
		on conflict (key) do nothing returning id`
	if (!written) return await findWritten(scope, input.key)
	if (input.promise) await writePromise(scope, { followUpId: written.id, customerId }, input.promise)
	const facts = { followUpId: written.id, kind, ...(nextOn ? { nextOn } : {}), ...promiseFacts(input.promise) }
	await emit(scope, {
		kind: 'follow_up.recorded',
		subject: { kind: 'customer', id: customerId },
		...{ customerId, contractId, facts },
	})
	return written
}

function promiseFacts(promise: GivePromise | undefined) {
	if (!promise) return {}
	const { on, amountMinor, currency } = promise
	return { promisedOn: on, promisedMinor: String(amountMinor), currency }
}

async function requireReached(scope: Scope, { customerId, contractId }: RecordFollowUp): Promise<void> {
	const { sql } = scope
	const [customer] = await sql`select from customer where id = ${customerId} and ${reach(scope).customer()}`
	if (!customer) refuse('not_found', { noun: 'customer' })
	if (!contractId) return
	const [contract] = await sql`
		select from contract where id = ${contractId} and customer_id = ${customerId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
}

async function findWritten({ sql }: Scope, key: string): Promise<{ id: string }> {
	const [written] = await sql<{ id: string }[]>`select id from follow_up where key = ${key}`
	if (!written) throw new Error('A follow-up was not written')
	return written
}
