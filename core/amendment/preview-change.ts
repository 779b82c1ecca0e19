import type { Scope } from '../act.ts'
import { permitUnconfirmed } from '../permit.ts'
import type { ChangePreview, PreviewChange } from './change.ts'
import { type ChangeGround, workOut } from './evaluate-change.ts'

/**
 * What a change would do, to the minor unit, by the function that `applyChange` runs. Reads only. Refuses what the change
 * would be refused for, but for an approval that it needs.
 */
export async function previewChange(
	scope: Scope,
	input: PreviewChange,
	ground: ChangeGround = {},
): Promise<ChangePreview> {
	permitUnconfirmed(scope, 'contract.change')
	return (await workOut(scope, input, ground)).preview
}
