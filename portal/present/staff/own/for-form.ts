import { look } from '#core/act.ts'
import type { DraftLine } from '#core/contract/find-draft.ts'
import type { OwnValues } from '#core/own-field/own-field.ts'
import { findOwnValues, type OwnValue } from '#core/own-field/read.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { notFound } from '#portal/problem.ts'
import type { StaffMember } from '#portal/sign-in/actor.ts'
import type { OwnOfContract } from '../contract-form.ts'

/** Own fields for the form of a contract: a new one, or a draft with what stands in them. */
export async function ownForForm(
	{ books }: LoadContext,
	{ actor }: StaffMember,
	draft?: { id: string; lines: readonly DraftLine[] },
): Promise<OwnOfContract & { values: OwnValues; locked: OwnValue[]; shownOfLines: Record<string, OwnValue[]> }> {
	const [contract, line] = await Promise.all([
		look(books, actor, findOwnValues, { subject: 'contract' as const, ids: draft ? [draft.id] : [] }),
		look(books, actor, findOwnValues, { subject: 'line' as const, ids: draft?.lines.map(({ id }) => id) ?? [] }),
	])
	if (!contract.ok || !line.ok) throw notFound()
	return {
		contract: contract.value.fields,
		line: line.value.fields,
		lines: line.value.values,
		values: draft ? (contract.value.values[draft.id] ?? {}) : {},
		locked: draft ? (contract.value.locked[draft.id] ?? []) : [],
		shownOfLines: line.value.shown,
	}
}
