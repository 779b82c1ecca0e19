import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { type Place, readRolesAt } from '../chat/place.ts'
import { type ContractSurvey, readContractSurvey } from '../credit-survey/of-contract.ts'
import { type GuarantorWithExposure, readGuarantorsOf } from '../guarantor/of-contract.ts'
import { may, permit } from '../permit.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CardStep, cardSteps } from './card-steps.ts'
import { type CustomerFacts, readCustomerFacts } from './customer-facts.ts'
import { isByCustomer, ownRule, type RequestState, staffIn } from './lock.ts'
import { readPeople } from './people.ts'
import { type SubjectKind, subjectOf } from './register.ts'
import { seenBody } from './seen-body.ts'
import { seenRequests } from './seen-requests.ts'
import { groundOf, hasSeat, readSteps, seatsOfSteps, weigh } from './steps.ts'
import type { About, CardBody } from './subject.ts'
import { unseenKinds } from './unseen.ts'
import type { Own } from './workflow.ts'

/** Everything that those who decide see, for any channel: no words, no layout. Amounts of `customer` in minor units of `currency`. */
export type ApprovalCard = CardBody & {
	id: string
	kind: SubjectKind
	about: About
	/** Copies of an earlier revision are brought up to date. */
	revision: number
	contract: { id: string; number: string; title: string } | null
	customer: ({ id: string; name: string } & CustomerFacts) | null
	/** What it is about: of a quote its id. */
	subjectId: string
	/** Who stands good for it or is proposed to, with all that they stand good for. */
	guarantors: GuarantorWithExposure[]
	/** The latest survey of the contract's credit, with its score and both advices. */
	survey: ContractSurvey | null
	/** What conditions and lists compare. */
	amountMinor: bigint | null
	currency: string
	/** `isCustomer`: what they are asked they read in the conversation about the contract. */
	requester: { name: string; userId: string | null; isCustomer: boolean }
	note: string
	requestedAt: Temporal.Instant
	/** Name of the workflow as it was when it was asked; empty for the usual one. */
	workflow: string
	steps: CardStep[]
	/** Questions and answers so far, oldest first. */
	talk: { says: 'ask' | 'answer'; name: string; at: Temporal.Instant; channel: string; text: string }[]
	/** Earlier requests about the same customer, or the same person, newest first. */
	history: HistoryItem[]
	/** Fingerprint of the money and terms: sent along with a decision. */
	seen: string
	state: RequestState
	/** What became of it; null while it waits. `name` is who decided. */
	outcome: {
		name: string
		at: Temporal.Instant
		channel: string
		comment: string
		/** Why it was approved and could not be done; amounts in it are text. */
		failure: Refusal | null
		/** The request with fresh figures that took its place. */
		freshId: string | null
	} | null
	/** What the acting person may do: `decide` now, or why not. */
	mine: 'decide' | 'decided' | 'asked_by_me' | 'not_asked' | 'over'
	/** It is the acting person's own request, whether they may decide it or not. */
	own: boolean
}

export type HistoryItem = {
	id: string
	kind: SubjectKind
	about: About
	state: RequestState
	amountMinor: bigint | null
	currency: string | null
	requestedAt: Temporal.Instant
	decider: string | null
}

/** `at`: a group's channel that it is shown in, to everybody there. */
type FindCard = { id: string; at?: Pick<Place, 'channel' | 'place'> }

/**
 * In the channel of a team it is as everybody of the team may see it. Refuses `not_found`, also for whoever is not to see it
 * (what is about a customer is for who may see invoices, or is asked), and in a channel for what is about no customer, which
 * is for those who are asked.
 */
export async function findCard(scope: Scope, { id, at }: FindCard): Promise<ApprovalCard> {
	permit(scope, 'contract.read')
	const row = await readRow(scope, id)
	const roles = at ? await readRolesAt(scope, at) : []
	const readers = [scope, ...roles.map((role): Scope => ({ ...scope, actor: { kind: 'staff', userId: '', role } }))]
	const unseen = readers.flatMap(unseenKinds)
	const isClosed = roles.some((role) => !may({ kind: 'staff', userId: '', role }, 'invoice.read'))
	if (unseen.includes(row.kind) || isClosed || (at && !row.customer)) refuse('not_found', { noun: 'approval_request' })
	const [steps, people] = await Promise.all([readSteps(scope, [id]), readPeople(scope)])
	const ground = groundOf(row.kind, row)
	const seats = seatsOfSteps(steps, ground, people)
	const { actor } = scope
	const userId = actor.kind === 'staff' ? actor.userId : ''
	const seated = hasSeat({ steps, seats, people }, userId)
	const own = row.requestedBy === `staff:${userId}`
	const concerned = seated || own || row.wasAsked || actor.kind === 'system'
	const isElsewhere = actor.kind === 'staff' && actor.within !== undefined && row.groupId !== actor.within
	if (actor.kind === 'contact' || actor.kind === 'link' || isElsewhere)
		refuse('not_found', { noun: 'approval_request' })
	const mayLook = may(actor, row.customer ? 'invoice.read' : 'staff.write')
	if (!concerned && !mayLook) refuse('not_found', { noun: 'approval_request' })
	const { shown, requestedBy, groupId: _, ownerId: __, ownRule: ___, wasAsked: ____, requesterName, ...rest } = row
	const currency = row.currency ?? ''
	const free = weigh({ steps, seats, people }, userId, 'approve').steps.length > 0
	const { customer, contract } = row
	const [standing, guarantors, survey, names, history] = await Promise.all([
		customer && readCustomerFacts(scope, customer.id, row.currency),
		customer ? readGuarantorsOf(scope, { customerId: customer.id, contractId: contract?.id ?? null }) : [],
		contract && may(actor, 'survey.read') ? readContractSurvey(scope, contract.id) : null,
		namesOf(scope, steps),
		readHistory(scope, row, { unseen, at }),
	])
	return {
		...rest,
		...seenBody(readers, subjectOf(row.kind).card(shown, currency)),
		currency,
		customer: customer && standing && { ...customer, ...standing },
		guarantors,
		survey,
		requester: { name: requesterName, userId: staffIn(requestedBy), isCustomer: isByCustomer(requestedBy) },
		steps: cardSteps(steps, seats, ground, people, names),
		talk: row.talk.map((one) => ({ ...one, at: Temporal.Instant.from(one.at) })),
		outcome: row.outcome && { ...row.outcome, at: Temporal.Instant.from(row.outcome.at) },
		history,
		mine: row.state !== 'waiting' ? 'over' : free ? 'decide' : seated ? 'decided' : own ? 'asked_by_me' : 'not_asked',
		own,
	}
}

