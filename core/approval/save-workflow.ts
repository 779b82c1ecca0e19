import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { findContradiction } from './contradiction.ts'
import { hasFact } from './facts-of.ts'
import { subjectKinds } from './subject-kinds.ts'
import { condition, type StepRule, stepRule } from './workflow.ts'

const wholeNumber = /^\d{1,15}$/
const values = {
	amount: wholeNumber,
	overdue_amount: wholeNumber,
	overdue_days: /^\d{1,5}$/,
	days_before_term: /^\d{1,5}$/,
	missing_conditions: /^\d{1,2}$/,
	discount: /^\d{1,3}(\.\d{1,6})?$/,
	risk: /^(low|medium|high)$/,
	currency: /^[A-Z]{3}$/,
	role: /^(administrator|manager|finance|salesperson|collector|storekeeper|surveyor)$/,
}

const workflowInput = z.object({
	id: z.uuid().optional(),
	/** Of the workflow that was edited. */
	version: z.number().int().min(0).max(2_147_483_647).optional(),
	subjectKind: z.enum(subjectKinds),
	groupId: z.uuid().nullable(),
	name: z.string().trim().min(1).max(120),
	position: z.number().int().min(1).max(9999),
	conditions: z
		.array(condition)
		.max(8)
		.superRefine((given, context) => {
			for (const [index, { fact, value, currency }] of given.entries()) {
				const isMoney = fact === 'amount' || fact === 'overdue_amount'
				const isUnknown = (isMoney && !isCurrency(currency ?? '')) || (fact === 'currency' && !isCurrency(value))
				if (!values[fact].test(value) || isUnknown)
					context.addIssue({ code: 'custom', path: [index, 'value'], message: 'invalid' })
			}
		}),
	steps: z.array(stepRule).min(1).max(10),
	own: z.enum(['never', 'alone', 'always']),
})
export type SaveWorkflow = z.input<typeof workflowInput>

/**
 * Writes a workflow for what is asked from now on; requests that wait keep theirs. Refuses `input.invalid`, `not_found` for a
 * team or somebody who is not or no longer here, `approval.fact_foreign`, `approval.conditions_contradict`, `changed_meanwhile`.
 */
export async function saveWorkflow(scope: Scope, input: SaveWorkflow): Promise<{ id: string }> {
	permit(scope, 'company.write')
	const read = workflowInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const { id, version, subjectKind, groupId, name, position, conditions, steps, own } = read.data
	const foreign = conditions.find(({ fact }) => !hasFact(subjectKind, fact))
	if (foreign) refuse('approval.fact_foreign', { fact: foreign.fact, subject: subjectKind })
	const contradiction = findContradiction(conditions)
	if (contradiction) refuse('approval.conditions_contradict', contradiction)
	await requireThere(scope, groupId, steps)
	const { sql, now } = scope
	const [saved] = id
		? await sql<{ id: string }[]>`
			update approval_workflow set group_id = ${groupId}, name = ${name}, position = ${position}, conditions = ${conditions as never},
				steps = ${steps as never}, own = ${own}, version = version + 1, changed_at = ${now}
			where id = ${id} and version = ${version ?? 0} and archived_at is null and subject_kind = ${subjectKind} returning id`
		: await sql<{ id: string }[]>`
			insert into approval_workflow (subject_kind, group_id, name, position, conditions, steps, own, changed_at)
			values (${subjectKind}, ${groupId}, ${name}, ${position}, ${conditions as never}, ${steps as never}, ${own}, ${now}) returning id`
	if (!saved) refuse('changed_meanwhile', { noun: 'workflow' })
	await note(scope, saved.id, { name, about: subjectKind })
	return saved
}

/** Those whom it names stay while it is written. */
async function requireThere({ sql }: Scope, groupId: string | null, steps: readonly StepRule[]): Promise<void> {
	const [group] = groupId ? await sql`select from staff_group where id = ${groupId} for key share` : [true]
	if (!group) refuse('not_found', { noun: 'group' })
	const named = steps.flatMap(({ approvers, otherwise, escalateTo }) => [...approvers, ...otherwise, ...escalateTo])
	const people = [...new Set(named.flatMap((one) => (one.kind === 'user' ? [one.userId.toLowerCase()] : [])))]
	const here = await sql`
		select id from staff_user where id = any(${people}::uuid[]) and left_at is null order by id for share`
	if (here.length < people.length) refuse('not_found', { noun: 'user' })
}

/** Takes a workflow out of use. What it asked for keeps it. Refuses `not_found`. */
export async function removeWorkflow(scope: Scope, { id }: { id: string }): Promise<{ id: string }> {
	permit(scope, 'company.write')
	const [removed] = await scope.sql<{ id: string; name: string; about: string }[]>`
		update approval_workflow set archived_at = ${scope.now} where id = ${id} and archived_at is null
		returning id, name, subject_kind as about`
	if (!removed) refuse('not_found', { noun: 'workflow' })
	await note(scope, id, { name: removed.name, about: removed.about, removed: true })
	return { id }
}

async function note(scope: Scope, id: string, facts: Record<string, unknown>): Promise<void> {
	await emit(scope, { kind: 'workflow.changed', subject: { kind: 'workflow', id }, facts })
}
