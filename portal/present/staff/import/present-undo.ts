import type { Subject } from '#core/import/field.ts'
import type { Foreseen } from '#core/import/undo/foresee.ts'
import { sayImport as say, sayKept } from '../../../words/staff-import.ts'

/** What taking an import back would do, in sentences, and how many rows it would take back. */
export function presentUndo(subject: Subject, { removed, putBack, kept }: Foreseen) {
	return {
		count: removed + putBack,
		sentences: [
			...(removed > 0 ? [say(`import.undoRemoves.${subject}`, { count: removed })] : []),
			...(putBack > 0 ? [say(`import.undoPutsBack.${subject}`, { count: putBack })] : []),
			...sayKeptRows(Object.entries(kept).map(([reason, count]) => ({ reason, count }))),
		],
	}
}

export type ShownUndo = ReturnType<typeof presentUndo>

/** How many rows stay, and why. */
export function sayKeptRows(kept: readonly { reason: string; count: number }[]): string[] {
	return kept.map(({ reason, count }) => say('import.undoKeeps', { count, reason: sayKept(reason) }))
}
