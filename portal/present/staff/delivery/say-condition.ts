import type { ConditionKind } from '#core/delivery/condition.ts'
import { type RequestConditionKind, requestConditionKinds } from '#core/machine-request/kinds.ts'
import { sayEquipment as say } from '../../../words/staff-equipment.ts'
import { sayMachineRequest } from '../../../words/staff-machine-requests.ts'

/** A condition in words, with its share where it has one. */
export function sayCondition({
	kind,
	percent,
}: {
	kind: ConditionKind | RequestConditionKind
	percent?: string | undefined
}): string {
	if (isOfRequest(kind)) return sayMachineRequest(`request.condition.${kind}`)
	return say(`delivery.condition.${kind}`, { percent: percent ?? '' })
}

function isOfRequest(kind: string): kind is RequestConditionKind {
	return (requestConditionKinds as readonly string[]).includes(kind)
}