type Row = Pick<
	ApprovalCard,
	| 'id'
	| 'kind'
	| 'about'
	| 'revision'
	| 'contract'
	| 'subjectId'
	| 'amountMinor'
	| 'note'
	| 'requestedAt'
	| 'workflow'
	| 'seen'
	| 'state'
> & {
	customer: { id: string; name: string } | null
	currency: string | null
	shown: unknown
	requestedBy: string
	requesterName: string
	groupId: string | null
	ownerId: string | null
	ownRule: Own
	wasAsked: boolean
	talk: { says: 'ask' | 'answer'; name: string; at: string; channel: string; text: string }[]
	outcome: (Omit<NonNullable<ApprovalCard['outcome']>, 'at'> & { at: string }) | null
}

async function readRow({ sql, actor }: Scope, id: string): Promise<Row> {
	const userId = actor.kind === 'staff' ? actor.userId : null
	const [row] = await sql<Row[]>`
		select request.id, subject_kind as kind, request.subject_id as "subjectId", about, revision, amount_minor as "amountMinor",
			request.currency, note, requested_at as "requestedAt", workflow ->> 'name' as workflow, fingerprint as seen, request.state, shown,
			requested_by as "requestedBy", request.group_id as "groupId", request.owner_id as "ownerId", ${ownRule({ sql })} as "ownRule",
			exists (select from approval_asked where request_id = request.id and user_id = ${userId}::uuid) as "wasAsked",
			case when contract.id is not null then jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) end as contract,
			case when customer.id is not null then jsonb_build_object('id', customer.id, 'name', customer.name) end as customer,
			${actorName({ sql }, sql`requested_by`)} as "requesterName",
			coalesce((select jsonb_agg(jsonb_build_object('says', says, 'name', ${actorName({ sql }, sql`said_by`)}, 'at', said_at,
				'channel', channel, 'text', comment) order by sequence)
				from approval_decision where request_id = request.id and says in ('ask', 'answer')), '[]') as talk,
			case when request.state <> 'waiting' then jsonb_build_object('name', ${actorName({ sql }, sql`decided_by`)}, 'at', decided_at,
				'channel', decided_in, 'comment', comment, 'failure', failure,
				'freshId', (select fresh.id from approval_request as fresh where fresh.replaces = request.id)) end as outcome
		from approval_request as request left join contract on contract.id = request.contract_id
			left join customer on customer.id = request.customer_id
		where request.id = ${id}`
	return row ?? refuse('not_found', { noun: 'approval_request' })
}

async function namesOf({ sql }: Scope, steps: Awaited<ReturnType<typeof readSteps>>): Promise<Map<string, string>> {
	const ids = steps.flatMap(({ said }) => said.map(({ userId }) => userId))
	const rows = await sql<{ id: string; name: string }[]>`select id, name from staff_user where id = any(${ids}::uuid[])`
	return new Map(rows.map(({ id, name }) => [id, name]))
}

async function readHistory(
	scope: Scope,
	{ id, customer, subjectId }: Row,
	{ unseen, at }: { unseen: readonly SubjectKind[]; at: FindCard['at'] },
): Promise<HistoryItem[]> {
	const { sql, actor } = scope
	const within = actor.kind === 'staff' ? (actor.within ?? null) : null
	// Where a team reads along, what another has asked about the same customer is not told.
	const tied = sql`(select group_id from chat_place where channel = ${at?.channel ?? null} and place = ${at?.place ?? null} limit 1)`
	return await sql<HistoryItem[]>`
		select request.id, subject_kind as kind, about, request.state, amount_minor as "amountMinor", currency, requested_at as "requestedAt",
			nullif(${actorName({ sql }, sql`decided_by`)}, '') as decider
		from approval_request as request
		where request.id <> ${id} and request.id < ${id} and (customer_id = ${customer?.id ?? null} or subject_id = ${subjectId})
			and subject_kind <> all(${[...unseen]}::text[]) and ${seenRequests(scope)}
			and coalesce(request.group_id = coalesce(${within}::uuid, ${tied}), coalesce(${within}::uuid, ${tied}) is null)
		order by request.id desc limit 5`
}
