import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { refuse } from '../refusal.ts'
import { readCustomerFacts } from './customer-facts.ts'
import { findWorkflows } from './find-workflows.ts'
import { type LockedRequest, lockRequest, staffIn } from './lock.ts'
import { noteRequest } from './note.ts'
import { openStage } from './open-stage.ts'
import { readPeople } from './people.ts'
import type { SubjectKind } from './register.ts'
import { seatsOf } from './seats.ts'
import type { Asked } from './subject.ts'
import { askPeople } from './tell.ts'
import { chooseWorkflow, type Workflow } from './workflow.ts'

export type NewRequest = {
	kind: SubjectKind
	asked: Asked<unknown>
	/** What is to be done, as its subject takes it. */
	change: Record<string, unknown>
	on: string
	note: string
	workflow: Workflow
	/** Who asks, as `nameActor` writes it; the actor where it is left out. */
	requestedBy?: string
	/** The request that this one takes the place of. */
	replaces?: string
}

/** What of a thing that is asked for a workflow is chosen by, beside how its customer stands. */
type Ground = Pick<Asked<unknown>, 'customerId' | 'groupId' | 'amountMinor' | 'currency'> &
	Pick<Asked<unknown>, 'discount' | 'role' | 'daysBeforeTerm' | 'missing' | 'otherwise'>

/** The company's workflow for what is asked, null where none fits: then nobody has to agree. */
export async function workflowFor(scope: Scope, kind: SubjectKind, asked: Ground): Promise<Workflow | null> {
	const standing = await readCustomerFacts(scope, asked.customerId, asked.currency)
	const facts = { ...asked, ...standing }
	const own = chooseWorkflow(await findWorkflows(scope, kind), facts)
	if (own || !asked.otherwise) return own
	return chooseWorkflow(await findWorkflows(scope, asked.otherwise), facts)
}

/**
 * Writes a request with the steps of its workflow, opens the first ones and asks whoever decides them. Refuses
 * `approval.waiting` while another request about the same thing waits.
 */
export async function writeRequest(scope: Scope, request: NewRequest): Promise<LockedRequest> {
	const { kind, asked, workflow } = request
	const { sql } = scope
	const requestedBy = request.requestedBy ?? nameActor(scope.actor)
	const ownAllowed = await isOwnAllowed(scope, request, requestedBy)
	const [written] = await sql<{ id: string }[]>`
		insert into approval_request (subject_kind, subject_id, about, contract_id, customer_id, group_id, owner_id, change, asked_on,
			fingerprint, shown, amount_minor, currency, note, workflow, own_allowed, replaces, requested_by, requested_at)
		values (${kind}, ${asked.subjectId}, ${asked.about as never}, ${asked.contractId}, ${asked.customerId}, ${asked.groupId},
			${asked.ownerId}, ${request.change as never}, ${request.on}, ${asked.fingerprint}, ${asked.shown as never},
			${asked.amountMinor}, ${asked.currency}, ${request.note.trim().slice(0, 1000)}, ${workflow as never}, ${ownAllowed},
			${request.replaces ?? null}, ${requestedBy}, ${scope.now})
		on conflict (subject_id) where state = 'waiting' do nothing returning id`
	if (!written) refuse('approval.waiting', { number: asked.about.number || asked.about.name })
	await sql`
		insert into approval_step (request_id, position, stage, rule)
		select ${written.id}, position, (rule ->> 'stage')::integer, rule
		from jsonb_array_elements(${workflow.steps as never}::jsonb) with ordinality as step (rule, position)`
	const locked = await lockRequest(scope, written.id)
	const table = await openStage(scope, locked)
	await noteRequest(scope, locked, 'requested')
	await askPeople(scope, locked, table)
	return locked
}

/** Allowed always, or because a step would have nobody else to decide it. */
async function isOwnAllowed(
	scope: Scope,
	{ kind, asked, workflow }: Pick<NewRequest, 'kind' | 'asked' | 'workflow'>,
	requestedBy: string,
): Promise<boolean> {
	if (workflow.own !== 'alone') return workflow.own === 'always'
	const all = await readPeople(scope)
	const { groupId, ownerId } = asked
	const ground = { kind, groupId, ownerId, own: 'never' as const, requesterId: staffIn(requestedBy) }
	return workflow.steps.some((rule) => seatsOf(rule, false, ground, all).length === 0)
}
