import type { Books, Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { approveRequest } from './carry-out.ts'
import { rejectRequest } from './decide.ts'
import { clockwork, eachByItself, type FailedRequest } from './each-by-itself.ts'
import { type LockedRequest, lockRequest } from './lock.ts'
import { noteRequest } from './note.ts'
import { seal } from './seal.ts'
import { readTable, type Step, type Table, weighAlone } from './steps.ts'
import { askPeople, remindPeople, revise } from './tell.ts'

export type Tended = { reminded: number; escalated: number; settled: number; failed: FailedRequest[] }

/**
 * What time does to requests that wait: a reminder, others asked when the limit of a step has passed, and whoever may
 * decide since somebody left, changed role or went away. Each request by itself.
 */
export async function tendApprovals(books: Books): Promise<Tended> {
	const tended = { reminded: 0, escalated: 0, settled: 0 }
	const waiting = await books.sql<{ id: string }[]>`
		select id from approval_request where state = 'waiting' order by requested_at, id`
	const failed = await eachByItself(books, waiting, tendRequest, (done) => {
		for (const what of done) tended[what]++
	})
	return { ...tended, failed }
}

type What = 'reminded' | 'escalated' | 'settled'

/** Answers what was done. */
export async function tendRequest(scope: Scope, { id }: { id: string }): Promise<What[]> {
	permit(scope, 'report.read')
	const request = await lockRequest(scope, id)
	if (request.state !== 'waiting') return []
	let table = await readTable(scope, request)
	const press = weighAlone(table)
	if (press.steps.length > 0) return await settle(scope, request, table)
	const open = table.steps.filter(({ state }) => state === 'open')
	const late = open.filter((step) => step.escalatedAt === null && isPast(scope, step.dueAt))
	const slow = open.filter((step) => step.remindedAt === null && isPast(scope, step.remindAt) && !late.includes(step))
	for (const { position } of late)
		await scope.sql`
			update approval_step set escalated_at = ${scope.now} where request_id = ${id} and position = ${position}`
	if (late.length > 0) table = await readTable(scope, request)
	if (slow.length > 0) await remind(scope, request, table, slow)
	const changed = late.length > 0 || (await someoneNew(scope, id, table))
	if (changed) await askPeople(scope, await revise(scope, request), table)
	if (late.length > 0) {
		await noteRequest(scope, request, 'escalated')
		await seal(scope, request, { says: 'escalate', channel: 'clock' })
	}
	return [...(slow.length > 0 ? (['reminded'] as const) : []), ...(late.length > 0 ? (['escalated'] as const) : [])]
}

const isPast = ({ now }: Scope, moment: Temporal.Instant | null) =>
	moment !== null && Temporal.Instant.compare(moment, now) <= 0

async function remind(scope: Scope, request: LockedRequest, table: Table, slow: readonly Step[]): Promise<void> {
	for (const { position } of slow)
		await scope.sql`
			update approval_step set reminded_at = ${scope.now} where request_id = ${request.id} and position = ${position}`
	await remindPeople(
		scope,
		request,
		table,
		slow.map(({ position }) => position),
	)
	await noteRequest(scope, request, 'reminded')
}

async function someoneNew({ sql }: Scope, id: string, { seats }: Table): Promise<boolean> {
	const people = [...new Set([...seats.values()].flat().flatMap(({ by }) => by))]
	const [row] = await sql<{ count: number }[]>`
		select count(*)::int as count from approval_asked where request_id = ${id} and user_id = any(${people}::uuid[])`
	return (row?.count ?? 0) < people.length
}

/**
 * Everybody who still has a seat had approved before somebody who had not left, or too few are left to approve: it goes on
 * as if the last of those who spoke pressed now, in the name of the product where they have left too.
 */
async function settle(scope: Scope, request: LockedRequest, table: Table): Promise<What[]> {
	const press = weighAlone(table)
	const rejected = press.steps.filter(({ state }) => state === 'rejected')
	const over = rejected.length > 0 ? rejected : press.steps
	const last = table.steps
		.filter(({ position }) => over.some((one) => one.position === position))
		.flatMap(({ said }) => said)
		.filter(({ says }) => says === (rejected.length > 0 ? 'reject' : 'approve'))
		.sort((one, other) => one.at.localeCompare(other.at))
		.at(-1)
	const person = table.people.people.find(({ id }) => id === last?.userId)
	const actor = person ? ({ kind: 'staff', userId: person.id, role: person.role } as const) : clockwork
	if (rejected.length > 0) {
		await rejectRequest({ ...scope, actor }, request, { press, channel: 'clock', comment: last?.comment ?? '' })
		return ['settled']
	}
	const { did } = await approveRequest({ ...scope, actor }, request, { press, channel: 'clock', comment: '' })
	// It is tried again at the next round.
	if (did === 'held') return []
	if (did === 'outdated' || did === 'failed')
		await seal(scope, request, { says: did === 'failed' ? 'fail' : 'outdate', channel: 'clock' })
	return ['settled']
}
