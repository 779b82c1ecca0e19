import type { Scope } from '../act.ts'
import { permitUnconfirmed } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { rehearse } from './attempt.ts'
import { type SubjectDone, type SubjectInput, type SubjectKind, subjectOf } from './register.ts'
import { usualFor } from './usual.ts'
import { workflowFor, writeRequest } from './write.ts'

export type { SubjectKind }

export type Propose<Kind extends SubjectKind = SubjectKind> = {
	kind: Kind
	input: SubjectInput<Kind>
	/** A word to those who decide. */
	note?: string
	/** Fingerprint of the preview that the person looked at, where the subject has one. */
	seen?: string
}

/** Done at once because no workflow applies, with what the verb answered; or asked for. */
export type Proposed<Kind extends SubjectKind = SubjectKind> =
	| { kind: 'done'; value: SubjectDone<Kind> }
	| { kind: 'asked'; requestId: string }

/** Whether `propose` would ask. Refuses what the preview of the subject refuses. */
export async function needsSomebody<Kind extends SubjectKind>(
	scope: Scope,
	{ kind, input }: Pick<Propose<Kind>, 'kind' | 'input'>,
): Promise<boolean> {
	const subject = subjectOf(kind)
	permitUnconfirmed(scope, subject.permission)
	const asked = await subject.look(scope, input, scope.today.toString())
	return asked.mustAsk === true || (await workflowFor(scope, kind, asked)) !== null
}

/**
 * Does something, or asks for it where a workflow applies. What could not be done now is not asked for: it is tried under
 * the same locks and taken back. For staff and the product; customers ask in their own way. Refuses what the verb
 * refuses, `approval.waiting`, `change.different`, and `input.invalid`.
 */
export async function propose<Kind extends SubjectKind>(scope: Scope, given: Propose<Kind>): Promise<Proposed<Kind>> {
	const { kind, input, note = '', seen } = given
	const subject = subjectOf(kind)
	if (scope.actor.kind !== 'staff' && scope.actor.kind !== 'system')
		refuse('not_permitted', { action: subject.permission })
	permitUnconfirmed(scope, subject.permission)
	const on = scope.today.toString()
	const asked = await subject.look(scope, input, on)
	const { preview } = asked
	if (preview && seen !== undefined && preview.seen !== seen)
		refuse('change.different', { ...preview, currency: asked.currency ?? '' })
	const workflow = (await workflowFor(scope, kind, asked)) ?? (asked.mustAsk ? usualFor(kind) : null)
	const run = async (part: Scope) => (await subject.run(part, input, on)) as SubjectDone<Kind>
	if (!workflow) return { kind: 'done', value: await run(scope) }
	await rehearse(scope, run)
	const change = input as Record<string, unknown>
	const { id } = await writeRequest(scope, { kind, asked, change, on, note, workflow })
	return { kind: 'asked', requestId: id }
}
