import type { Scope } from '../act.ts'
import { type RowRecord, report, sayValue } from './record.ts'

type Noun = 'customer' | 'contract'

/** Reports the rows whose number another row, here or in the file, already has. */
export async function reportTakenNumbers(
	scope: Scope,
	noun: Noun,
	records: readonly RowRecord[],
	columnOf: (field: string) => string,
): Promise<void> {
	const numbered = records.filter((record) => typeof record.values.number === 'string')
	if (numbered.length === 0) return
	const numbers = numbered.map((record) => String(record.values.number))
	const { sql } = scope
	const taken = await sql<{ number: string }[]>`
		select number from ${sql(noun)} where number = any(${numbers}::text[])`
	const here = new Set(taken.map((row) => row.number))
	const inFile = new Map<string, number>()
	for (const record of numbered) {
		const number = String(record.values.number)
		const value = sayValue(number)
		const first = inFile.get(number)
		if (here.has(number)) report(record, 'number_taken', { value }, 'number', columnOf('number'))
		else if (first !== undefined)
			report(record, 'number_repeated', { value, row: String(first) }, 'number', columnOf('number'))
		else inFile.set(number, record.row.number)
	}
}

/** Moves our own series past imported numbers that look like its own, so that it never meets one of them. */
export async function passNumbers(scope: Scope, noun: Noun, numbers: readonly string[]): Promise<void> {
	if (numbers.length === 0) return
	const { sql } = scope
	const [series] = await sql<{ prefix: string; next: bigint }[]>`
		select prefix, next from number_series where key = ${noun}`
	if (!series) return
	let highest = series.next - 1n
	for (const number of numbers) {
		const rest = number.startsWith(series.prefix) ? number.slice(series.prefix.length) : ''
		if (/^\d{1,15}$/.test(rest) && BigInt(rest) > highest) highest = BigInt(rest)
	}
	if (highest >= series.next)
		await sql`update number_series set next = greatest(next, ${highest + 1n}) where key = ${noun}`
}
