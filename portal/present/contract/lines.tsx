import { Form } from '@remix-run/react'
import type { FoundLine, FoundLines } from '#core/contract/lines.ts'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Empty, Section } from '#portal/ui/card.tsx'
import { Input } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { SearchBox } from '#portal/ui/search-box.tsx'
import { Table } from '#portal/ui/table.tsx'
import { Sentence, useLanguage, useWords } from '#portal/words/use-words.tsx'
import { useCycle } from '../cycle.tsx'
import { Day } from '../display.tsx'
import { formatNumber, formatPercent, formatUnitPrice } from '../format.ts'
import type { ShownContract } from './contract.ts'

type Asked = { on?: string | undefined; search?: string | undefined; after?: number | undefined }
type LinesProps = { page: ShownContract; found: FoundLines; asked: Asked }

/** The lines of the contract on the day shown, found by product, model or serial number. */
export function Lines({ page, found, asked }: LinesProps) {
	const say = useWords()
	const { contract } = page
	const here = `/contracts/${contract.id}`
	const many = contract.lineCount > 8 || asked.search
	return (
		<Section
			title={say('contract.lines')}
			id="lines"
			actions={
				<span className="text-muted" aria-live="polite">
					{asked.search
						? say('contract.linesFound', { count: found.total })
						: say('contract.linesAll', { count: found.total })}
				</span>
			}
		>
			<AsOf page={page} asked={asked} />
			{many ? (
				<SearchBox
					label={say('contract.linesSearch')}
					value={asked.search ?? ''}
					action={`${here}#lines`}
					clear={`${address(here, { on: asked.on })}#lines`}
				>
					{asked.on ? <input type="hidden" name="on" value={asked.on} /> : null}
				</SearchBox>
			) : null}
			{found.lines.length === 0 ? (
				<Empty title={asked.search ? say('shell.nothingFound', { search: asked.search }) : say('contract.noLines')} />
			) : (
				<LineTable lines={found.lines} currency={contract.currency} on={page.on} />
			)}
			{found.next || asked.after ? (
				<p className="mt-4 flex flex-wrap gap-3">
					{asked.after ? (
						<LinkButton kind="secondary" size="small" href={`${address(here, { ...asked, after: undefined })}#lines`}>
							{say('contract.firstLines')}
						</LinkButton>
					) : null}
					{found.next ? (
						<LinkButton kind="secondary" size="small" href={`${address(here, { ...asked, after: found.next })}#lines`}>
							{say('contract.moreLines')}
						</LinkButton>
					) : null}
				</p>
			) : null}
		</Section>
	)
}

/** Moves the page to any day: a date field, and the days on which something changes. */
function AsOf({ page, asked }: { page: ShownContract; asked: Asked }) {
	const say = useWords()
	const here = `/contracts/${page.contract.id}`
	const days = [...new Set(page.changes.map((change) => change.effectiveOn))]
	return (
		<div className="no-print mb-5 flex flex-wrap items-end gap-x-6 gap-y-3">
			<Form method="get" action={`${here}#lines`} className="flex items-end gap-3">
				{asked.search ? <input type="hidden" name="search" value={asked.search} /> : null}
				<Input key={page.on} label={say('contract.asOf')} name="on" type="date" defaultValue={page.on} />
				<Button kind="secondary">{say('contract.show')}</Button>
			</Form>
			{days.length > 1 ? (
				<p className="text-muted">
					{say('contract.changeDays')}{' '}
					{days.slice(-6).map((day, index) => (
						<span key={day}>
							{index > 0 ? ' · ' : ''}
							<TextLink href={`${address(here, { ...asked, on: day, after: undefined })}#lines`}>
								<Day on={day} />
							</TextLink>
						</span>
					))}
				</p>
			) : null}
		</div>
	)
}

function LineTable({ lines, currency, on }: { lines: FoundLine[]; currency: string; on: string }) {
	const say = useWords()
	const language = useLanguage()
	const cycle = useCycle()
	const machines = lines.some((line) => line.model || line.serialNumber || line.factoryNumber)
	return (
		<Table
			caption={say('contract.lines')}
			quietCaption
			rows={lines}
			keyOf={(line) => line.id}
			columns={[
				{ key: 'product', title: say('contract.product'), cell: (line) => <Product line={line} on={on} /> },
				...(machines
					? [{ key: 'machine', title: say('contract.machine'), cell: (line: FoundLine) => <Machine line={line} /> }]
					: []),
				{
					key: 'quantity',
					title: say('contract.quantity'),
					figures: true,
					cell: (line) => <span suppressHydrationWarning>{formatNumber(language, line.quantity)}</span>,
				},
				{
					key: 'price',
					title: say('contract.price'),
					figures: true,
					lead: true,
					cell: (line) => (
						<>
							<span suppressHydrationWarning>{formatUnitPrice(language, line.unitPrice, currency)}</span>
							<span className="block font-normal text-muted text-sm">
								{cycle(
									line.intervalUnit && line.intervalCount
										? { unit: line.intervalUnit, count: line.intervalCount }
										: null,
								)}
							</span>
							{Number(line.discountPercent) > 0 ? (
								<span className="block font-normal text-good text-sm" suppressHydrationWarning>
									{say('contract.discount', { percent: formatPercent(language, line.discountPercent) })}
								</span>
							) : null}
						</>
					),
				},
			]}
		/>
	)
}

function Product({ line, on }: { line: FoundLine; on: string }) {
	return (
		<>
			{line.description}
			{line.startsOn > on ? (
				<span className="block font-normal text-muted text-sm">
					<Sentence of="contract.lineFrom" facts={{ day: <Day on={line.startsOn} /> }} />
				</span>
			) : null}
			{line.endsOn && line.intervalUnit ? (
				<span className="block font-normal text-muted text-sm">
					<Sentence of="contract.lineUntil" facts={{ day: <Day on={line.endsOn} /> }} />
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

function address(path: string, asked: Asked): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value))
	return query.size > 0 ? `${path}?${query}` : path
}
