import { type ReactNode, useId } from 'react'
import { Section } from '#portal/ui/card.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Sentence, useFormats, useWords } from '#portal/words/use-words.tsx'
import { useCycle } from '../cycle.tsx'
import { Day, Money } from '../display.tsx'
import { formatDay, formatPercent, formatQuantity, formatUnitPrice } from '../format.ts'
import type { ShownLine, ShownQuote } from './shown.ts'

type LinesProps = {
	page: ShownQuote
	/** The lines that are in. */
	chosen: readonly string[]
	/** Called with the lines that are then in; without it nothing can be chosen. */
	onChoose?: ((chosen: string[]) => void) | undefined
}

/** What is offered: what is in anyway, and what the customer decides about. */
export function QuoteLines({ page, chosen, onChoose }: LinesProps) {
	const say = useWords()
	const { lines } = page.quote
	const fixed = lines.filter((line) => !line.optional)
	const optional = lines.filter((line) => line.optional)
	const choices = [...new Set(optional.map((line) => line.choice).filter(Boolean))]
	const alone = optional.filter((line) => !line.choice)
	const toggle = (id: string, on: boolean) => onChoose?.(on ? [...chosen, id] : chosen.filter((one) => one !== id))
	const pick = (choice: string, id: string) => {
		const others = optional.filter((line) => line.choice === choice).map((line) => line.id)
		onChoose?.([...chosen.filter((one) => !others.includes(one)), ...(id ? [id] : [])])
	}
	return (
		<>
			{fixed.length > 0 ? (
				<Section title={say('quote.included')}>
					<List>
						{fixed.map((line) => (
							<li key={line.id} className="flex items-start justify-between gap-4 px-5 py-4">
								<LineText page={page} line={line} />
								<Amount page={page} line={line} />
							</li>
						))}
					</List>
				</Section>
			) : null}
			{optional.length > 0 ? (
				<Section
					title={say('quote.options')}
					intro={
						onChoose ? (
							<>
								<span className="scripted">{say('quote.optionsNote')}</span>
								<span className="unscripted">{say('quote.optionsNoteUnscripted')}</span>
							</>
						) : undefined
					}
				>
					<List>
						{alone.map((line) => (
							<Option
								key={line.id}
								page={page}
								line={line}
								type="checkbox"
								name="line"
								on={chosen.includes(line.id)}
								onChange={onChoose && ((on) => toggle(line.id, on))}
							/>
						))}
						{choices.map((choice, index) => (
							<Choice
								key={choice}
								page={page}
								choice={choice}
								name={`choice[${index}]`}
								chosen={chosen}
								onPick={onChoose && ((id) => pick(choice, id))}
							/>
						))}
					</List>
				</Section>
			) : null}
		</>
	)
}

function List({ children }: { children: ReactNode }) {
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{children}
		</ul>
	)
}

type ChoiceProps = {
	page: ShownQuote
	choice: string
	name: string
	chosen: readonly string[]
	onPick: ((id: string) => void) | undefined
}

/** Lines that exclude each other. Where none of them is offered as chosen, none may be. */
function Choice({ page, choice, name, chosen, onPick }: ChoiceProps) {
	const say = useWords()
	const lines = page.quote.lines.filter((line) => line.choice === choice)
	const none = !lines.some((line) => line.chosen)
	return (
		<li>
			<fieldset>
				<legend className="px-5 pt-4 font-semibold">{say('quote.oneOf', { name: choice })}</legend>
				<ul>
					{lines.map((line) => (
						<Option
							key={line.id}
							page={page}
							line={line}
							type="radio"
							name={name}
							on={chosen.includes(line.id)}
							onChange={onPick && (() => onPick(line.id))}
						/>
					))}
					{none ? (
						<li className="px-5 py-3">
							<label className="flex items-center gap-3">
								<input
									type="radio"
									name={name}
									value=""
									className="size-5 shrink-0 accent-accent"
									disabled={!onPick}
									{...(onPick ? { onChange: () => onPick('') } : {})}
									checked={!lines.some((line) => chosen.includes(line.id))}
									readOnly={!onPick}
								/>
								{say('quote.noneOf')}
							</label>
						</li>
					) : null}
				</ul>
			</fieldset>
		</li>
	)
}

