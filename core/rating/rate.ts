import { act, type Books, expectOk, look, type Outcome, type Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { refuse } from '../refusal.ts'
import { hashSecret, isToken } from '../sign-in/secret.ts'
import type { RatingStage } from './stage.ts'

/** What the holder of a letter's secret is asked about. */
export type AskedRating = {
	id: string
	customerId: string
	contactId: string
	contractId: string | null
	contractNumber: string
	contractTitle: string
	stage: RatingStage
	language: Language
	/** What was given; null so far. */
	given: { score: number; comment: string } | null
	/** Whether it can still be given or changed. */
	open: boolean
}

/** What was given may be changed for so many hours: a month. */
const changeHours = 720
/** Up to this score the owner is told. */
const lowScore = 2
const longestComment = 2000

const letterbox = { kind: 'system', name: 'rating' } as const

/** What a secret opens; undefined where it is none of ours. Reads only: programs that open links record nothing. */
export async function findAskedRating(books: Books, token: string): Promise<AskedRating | undefined> {
	if (!isToken(token)) return undefined
	return expectOk(await look(books, letterbox, readAsked, { token, lock: false }))
}

export type Rate = { token: string; score: number; comment: string }

/**
 * Keeps what the holder of a letter's secret gives, in their name; given again within thirty days it takes the place of
 * what was given before. Refuses `not_found`, `rating.over`, `input.invalid`.
 */
export async function rate(books: Books, input: Rate): Promise<Outcome<void>> {
	return await act(books, letterbox, keepRating, input)
}

async function keepRating(scope: Scope, { token, score, comment: typed }: Rate): Promise<void> {
	const asked = isToken(token) ? await readAsked(scope, { token, lock: true }) : undefined
	if (!asked) refuse('not_found', { noun: 'rating' })
	if (!asked.open) refuse('rating.over', {})
	if (!Number.isInteger(score) || score < 1 || score > 5)
		refuse('input.invalid', { field: 'score', problem: 'out_of_range' })
	const comment = typed.trim().slice(0, longestComment)
	if (asked.given?.score === score && asked.given.comment === comment) return
	await scope.sql`
		insert into rating (request_id, customer_id, score, comment, rated_at, changed_at)
		values (${asked.id}, ${asked.customerId}, ${score}, ${comment}, ${scope.now}, ${scope.now})
		on conflict (request_id) do update set score = excluded.score, comment = excluded.comment, changed_at = excluded.changed_at`
	const { customerId, contactId, contractId, stage } = asked
	await emit({ ...scope, actor: { kind: 'contact', contactId } } as Scope, {
		kind: 'rating.given',
		subject: { kind: 'contact', id: contactId },
		customerId,
		contractId,
		facts: { stage, score, ...(comment ? { reason: comment } : {}) },
	})
	if (score > lowScore) return
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:rating-low:${asked.id}:${score}`,
		payload: { letter: 'rating-low', requestId: asked.id },
	})
}

async function readAsked(
	{ sql, now }: Scope,
	{ token, lock }: { token: string; lock: boolean },
): Promise<AskedRating | undefined> {
	const [asked] = await sql<(AskedRating & { expiresAt: Temporal.Instant; ratedAt: Temporal.Instant | null })[]>`
		select request.id, request.customer_id as "customerId", request.contact_id as "contactId",
			request.contract_id as "contractId", coalesce(contract.number, '') as "contractNumber",
			coalesce(plan.title, contract.title, '') as "contractTitle", request.stage, contact.language, request.expires_at as "expiresAt",
			rating.rated_at as "ratedAt",
			case when rating.request_id is not null then jsonb_build_object('score', score, 'comment', comment) end as given
		from rating_request as request join contact on contact.id = request.contact_id
			left join contract on contract.id = request.contract_id left join rating on rating.request_id = request.id
			left join care_visit as visit on request.stage = 'visit_done' and visit.id = request.subject_id
			left join care_plan as plan on plan.id = visit.plan_id
		where token_hash = ${hashSecret(token)} ${lock ? sql`for update of request` : sql``}`
	if (!asked) return undefined
	const { expiresAt, ratedAt, ...rest } = asked
	const until = ratedAt ? ratedAt.add({ hours: changeHours }) : expiresAt
	return { ...rest, open: Temporal.Instant.compare(now, until) <= 0 }
}
