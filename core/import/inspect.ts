import type { Scope } from '../act.ts'
import { settleFormats } from './ambiguity.ts'
import { isPriced, type Subject } from './field.ts'
import { openSheet, type Sheet } from './file/sheet.ts'
import type { FileSource } from './file/source.ts'
import type { ImportMap } from './map.ts'
import { readOwnInMap, withOwn } from './own.ts'
import type { Question } from './question.ts'
import { findColumn, rowReader } from './record.ts'
import { rememberedMap } from './run-state.ts'
import { type Match, suggestMap } from './suggest.ts'

/** What a file looks like, how its columns would be read, and what only a person can decide. */
export type Inspection = {
	sheet: Sheet
	map: ImportMap
	/** How columns were matched; empty where the map was given or remembered. */
	matches: Match[]
	/** Fields filled with the company's own value because no column gives them. */
	assumed: string[]
	/** The map is that of the last file with this header. */
	remembered: boolean
	questions: Question[]
}

type Inspect = { subject: Subject; file: FileSource; map?: ImportMap }

/**
 * Looks at a file before anything is loaded. With a map, its open formats are settled by the rows; without one, columns
 * are matched by suggestion, or as they were for the last file with the same header.
 * Refuses what `openSheet` and `rowReader` refuse; a suggestion that lacks a needed field is answered, not refused.
 */
export async function inspectFile(scope: Scope, { subject, file, map }: Inspect): Promise<Inspection> {
	const { company } = scope
	const sheet = await openSheet(file, map?.file)
	if (map) {
		rowReader(map, sheet.header, company)
		const settled = await settleFormats(sheet, map, { timeZone: company.timeZone, confirm: false })
		const questions = [...settled.questions, ...amountQuestion(sheet, settled.map)]
		return { sheet, map: settled.map, matches: [], assumed: [], remembered: false, questions }
	}
	const own = await readOwnInMap(scope, subject)
	const kept = await rememberedMap(scope, { subject, header: sheet.header })
	const remembered = kept && withOwn(kept, own)
	const suggestion = remembered
		? { map: remembered, matches: [], assumed: [] }
		: await suggestMap(sheet, subject, company, own)
	const settled = await settleFormats(sheet, suggestion.map, {
		timeZone: company.timeZone,
		confirm: remembered === undefined,
	})
	const questions = [...settled.questions, ...amountQuestion(sheet, settled.map)]
	return { sheet, ...suggestion, map: settled.map, remembered: remembered !== undefined, questions }
}

/** With a quantity beside it, an amount may be for one piece or for all. */
export function amountQuestion(sheet: Sheet, map: ImportMap): Question[] {
	const { amount, quantity } = map.columns
	if (!isPriced(map.subject) || map.amountIs !== undefined || !amount || !quantity) return []
	const name = sheet.header[findColumn(sheet.header, amount.column, 'amount')] ?? ''
	const choices = ['unit', 'total'].map((answer) => ({ answer, reads: answer }))
	return [{ kind: 'amount_is', field: 'amount', column: name, example: name, choices }]
}
