import type { InvoicePageLine } from '#core/invoice/page.ts'
import { Table } from '../../ui/table.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { Money, Period } from '../display.tsx'
import { WhyPenalty } from '../penalty/why-penalty.tsx'
import { LineName, Why } from '../why.tsx'

type Line = Omit<InvoicePageLine, 'id'> & { id?: string }
type Shown = { lines: Line[]; subtotalMinor: bigint; taxMinor: bigint; totalMinor: bigint; currency: string }

/** The lines of an invoice or credit note and why each amount is what it is, with their sums. */
export function InvoiceTable({ invoice, title }: { invoice: Shown; title: string }) {
	const { currency } = invoice
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	return (
		<Table
			caption={title}
			quietCaption
			rows={invoice.lines.map((line, index) => ({ ...line, key: line.id ?? String(index) }))}
			keyOf={(line) => line.key}
			columns={[
				{ key: 'what', title: say('staff.invoice.what'), cell: (line) => <What line={line} currency={currency} /> },
				{ key: 'net', title: say('staff.invoice.net'), figures: true, cell: (line) => money(line.netMinor) },
				{ key: 'tax', title: say('staff.invoice.tax'), figures: true, cell: (line) => money(line.taxMinor) },
				{
					key: 'total',
					title: say('staff.invoice.total'),
					figures: true,
					lead: true,
					cell: (line) => money(line.netMinor + line.taxMinor),
				},
			]}
			totals={{
				what: say('staff.invoice.total'),
				net: money(invoice.subtotalMinor),
				tax: money(invoice.taxMinor),
				total: money(invoice.totalMinor),
			}}
		/>
	)
}

function What({ line, currency }: { line: Line; currency: string }) {
	const takenBack = line.kind === 'credit_note'
	return (
		<>
			<LineName of={line} takenBack={takenBack} />
			<span className="block font-normal text-muted text-sm">
				{[line.model, line.serialNumber].filter(Boolean).join(' · ')}{' '}
				{line.periodFrom && line.periodTo ? <Period from={line.periodFrom} to={line.periodTo} /> : null}
			</span>
			{line.why ? (
				<span className="block font-normal">
					{line.why.kind === 'penalty' ? (
						<WhyPenalty facts={line.why} currency={currency} takenBack={line.netMinor < 0n} />
					) : (
						<Why facts={line.why} currency={currency} takenBack={takenBack} />
					)}
				</span>
			) : null}
		</>
	)
}
