import { useId } from 'react'
import type { Option } from '#core/product/option.ts'
import { Empty, Section } from '#portal/ui/card.tsx'
import { useFormats, useWords } from '#portal/words/use-words.tsx'
import { useCycle } from '../cycle.tsx'
import { formatNumber, formatUnitPrice } from '../format.ts'
import { useBounds } from './bounds.ts'
import { keyOf } from './choices.ts'
import { cycleOf, type Editing } from './have.tsx'
import { Stepper } from './stepper.tsx'

/** What could be added: a tick, a count, its price and what is free at first. */
export function Could({ options, editing }: { options: readonly Option[]; editing: Editing }) {
	const say = useWords()
	// What recurs and is on the contract already is counted up there, among its lines.
	const addable = options.filter((option) => option.lines.length === 0 || option.intervalUnit === null)
	return (
		<Section title={say('options.could')}>
			{addable.length === 0 ? (
				<Empty title={say('options.noneCould')} />
			) : (
				<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
					{addable.map((option) => (
						<Addable key={keyOf(option)} option={option} editing={editing} />
					))}
				</ul>
			)}
		</Section>
	)
}

function Addable({ option, editing }: { option: Option; editing: Editing }) {
	const bounds = useBounds()
	const id = useId()
	const { choices, choose, wrong } = editing
	const key = keyOf(option)
	const on = choices.on.includes(key)
	// Of what is held already there may be no room for as many as are sold together.
	const hasRoom = Number(option.largest) > 0 && Number(option.largest) >= Number(option.smallest ?? 0)
	const may = choose !== undefined && option.unitPrice !== null && hasRoom
	const toggle = (ticked: boolean) =>
		choose?.({ ...choices, on: ticked ? [...choices.on, key] : choices.on.filter((one) => one !== key) })
	return (
		<li className={`flex items-start gap-3 px-5 py-4 ${on ? 'bg-accent-soft/40' : ''}`}>
			{may ? (
				<input
					id={id}
					type="checkbox"
					name="on"
					value={key}
					checked={on}
					onChange={(event) => toggle(event.currentTarget.checked)}
					aria-describedby={`${id}-about`}
					className="mt-1 size-5 shrink-0 cursor-pointer accent-accent"
				/>
			) : null}
			<div className="flex min-w-0 grow flex-wrap items-start justify-between gap-x-6 gap-y-3">
				<div className="min-w-0 grow basis-56">
					{may ? (
						<label htmlFor={id} className="block cursor-pointer font-semibold">
							{option.name}
						</label>
					) : (
						<p className="font-semibold">{option.name}</p>
					)}
					<About id={`${id}-about`} option={option} currency={editing.currency} />
				</div>
				{may ? (
					<div className={on ? '' : 'unscripted'}>
						<Stepper
							name={`m.${key}`}
							label={option.name}
							value={choices.adds[key] ?? option.smallest ?? '1'}
							smallest={option.smallest ?? '1'}
							largest={option.largest}
							hint={bounds(option)}
							wrong={wrong.includes(key)}
							onChange={(count) => choose?.({ ...choices, adds: { ...choices.adds, [key]: count } })}
						/>
					</div>
				) : null}
			</div>
		</li>
	)
}

function About({ id, option, currency }: { id: string; option: Option; currency: string }) {
	const say = useWords()
	const formats = useFormats()
	const cycle = useCycle()
	const had = option.lines.map((line) => formatNumber(formats, line.quantity)).join(' + ')
	return (
		<div id={id} className="text-muted text-sm" suppressHydrationWarning>
			{option.description ? <p className="reading">{option.description}</p> : null}
			<p>
				{option.unitPrice === null
					? say('options.noPrice')
					: `${formatUnitPrice(formats, option.unitPrice, currency)} ${cycle(cycleOf(option))}${option.taxIncluded ? `, ${say('contract.taxIncluded')}` : ''}`}
				{option.trialDays > 0 ? (
					<span className="font-medium text-good"> · {say('options.trial', { count: option.trialDays })}</span>
				) : null}
			</p>
			{option.tiers.slice(1).map(({ fromQuantity, unitPrice }) => (
				<p key={fromQuantity}>
					{say('options.tier', {
						quantity: formatNumber(formats, fromQuantity),
						price: formatUnitPrice(formats, unitPrice, currency),
					})}
				</p>
			))}
			{had ? <p>{say('options.already', { quantity: had })}</p> : null}
		</div>
	)
}
