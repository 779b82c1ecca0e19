import { look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { type MrrMonth, reportMrr } from '#core/report/mrr.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io } from '../command.ts'
import { aheadUsage, reportCohorts, reportForecast } from '../report-ahead.ts'
import { figuresUsage, readReport, reportFigures } from '../report-figures.ts'
import { readOptions, sayRefusal, table, toJson, wrongUsage } from '../words.ts'

export const usage = `mrr --from MONTH --to MONTH [--json]   (months as 2026-01, both included)
   or: report ${figuresUsage}
   or: report ${aheadUsage.join('\n   or: report ')}`

const month = /^\d{4}-(0[1-9]|1[0-2])$/
const options = ['from', 'to', 'by', 'compare', 'over', 'limit', 'months', 'currency'] as const
const heads = ['month', 'mrr', 'new', 'expansion', 'contraction', 'churn', 'reactivation', 'net', 'currency']

/** Figures; MRR by months alone is told with all its movements. Amounts are decimal strings in major units. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, options, ['json'])
	const [name, ...others] = given?.words ?? []
	if (!given || name === undefined || others.length > 0) return wrongUsage(io, 'report', usage)
	const { from = '', to = '', ...more } = given.values
	if (name === 'forecast') return await reportForecast(io, given.values, given.flags.has('json'))
	if (name === 'cohorts') return await reportCohorts(io, given.values, given.flags.has('json'))
	if (name !== 'mrr' || !month.test(from) || !month.test(to) || Object.keys(more).length > 0) {
		const question = readReport(name, given.values)
		return question ? await reportFigures(io, question, given.flags.has('json')) : wrongUsage(io, 'report', usage)
	}
	if (from > to) return wrongUsage(io, 'report', usage)
	return await withBooks(io, async (books) => {
		const outcome = await look(books, terminalActor, reportMrr, { from, to })
		const asJson = given.flags.has('json')
		if (!outcome.ok) return sayRefusal(io, outcome.refusal, asJson)
		const rows = outcome.value.map(inMajor)
		io.out(asJson ? toJson({ months: rows }) : table(heads, rows.map(cells)))
		return DONE
	})
}

function inMajor(row: MrrMonth) {
	const major = (minor: bigint) => formatMajor(minor, row.currency)
	return {
		month: row.month,
		currency: row.currency,
		mrr: major(row.mrrMinor),
		new: major(row.newMinor),
		expansion: major(row.expansionMinor),
		contraction: major(row.contractionMinor),
		churn: major(row.churnMinor),
		reactivation: major(row.reactivationMinor),
		net: major(row.netMinor),
	}
}

function cells(row: ReturnType<typeof inMajor>): string[] {
	return [
		row.month,
		row.mrr,
		row.new,
		row.expansion,
		row.contraction,
		row.churn,
		row.reactivation,
		row.net,
		row.currency,
	]
}
