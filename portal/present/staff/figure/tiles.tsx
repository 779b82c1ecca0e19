import type { Figure } from '#core/report/answer.ts'
import { Anchor } from '../../../ui/link.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { InOne, Rates } from '../rate/in-one.tsx'
import { type Asked, figureAddress } from './address.ts'
import { toneOf, writeChange, writeValue } from './value.ts'

/** The figures of a company beside each other, each with what has changed, and each the way to what it is made of. */
export function Tiles({ figures, currency, asked }: { figures: readonly Figure[]; currency: string; asked: Asked }) {
	return (
		<div className="mb-10">
			<dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line shadow-card [grid-template-columns:repeat(auto-fill,minmax(10rem,1fr))] sm:[grid-template-columns:repeat(auto-fill,minmax(12.5rem,1fr))]">
				{figures.map((figure) => (
					<Tile key={figure.measure} figure={figure} currency={currency} asked={asked} />
				))}
			</dl>
			<Rates sums={figures.map(({ inOne }) => inOne)} />
		</div>
	)
}

function Tile({ figure, currency, asked }: { figure: Figure; currency: string; asked: Asked }) {
	const { measure, unit } = figure
	const total = totalIn(figure, currency)
	return (
		<div className="relative bg-surface px-4 py-3.5 has-[a:hover]:bg-sunken/50">
			<dt className="text-muted text-sm">
				<Anchor
					href={figureAddress(`/staff/figures/${measure}`, asked)}
					className="no-underline after:absolute after:inset-0 hover:underline"
				>
					{say(`figures.measure.${measure}`)}
				</Anchor>
			</dt>
			<dd>
				<span className="figures mt-0.5 block font-semibold font-serif text-xl tracking-tight sm:text-2xl">
					{writeValue(unit, total?.value ?? null, currency)}
				</span>
				{total && total.comparedValue !== null ? (
					<span className="mt-1.5 flex flex-wrap items-baseline gap-x-2 text-sm">
						<Change figure={figure} value={total} />
						<span className="text-muted">
							{say('figures.was', { value: writeValue(unit, total.comparedValue, currency) })}
						</span>
					</span>
				) : null}
				<InOne of={figure.inOne} />
			</dd>
		</div>
	)
}

export function totalIn({ totals }: Figure, currency: string | null) {
	return totals.find((total) => total.currency === currency || total.currency === null)
}

const tones = { good: 'text-good', bad: 'text-bad', neutral: 'text-muted' }

/** What has changed: an arrow for a glance, a sign and a number for the meaning. */
export function Change({ figure: { measure, unit }, value }: { figure: Figure; value: Figure['totals'][number] }) {
	const text = writeChange(unit, value)
	if (text === null || value.change === null) return null
	const arrow = value.change > 0n ? '▲' : value.change < 0n ? '▼' : '■'
	return (
		<span className={`figures font-semibold ${tones[toneOf(measure, value.change)]}`}>
			<span aria-hidden="true" className="mr-1 text-[0.7em]">
				{arrow}
			</span>
			{text}
		</span>
	)
}
