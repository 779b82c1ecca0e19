import type { InvoicePage, InvoicePageLine } from '#core/invoice/page.ts'
import { Section } from '#portal/ui/card.tsx'
import { useFormats, useWords } from '#portal/words/use-words.tsx'
import { Money, Period } from '../display.tsx'
import { formatMoney, formatPercent, formatQuantity, formatUnitPrice } from '../format.ts'
import { WhyPenalty } from '../penalty/why-penalty.tsx'
import { LineName, Why } from '../why.tsx'

/** The lines with their sums; of each line why its amount is what it is. */
export function InvoiceLines({ invoice }: { invoice: InvoicePage }) {
	const say = useWords()
	return (
		<Section title={say('invoice.lines')} id="lines">
			<div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
				<ul className="divide-y divide-line">
					{invoice.lines.map((line) => (
						<li key={line.id} className="px-5 py-4">
							<Line line={line} currency={invoice.currency} />
						</li>
					))}
				</ul>
				<Sums invoice={invoice} />
			</div>
			<LegalNote note={invoice.note} />
		</Section>
	)
}

function Line({ line, currency }: { line: InvoicePageLine; currency: string }) {
	const say = useWords()
	const formats = useFormats()
	return (
		<>
			<div className="flex items-baseline justify-between gap-5">
				<p className="min-w-0 font-semibold">
					<LineName of={line} takenBack={line.kind === 'credit_note'} />
				</p>
				<p className="font-semibold">
					<Money of={{ minor: line.netMinor, currency }} />
				</p>
			</div>
			<p className="text-muted text-[0.9375rem]" suppressHydrationWarning>
				{formatQuantity(formats, line)} × {formatUnitPrice(formats, line.unitPrice, currency)}
				{line.why && 'taxIncluded' in line.why ? ` ${say('contract.taxIncluded')}` : null}
				{Number(line.discountPercent) > 0 ? (
					<> · {say('contract.discount', { percent: formatPercent(formats, line.discountPercent) })}</>
				) : null}
				{line.periodFrom && line.periodTo ? (
					<>
						{' · '}
						<Period from={line.periodFrom} to={line.periodTo} />
					</>
				) : null}
			</p>
			{line.model || line.serialNumber ? (
				<p className="text-muted text-[0.9375rem]">
					{line.model}
					{line.model && line.serialNumber ? ' · ' : ''}
					{line.serialNumber ? (
						<span>
							{say('contract.serialNumber')} <span className="font-mono text-[0.875rem]">{line.serialNumber}</span>
						</span>
					) : null}
				</p>
			) : null}
			{line.why?.kind === 'penalty' ? (
				<WhyPenalty facts={line.why} currency={currency} takenBack={line.netMinor < 0n} />
			) : line.why ? (
				<Why facts={line.why} currency={currency} takenBack={line.kind === 'credit_note'} />
			) : null}
		</>
	)
}

function Sums({ invoice }: { invoice: InvoicePage }) {
	const say = useWords()
	const formats = useFormats()
	const { currency } = invoice
	return (
		<dl className="border-ink/60 border-t-2 border-double px-5 py-4 sm:pl-[45%]">
			<Sum name={say('invoice.subtotal')} minor={invoice.subtotalMinor} currency={currency} />
			{taxesOf(invoice).map((tax) => (
				<Sum
					key={`${tax.label} ${tax.percent}`}
					name={say('invoice.tax', {
						name: tax.label || say('invoice.taxName'),
						percent: formatPercent(formats, tax.percent),
						base: formatMoney(formats, { minor: tax.baseMinor, currency }),
					})}
					minor={tax.minor}
					currency={currency}
				/>
			))}
			<Sum name={say('invoice.total')} minor={invoice.totalMinor} currency={currency} strong />
		</dl>
	)
}

function Sum({
	name,
	minor,
	currency,
	strong = false,
}: {
	name: string
	minor: bigint
	currency: string
	strong?: boolean
}) {
	return (
		<div className={`flex justify-between gap-6 py-0.5 ${strong ? 'mt-1 font-semibold text-lg' : 'text-muted'}`}>
			<dt suppressHydrationWarning>{name}</dt>
			<dd>
				<Money of={{ minor, currency }} />
			</dd>
		</div>
	)
}

/** Each rate on its own base, as tax law wants it. Sums of what the lines say; nothing is reckoned anew. */
function taxesOf(invoice: InvoicePage) {
	const taxes = new Map<string, { label: string; percent: string; baseMinor: bigint; minor: bigint }>()
	for (const line of invoice.lines) {
		if (line.taxMinor === 0n && Number(line.taxPercent) === 0) continue
		const key = `${line.taxLabel} ${line.taxPercent}`
		const before = taxes.get(key) ?? { label: line.taxLabel, percent: line.taxPercent, baseMinor: 0n, minor: 0n }
		taxes.set(key, { ...before, baseMinor: before.baseMinor + line.netMinor, minor: before.minor + line.taxMinor })
	}
	return [...taxes.values()]
}

function LegalNote({ note }: { note: string }) {
	const say = useWords()
	if (note !== 'reverse_charge' && note !== 'export' && note !== 'exempt') return null
	return <p className="mt-3 text-muted text-[0.9375rem]">{say(`invoice.notes.${note}`)}</p>
}
