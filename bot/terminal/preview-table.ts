import type { PreviewInvoice } from './commands/preview.ts'
import { dayName, explainDays } from './explain.ts'
import { widest } from './words.ts'

/** The invoices as a table for people, amounts right-aligned, each line followed by why it is what it is. */
export function previewTable(invoices: readonly PreviewInvoice[], currency: string): string {
	if (invoices.length === 0) return 'No invoice falls due in this time.'
	const rows = invoices.flatMap(({ lines }) => lines)
	const keyWidth = widest(['subtotal', ...rows.map(({ key }) => key)])
	const daysWidth = widest(rows.map(({ from, to }) => explainDays(from, to)))
	const amounts = invoices.flatMap(({ lines, total, subtotal }) => [
		total,
		subtotal,
		...lines.map(({ amount }) => amount),
	])
	const amountWidth = widest(amounts)
	const sum = (name: string, amount: string) =>
		`  ${name.padEnd(keyWidth + daysWidth + 2)}  ${amount.padStart(amountWidth)}`
	const blocks = invoices.map(({ on, lines, subtotal, tax, total }) => [
		`${dayName(on, true)}, ${currency}`,
		...lines.map(
			({ key, from, to, amount, why }) =>
				`  ${key.padEnd(keyWidth)}  ${explainDays(from, to).padEnd(daysWidth)}  ${amount.padStart(amountWidth)}  ${why}`,
		),
		sum('subtotal', subtotal),
		sum('tax', tax),
		sum('total', total),
	])
	return blocks.map((block) => block.join('\n')).join('\n\n')
}
