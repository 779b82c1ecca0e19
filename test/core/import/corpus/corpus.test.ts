import { expect, test } from 'vitest'
import { settleFormats } from '#core/import/ambiguity.ts'
import { openSheet } from '#core/import/file/sheet.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { rowReader } from '#core/import/record.ts'
import { suggestMap } from '#core/import/suggest.ts'
import { Refused } from '#core/refusal.ts'
import { files } from './cases.ts'
import type { Ugly } from './ugly.ts'

const company = { timeZone: 'Europe/Berlin', country: 'DE', currency: 'EUR', language: 'en' }

/** A file as somebody meets it who changes nothing of what is suggested. */
async function meet({ subject, bytes }: Ugly) {
	const sheet = await openSheet(fileOfBytes('export.csv', bytes))
	const suggested = await suggestMap(sheet, subject, company)
	const { map, questions } = await settleFormats(sheet, suggested.map, { timeZone: company.timeZone, confirm: true })
	const reader = rowReader(map, sheet.header, company)
	const records = []
	for await (const rows of sheet.rows()) records.push(...rows.map((row) => reader.read(row)))
	return { sheet, map, questions, records }
}

test.each(files.map((file) => [file.name, file] as const))('%s', async (_name, file) => {
	if (file.refused) {
		const refusal = await meet(file).catch((error) => error)
		expect(refusal).toBeInstanceOf(Refused)
		expect((refusal as Refused).refusal.code).toBe(file.refused)
		return
	}
	const { sheet, map, questions, records } = await meet(file)
	if (file.encoding) expect(sheet.facts).toMatchObject({ encoding: file.encoding })
	const columns = Object.entries(map.columns).map(([field, { column }]) => [field, column] as const)
	if (file.columns) expect(Object.fromEntries(columns)).toEqual(file.columns)
	expect(questions.map(({ kind, column }) => `${kind} ${column}`).sort()).toEqual(file.questions?.sort() ?? [])
	if (file.questions) return
	const said = records.flatMap(({ row, problems }) =>
		problems.map(({ code, column }) => `${row.number}: ${code} ${column}`.trim()),
	)
	expect(said).toEqual(file.problems ?? [])
	const read = records.filter(({ problems }) => problems.length === 0)
	const given = new Set(columns.map(([field]) => field))
	expect(
		read.map(({ values }) =>
			Object.fromEntries(Object.entries(values).filter(([field, value]) => given.has(field) && value !== null)),
		),
	).toEqual(file.rows)
})
