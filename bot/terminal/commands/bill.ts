import { dayInput } from '#core/day-input.ts'
import { bill } from '#core/invoice/run.ts'
import { formatMajor } from '#core/money.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io, REFUSED } from '../command.ts'
import { readOptions, toJson, wrongUsage } from '../words.ts'

export const usage = '--through DATE [--json]   (bills every period due by that day and not billed yet)'

/** The invoice run. Totals are decimal strings in major units, tax included, less what credit notes give back. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, ['through'], ['json'])
	const through = dayInput.safeParse(given?.values.through)
	if (!given || given.words.length > 0 || !through.success) return wrongUsage(io, 'bill', usage)
	return await withBooks(io, async (books) => {
		const began = performance.now()
		const result = await bill(books, terminalActor, Temporal.PlainDate.from(through.data))
		const seconds = Math.round(performance.now() - began) / 1000
		const totals = Object.fromEntries(
			Object.entries(result.totals).map(([currency, minor]) => [currency, formatMajor(minor, currency)]),
		)
		const { invoices, creditNotes, lines, failed = [] } = result
		if (given.flags.has('json')) io.out(toJson({ invoices, creditNotes, lines, totals, seconds, failed }))
		else {
			const notes = creditNotes > 0 ? `, ${creditNotes} credit notes` : ''
			io.out(`${invoices} invoices${notes} with ${lines} lines in ${seconds} s`)
			for (const [currency, total] of Object.entries(totals)) io.out(`  ${total} ${currency}`)
		}
		for (const { id, problem } of failed) io.err(`Contract ${id} was not billed: ${problem}`)
		return failed.length === 0 ? DONE : REFUSED
	})
}
