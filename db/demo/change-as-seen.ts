import type { Scope } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { cancelContract } from '#core/amendment/cancel.ts'
import type { PreviewChange } from '#core/amendment/change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'

/** Looks at what a change comes to and makes it, as a person does on two pages. */
export async function changeAsSeen(scope: Scope, asked: PreviewChange): Promise<void> {
	const { seen } = await previewChange(scope, asked)
	await applyChange(scope, { ...asked, seen })
}

/** Gives notice in the same way; `endsOn` is an ISO date. */
export async function cancelAsSeen(
	scope: Scope,
	{ reasonCode, ...asked }: { contractId: string; endsOn: string; reasonCode: string },
): Promise<void> {
	const change = { kind: 'cancel' as const, endsOn: asked.endsOn }
	const { seen } = await previewChange(scope, { contractId: asked.contractId, change })
	await cancelContract(scope, { ...asked, reasonCode, seen })
}
