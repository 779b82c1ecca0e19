import { isDeepStrictEqual } from 'node:util'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { settleFormats } from './ambiguity.ts'
import { chooseMap, findBatch, type ImportBatch, keptFile } from './batch.ts'
import { isBlank, textOf } from './cell.ts'
import { type FileFacts, openSheet, type Sheet } from './file/sheet.ts'
import { amountQuestion, inspectFile } from './inspect.ts'
import { type ImportMap, missingFields } from './map.ts'
import type { Question } from './question.ts'
import { findColumn, wrongConstants } from './record.ts'
import { rememberedMap } from './run-state.ts'

/** A column of the file, as it is shown for matching. */
export type ReviewedColumn = {
	/** Its number from 1. */
	number: number
	name: string
	/** The first few different values in it. */
	samples: string[]
	/** The field it fills; '' for none. */
	field: string
}

export type Review = {
	batch: ImportBatch
	map: ImportMap
	facts: FileFacts
	columns: ReviewedColumn[]
	/** Needed fields that neither a column nor a constant gives. */
	missing: string[]
	/** Fields whose constant nobody understands. */
	wrong: string[]
	questions: Question[]
	/** The columns are those of the last file with the same header. */
	remembered: boolean
}

/** Matches the columns of an uploaded file by suggestion, or as those of the last such file, and keeps the match. */
export async function proposeMap(scope: Scope, { id }: { id: string }): Promise<void> {
	const batch = await findBatch(scope, { id })
	const { map } = await inspectFile(scope, { subject: batch.subject, file: keptFile(scope, batch) })
	await chooseMap(scope, { id, map })
}

/** An uploaded file beside its map: what stands in each column, what is missing, what only a person can decide. */
export async function reviewFile(scope: Scope, { id }: { id: string }): Promise<Review | undefined> {
	permit(scope, 'import.run')
	const batch = await findBatch(scope, { id })
	const { map } = batch
	if (map === null) return undefined
	const sheet = await openSheet(keptFile(scope, batch), map.file)
	const remembered = await rememberedMap(scope, { subject: batch.subject, header: sheet.header })
	const settled = await settleFormats(sheet, map, { timeZone: scope.company.timeZone, confirm: true })
	return {
		batch,
		map: settled.map,
		facts: sheet.facts,
		columns: await reviewColumns(sheet, map),
		missing: missingFields(map),
		wrong: wrongConstants(map, scope.company),
		questions: [...settled.questions, ...amountQuestion(sheet, map)],
		remembered: remembered !== undefined && isDeepStrictEqual(remembered.columns, map.columns),
	}
}

/** The column names of a kept file. */
export async function findHeader(scope: Scope, { id }: { id: string }): Promise<string[]> {
	const batch = await findBatch(scope, { id })
	return (await openSheet(keptFile(scope, batch), batch.map?.file)).header
}

async function reviewColumns(sheet: Sheet, map: ImportMap): Promise<ReviewedColumn[]> {
	const fields = new Map(
		Object.entries(map.columns).map(([field, { column }]) => [findColumn(sheet.header, column, field), field]),
	)
	const columns = sheet.header.map((name, index) => ({
		number: index + 1,
		name,
		samples: [] as string[],
		field: fields.get(index) ?? '',
	}))
	let rows = 0
	for await (const some of sheet.rows()) {
		for (const { cells } of some) for (const column of columns) addSample(column.samples, cells[column.number - 1])
		rows += some.length
		if (rows > 200 || columns.every(({ samples }) => samples.length >= 3)) break
	}
	return columns
}

function addSample(samples: string[], cell: Parameters<typeof isBlank>[0]): void {
	if (samples.length >= 3 || isBlank(cell)) return
	const text = textOf(cell).trim().slice(0, 40)
	if (!samples.includes(text)) samples.push(text)
}
