import { formatDay } from '#core/calendar.ts'
import { formatMajor } from '#core/money.ts'
import { readTerms } from '#core/schedule/read-terms.ts'
import { withReductions } from '#core/schedule/reductions.ts'
import { type DueInvoice, simulate, withChanges } from '#core/schedule/simulate.ts'
import { whyOf } from '#core/schedule/why.ts'
import { DONE, type Io, REFUSED, WRONG_USAGE } from '../command.ts'
import { explain } from '../explain.ts'
import { previewProblem } from '../preview-problem.ts'
import { previewTable } from '../preview-table.ts'
import { readJson } from '../read-json.ts'
import { readOptions, toJson, wrongUsage } from '../words.ts'

export const usage = 'FILE.json [--json]   (- reads the terms from standard input)'

/** What the command prints with --json. Amounts in major units; `to` is exclusive. */
export type Preview = {
	readonly invoices: readonly PreviewInvoice[]
	readonly refusal?: { readonly code: string; readonly message: string }
}

export type PreviewInvoice = {
	readonly on: string
	readonly lines: readonly PreviewLine[]
	readonly subtotal: string
	readonly tax: string
	readonly total: string
}

export type PreviewLine = {
	readonly key: string
	readonly from: string
	readonly to: string
	readonly amount: string
	readonly tax: string
	readonly why: string
}

/** The invoices of contract terms in a file, computed as the invoice run computes them. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const read = readOptions(words, [], ['json'])
	const [file, ...others] = read?.words ?? []
	if (!read || file === undefined || others.length > 0) return wrongUsage(io, 'preview', usage)
	const asJson = read.flags.has('json')
	const given = await readJson(file, io)
	if ('unusable' in given)
		return refuse({ code: 'preview.file_unusable', message: given.unusable }, asJson, io, WRONG_USAGE)
	const result = readTerms(given.value)
	if ('problem' in result) {
		return refuse({ code: result.problem.code, message: previewProblem(result.problem) }, asJson, io, REFUSED)
	}
	const { schedule, changes, facts, today, until } = result.terms
	const { currency } = schedule.terms
	const due = simulate(withReductions(withChanges(schedule, changes), facts), { from: today, until })
	const invoices = due.map((invoice) => previewInvoice(invoice, currency))
	io.out(asJson ? toJson({ invoices } satisfies Preview) : previewTable(invoices, currency))
	return DONE
}

function previewInvoice({ on, lines, subtotal, tax, total }: DueInvoice, currency: string): PreviewInvoice {
	return {
		on: formatDay(on),
		lines: lines.map((line) => ({
			key: line.lineKey,
			from: formatDay(line.from),
			to: formatDay(line.to),
			amount: formatMajor(line.amount, currency),
			tax: formatMajor(line.tax, currency),
			why: explain(whyOf(line, currency)),
		})),
		subtotal: formatMajor(subtotal, currency),
		tax: formatMajor(tax, currency),
		total: formatMajor(total, currency),
	}
}

function refuse(refusal: NonNullable<Preview['refusal']>, asJson: boolean, io: Io, code: number): number {
	if (asJson) io.out(toJson({ invoices: [], refusal } satisfies Preview))
	else io.err(refusal.message)
	return code
}
