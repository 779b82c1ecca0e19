import type { Scope } from '../act.ts'
import type { FileSource } from '../import/file/source.ts'
import { inspectFile } from '../import/inspect.ts'
import { missingFields } from '../import/map.ts'
import { prices } from '../import/plain/prices.ts'
import { type RowRecord, rowReader } from '../import/record.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { FilePrice } from './rule.ts'

/** More rows than this are no price file. */
const mostRows = 100_000

/**
 * The prices of a supplier's file: products are told by code or name, plans by their billing interval, columns by their
 * names, as an import of prices tells them. Rows that cannot be told, and those of a price list, are counted and left out.
 * Refuses what cannot be read, `price_update.file_no_product`, `price_update.file_no_price`, and `price_update.file_unclear`
 * where a number can be read in two ways.
 */
export async function readPriceFile(
	scope: Scope,
	{ file }: { file: FileSource },
): Promise<{ prices: FilePrice[]; left: number }> {
	permit(scope, 'product.write')
	const { sheet, map, questions } = await inspectFile(scope, { subject: 'prices', file })
	const [question] = questions
	if (question) refuse('price_update.file_unclear', { column: question.column, example: question.example })
	if (missingFields(map).includes('product')) refuse('price_update.file_no_product', {})
	if (map.columns.unitPrice === undefined) refuse('price_update.file_no_price', {})
	const reader = rowReader(map, sheet.header, scope.company)
	const records: RowRecord[] = []
	for await (const rows of sheet.rows()) {
		for (const row of rows) records.push(reader.read(row))
		if (records.length > mostRows) refuse('price_update.file_long', { most: mostRows })
	}
	const sound = records.filter(({ problems }) => problems.length === 0)
	const places = await prices.place(scope, map, reader, sound)
	const found = new Map<string, FilePrice>()
	for (const [record, at] of places) {
		const { productId, planId, currency, fromQuantity } = at
		const { unitPrice } = record.values
		if (at.listId || productId === null || typeof unitPrice !== 'string') continue
		const validFrom = record.values.validFrom ? at.validFrom : null
		const key = [productId, planId, currency, Number(fromQuantity), validFrom].join(' ')
		found.set(key, { productId, planId, currency, unitPrice, fromQuantity, validFrom })
	}
	return { prices: [...found.values()], left: records.length - found.size }
}
