import type { ReactNode } from 'react'
import type { FoundLine } from '#core/contract/lines.ts'
import { Table } from '#portal/ui/table.tsx'
import { Sentence, useFormats, useWords } from '#portal/words/use-words.tsx'
import { useCycle } from '../cycle.tsx'
import { Day } from '../display.tsx'
import { formatNumber, formatPercent, formatQuantity, formatUnitPrice } from '../format.ts'

type LineTableProps = {
	lines: FoundLine[]
	currency: string
	on: string
	/** Before the name of a line: what picks it. */
	pick?: ((line: FoundLine) => ReactNode) | undefined
	/** Under its name. */
	note?: ((line: FoundLine) => ReactNode) | undefined
	/** At its end: what can be done with it, and what that is called. */
	deed?: { title: string; cell: (line: FoundLine) => ReactNode } | undefined
}

/** Lines of a contract with their machines and prices, as they are on a day. */
export function LineTable({ lines, currency, on, pick, note, deed }: LineTableProps) {
	const say = useWords()
	const formats = useFormats()
	const cycle = useCycle()
	// Whoever may not see prices or quantities gets none.
	const prices = lines.length === 0 || lines.some((line) => line.unitPrice !== '')
	const quantities = lines.length === 0 || lines.some((line) => line.quantity !== '')
	const machines = lines.some((line) => line.model || line.serialNumber || line.factoryNumber)
	return (
		<Table
			caption={say('contract.lines')}
			quietCaption
			rows={lines}
			keyOf={(line) => line.id}
			columns={[
				{
					key: 'product',
					title: say('contract.product'),
					cell: (line) => (
						<div className={pick ? 'flex items-start gap-3' : undefined}>
							{pick?.(line)}
							<div className="min-w-0">
								<Product line={line} on={on} currency={currency} />
								{note?.(line)}
							</div>
						</div>
					),
				},
				...(machines
					? [{ key: 'machine', title: say('contract.machine'), cell: (line: FoundLine) => <Machine line={line} /> }]
					: []),
				...(quantities
					? [
							{
								key: 'quantity',
								title: say('contract.quantity'),
								figures: true,
								cell: (line: FoundLine) => <span suppressHydrationWarning>{formatQuantity(formats, line)}</span>,
							},
						]
					: []),
				...(prices
					? [
							{
								key: 'price',
								title: say('contract.price'),
								figures: true,
								lead: true,
								cell: (line: FoundLine) => (
									<>
										<span suppressHydrationWarning>{formatUnitPrice(formats, line.unitPrice, currency)}</span>
										<span className="block font-normal text-muted text-sm">
											{cycle(
												line.intervalUnit && line.intervalCount
													? { unit: line.intervalUnit, count: line.intervalCount }
													: null,
											)}
										</span>
										{line.taxIncluded ? (
											<span className="block font-normal text-muted text-sm">{say('contract.taxIncluded')}</span>
										) : null}
										{Number(line.discountPercent) > 0 ? (
											<span className="block font-normal text-good text-sm" suppressHydrationWarning>
												{say('contract.discount', { percent: formatPercent(formats, line.discountPercent) })}
											</span>
										) : null}
									</>
								),
							},
						]
					: []),
				...(deed ? [{ key: 'deed', quietTitle: true, figures: true, ...deed }] : []),
			]}
		/>
	)
}

function Product({ line, on, currency }: { line: FoundLine; on: string; currency: string }) {
	const formats = useFormats()
	return (
		<>
			{line.description}
			{line.startsOn > on ? (
				<span className="block font-normal text-muted text-sm">
					<Sentence of="contract.lineFrom" facts={{ day: <Day on={line.startsOn} /> }} />
				</span>
			) : null}
			{line.freeUntil && line.freeUntil >= on ? (
				<span className="block font-normal text-muted text-sm">
					<Sentence of="contract.lineFree" facts={{ day: <Day on={line.freeUntil} /> }} />
				</span>
			) : null}
			{line.endsOn && line.intervalUnit ? (
				<span className="block font-normal text-muted text-sm">
					<Sentence of="contract.lineUntil" facts={{ day: <Day on={line.endsOn} /> }} />
				</span>
			) : null}
			{line.planned ? (
				<span className="block font-medium text-accent text-sm" suppressHydrationWarning>
					<Sentence
						of="contract.laterLine"
						facts={{
							day: <Day on={line.planned.on} />,
							quantity: formatNumber(formats, line.planned.quantity),
							price: formatUnitPrice(formats, line.planned.unitPrice, currency),
						}}
					/>
				</span>
			) : null}
		</>
	)
}

function Machine({ line }: { line: FoundLine }) {
	const say = useWords()
	return (
		<>
			{line.model ? <span className="block">{line.model}</span> : null}
			{line.serialNumber ? (
				<span className="block font-mono text-[0.875rem]">
					<span className="sr-only">{say('contract.serialNumber')}: </span>
					{line.serialNumber}
				</span>
			) : null}
			{line.factoryNumber ? (
				<span className="block text-muted text-sm">
					{say('contract.factoryNumber')}: {line.factoryNumber}
				</span>
			) : null}
		</>
	)
}
