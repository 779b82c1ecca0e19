import type { ConditionKind } from '#core/delivery/condition.ts'
import { sayEquipment as say } from '../../../words/staff-equipment.ts'

/** A condition in words, with its share where it has one. */
export function sayCondition({ kind, percent }: { kind: ConditionKind; percent?: string | undefined }): string {
	return say(`delivery.condition.${kind}`, { percent: percent ?? '' })
}
