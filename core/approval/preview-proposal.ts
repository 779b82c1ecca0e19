import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { permitUnconfirmed } from '../permit.ts'
import { staffIn } from './lock.ts'
import { type Asks, whoIsAsked } from './name-seats.ts'
import { type SubjectInput, type SubjectKind, subjectOf } from './register.ts'
import { workflowFor } from './write.ts'

export type ProposalPreview = {
	/** Sent along with the press: what it would do then must be the same. */
	seen: string
	/** Who would be asked to agree first; null: nobody, it is done at once. */
	asks: Asks | null
}

/**
 * What becomes of something when it is proposed at this moment: done at once, or asked of whom. Refuses what cannot be
 * asked.
 */
export async function previewProposal<Kind extends SubjectKind>(
	scope: Scope,
	{ kind, input }: { kind: Kind; input: SubjectInput<Kind> },
): Promise<ProposalPreview> {
	const subject = subjectOf(kind)
	permitUnconfirmed(scope, subject.permission)
	const asked = await subject.look(scope, input, scope.today.toString())
	const seen = asked.preview?.seen ?? asked.fingerprint
	const workflow = await workflowFor(scope, kind, asked)
	if (!workflow) return { seen, asks: null }
	const by = nameActor(scope.actor)
	const { groupId, ownerId } = asked
	const ground = { kind, groupId, ownerId, requesterId: staffIn(by), own: workflow.own }
	return { seen, asks: await whoIsAsked(scope, workflow, ground) }
}