type OptionProps = {
	page: ShownQuote
	line: ShownLine
	type: 'checkbox' | 'radio'
	name: string
	on: boolean
	onChange: ((on: boolean) => void) | undefined
}

function Option({ page, line, type, name, on, onChange }: OptionProps) {
	const say = useWords()
	const id = useId()
	if (!onChange) {
		return (
			<li className={`flex items-start justify-between gap-4 px-5 py-4 ${on ? '' : 'text-muted'}`}>
				<div>
					<LineText page={page} line={line} />
					{on ? null : <Pill>{say('quote.notIncluded')}</Pill>}
				</div>
				<Amount page={page} line={line} />
			</li>
		)
	}
	return (
		<li className={`flex items-start gap-3 px-5 py-4 ${on ? 'bg-accent-soft/40' : ''}`}>
			<input
				id={id}
				type={type}
				name={name}
				value={line.id}
				checked={on}
				onChange={(event) => onChange(event.currentTarget.checked)}
				className="mt-1 size-5 shrink-0 cursor-pointer accent-accent"
				aria-describedby={`${id}-price`}
			/>
			<div className="flex min-w-0 grow flex-wrap items-start justify-between gap-x-4">
				<label htmlFor={id} className="block min-w-0 cursor-pointer">
					<span className="font-semibold">{line.description}</span>
				</label>
				<Amount page={page} line={line} />
				<LineDetails id={`${id}-price`} page={page} line={line} />
			</div>
		</li>
	)
}

/** What a whole period of a line comes to, before tax, and once its discount has ended; known of the lines that are in. */
function Amount({ page, line }: { page: ShownQuote; line: ShownLine }) {
	const amount = page.preview?.lines.find((one) => one.id === line.id)
	if (!amount) return null
	const { currency } = page.quote
	return (
		<span className="ml-auto shrink-0 text-right">
			<span className="font-semibold">
				<Money of={{ minor: amount.netMinor, currency }} />
			</span>
			{amount.after ? (
				<span className="block text-muted text-sm">
					<From day={amount.after.from} minor={amount.after.netMinor} currency={currency} />
				</span>
			) : null}
		</span>
	)
}

/** An amount that counts from a day on. */
export function From({ day, minor, currency }: { day: string; minor: bigint; currency: string }) {
	return <Sentence of="quote.fromDay" facts={{ day: <Day on={day} />, amount: <Money of={{ minor, currency }} /> }} />
}

function LineText({ page, line }: { page: ShownQuote; line: ShownLine }) {
	return (
		<div className="min-w-0">
			<p className="font-semibold">{line.description}</p>
			<LineDetails page={page} line={line} />
		</div>
	)
}

function LineDetails({ id, page, line }: { id?: string; page: ShownQuote; line: ShownLine }) {
	const say = useWords()
	const { currency } = page.quote
	const formats = useFormats()
	const cycle = useCycle()
	const every = cycle(
		line.intervalUnit && line.intervalCount ? { unit: line.intervalUnit, count: line.intervalCount } : null,
	)
	const until = line.discountUntil ?? lastDayBefore(page.preview?.lines.find((one) => one.id === line.id)?.after?.from)
	const facts = [
		say('quote.quantityAndPrice', {
			quantity: formatQuantity(formats, line),
			price: formatUnitPrice(formats, line.unitPrice, currency),
			every,
		}),
		line.taxIncluded && say('quote.taxIncluded'),
		/[1-9]/.test(line.discountPercent) &&
			(until
				? say('quote.discountUntil', {
						percent: formatPercent(formats, line.discountPercent),
						day: formatDay(formats, until),
					})
				: say('quote.discount', { percent: formatPercent(formats, line.discountPercent) })),
		line.freeDays > 0 && say('quote.free', { count: line.freeDays }),
		[line.model, line.serialNumber].filter(Boolean).join(' · '),
	]
	return (
		<p id={id} className="w-full text-muted text-sm" suppressHydrationWarning>
			{facts.filter(Boolean).join(' · ')}
		</p>
	)
}

const lastDayBefore = (next: string | undefined) =>
	next ? Temporal.PlainDate.from(next).subtract({ days: 1 }).toString() : null
