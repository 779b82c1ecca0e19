import type { Books, Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { attempt, isPassing, rehearse } from './attempt.ts'
import { closeRequest } from './close.ts'
import { eachByItself, type FailedRequest } from './each-by-itself.ts'
import { type LockedRequest, lockRequest } from './lock.ts'
import { subjectOf } from './register.ts'
import { renew } from './renew.ts'
import { seal } from './seal.ts'

/** First words of the kinds of events that leave money and terms as they are. */
const harmless = [
	...[
		'approval',
		'request',
		'message',
		'link',
		'sign_in',
		'follow_up',
		'discussion',
		'mail',
		'rating',
		'chat',
		'contact',
	],
	...['second_factor', 'password', 'passkey', 'care_plan', 'care_visit', 'health', 'list_view', 'survey'],
]

export type LookedAgain = { looked: number; outdated: number; failed: FailedRequest[] }

/**
 * Looks at what waits and of which something has happened since: where it would do something else than its cards show, they
 * say so, and a fresh request takes its place. How many events there were is kept, not when: one may be written later
 * than it is dated. Each request by itself; may run at any time, by many at once.
 */
export async function lookAgain(books: Books): Promise<LookedAgain> {
	const found: ('same' | 'outdated')[] = []
	const failed = await eachByItself(books, await readMoved(books), lookAtRequest, (one) => found.push(one))
	return { looked: found.length, outdated: found.filter((one) => one === 'outdated').length, failed }
}

/** An event is dated when its transaction began: those of the hour before the asking count too. */
async function readMoved({ sql }: Books): Promise<{ id: string; events: bigint }[]> {
	return await sql<{ id: string; events: bigint }[]>`
		with waiting as materialized (
			select id, customer_id, subject_id, requested_at, uuidv7(uuid_extract_timestamp(id) - interval '1 hour' - clock_timestamp()) as since
			from approval_request where state = 'waiting'
		), counted as (
			select id, requested_at,
				(select count(*) from event where event.customer_id = waiting.customer_id and event.id > since
					and split_part(kind, '.', 1) <> all(${harmless}::text[]))
				+ (select count(*) from event where event.subject_id = waiting.subject_id and event.id > since
					and split_part(kind, '.', 1) <> all(${harmless}::text[]))
				+ (select count(*) from event where concerns_everything(kind) and event.id > since) as events
			from waiting
		)
		select id, counted.events from counted left join approval_look on request_id = id
		where counted.events <> coalesce(approval_look.events, 0) order by requested_at, id`
}

/** Answers whether it still stands as it was asked for. */
export async function lookAtRequest(
	scope: Scope,
	{ id, events }: { id: string; events: bigint },
): Promise<'same' | 'outdated'> {
	permit(scope, 'report.read')
	const request = await lockRequest(scope, id)
	if (request.state !== 'waiting') return 'same'
	await scope.sql`
		insert into approval_look (request_id, events, looked_at) values (${id}, ${events}, ${scope.now})
		on conflict (request_id) do update set events = excluded.events, looked_at = excluded.looked_at`
	const subject = subjectOf(request.subjectKind)
	const change = { contractId: request.contractId, ...request.change }
	const now = await attempt(scope, async (part) => await subject.look(part, change, request.askedOn))
	if (now.ok ? now.value.fingerprint === request.fingerprint : isPassing(now.refusal)) return 'same'
	if (!(await outdate(scope, request))) return 'same'
	await seal(scope, request, { says: 'outdate', channel: 'clock' })
	return 'outdated'
}

/**
 * A fresh request takes its place where it could still be done; else whoever asked is told that it is over. Answers whether
 * it was: where only something that passes is in the way, nobody can say yet.
 */
async function outdate(scope: Scope, request: LockedRequest): Promise<boolean> {
	const subject = subjectOf(request.subjectKind)
	const change = { contractId: request.contractId, ...request.change }
	const today = scope.today.toString()
	const fresh = await attempt(scope, async (part) => {
		if (!subject.renews) return null
		const asked = await subject.look(part, change, today)
		await rehearse(part, async (trial) => await subject.run(trial, change, today))
		return asked
	})
	if (!fresh.ok && isPassing(fresh.refusal)) return false
	const asked = fresh.ok ? fresh.value : null
	await closeRequest(scope, request, { state: 'outdated', channel: 'clock', comment: '', goesOn: asked !== null })
	if (asked) await renew(scope, request, asked)
	return true
}
