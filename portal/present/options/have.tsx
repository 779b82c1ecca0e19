import type { ChangeableLine } from '#core/product/option.ts'
import { Empty, Section } from '#portal/ui/card.tsx'
import { Select } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useFormats, useWords } from '#portal/words/use-words.tsx'
import { type Cycle, useCycle } from '../cycle.tsx'
import { Day } from '../display.tsx'
import { formatNumber, formatPercent, formatUnitPrice } from '../format.ts'
import { useBounds } from './bounds.ts'
import type { Choices } from './choices.ts'
import { Stepper } from './stepper.tsx'

export type Editing = {
	choices: Choices
	/** Nothing can be chosen without it. */
	choose: ((choices: Choices) => void) | undefined
	/** Whether less may be had too. */
	mayLess: boolean
	wrong: readonly string[]
	currency: string
	/** The page of the contract's changes. */
	confirmPath: string
}

type HaveProps = { lines: readonly ChangeableLine[]; count: number; editing: Editing; children?: React.ReactNode }

/** What is on the contract: counted up and down, exchanged, taken off. */
export function Have({ lines, count, editing, children }: HaveProps) {
	const say = useWords()
	return (
		<Section title={say('options.have')}>
			{children}
			{count === 0 ? (
				<Empty title={say('options.noneHave')} />
			) : (
				<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
					{lines.map((line) => (
						<Line key={line.lineId} line={line} editing={editing} />
					))}
				</ul>
			)}
			{count > lines.length ? (
				<p className="mt-3 text-muted">{say('options.shown', { shown: lines.length, count })}</p>
			) : null}
		</Section>
	)
}

function Line({ line, editing }: { line: ChangeableLine; editing: Editing }) {
	const say = useWords()
	const formats = useFormats()
	const cycle = useCycle()
	const bounds = useBounds()
	const { choices, choose, mayLess, wrong } = editing
	const off = choices.off.includes(line.lineId)
	const machine = [line.model, line.serialNumber].filter(Boolean).join(' · ')
	const price = formatUnitPrice(formats, line.unitPrice, editing.currency)
	const discount = /[1-9]/.test(line.discountPercent) ? formatPercent(formats, line.discountPercent) : ''
	return (
		<li className={`px-5 py-4 ${off ? 'bg-sunken/60' : ''}`}>
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
				<div className="min-w-0 grow basis-56">
					<p className={`font-semibold ${off ? 'text-muted line-through' : ''}`}>{line.description}</p>
					{machine ? <p className="text-muted text-sm">{machine}</p> : null}
					<p className="text-muted text-sm" suppressHydrationWarning>
						{price} {cycle(cycleOf(line))}
						{discount ? ` · ${say('contract.discount', { percent: discount })}` : null}
					</p>
					{line.endsOn ? (
						<p className="text-muted text-sm">
							<Sentence of="contract.lineUntil" facts={{ day: <Day on={line.endsOn} /> }} />
						</p>
					) : null}
					<Planned line={line} confirmPath={editing.confirmPath} may={choose !== undefined} />
				</div>
				{choose && !off ? (
					<Stepper
						name={`n.${line.lineId}`}
						label={line.description}
						value={choices.counts[line.lineId] ?? line.quantity}
						smallest={mayLess ? line.smallest : line.quantity}
						largest={line.largest}
						hint={mayLess ? bounds(line) : say('options.notLess', { quantity: formatNumber(formats, line.quantity) })}
						wrong={wrong.includes(line.lineId)}
						onChange={(count) => choose({ ...choices, counts: { ...choices.counts, [line.lineId]: count } })}
					/>
				) : off ? null : (
					<span className="figures font-semibold" suppressHydrationWarning>
						× {formatNumber(formats, line.quantity)}
					</span>
				)}
			</div>
			{choose ? <Further line={line} off={off} editing={{ ...editing, choose }} /> : null}
		</li>
	)
}

/** Another plan for it, and the way off. */
function Further({
	line,
	off,
	editing,
}: {
	line: ChangeableLine
	off: boolean
	editing: Editing & { choose: (choices: Choices) => void }
}) {
	const say = useWords()
	const formats = useFormats()
	const cycle = useCycle()
	const { choices, choose, mayLess, currency } = editing
	const takesOff = line.optional && mayLess
	if (line.plans.length === 0 && !takesOff) return null
	return (
		<div className="mt-3 flex flex-wrap items-end gap-x-8 gap-y-3">
			{line.plans.length > 0 && !off ? (
				<div className="min-w-56">
					<Select
						name={`p.${line.lineId}`}
						label={say('options.plan')}
						value={choices.plans[line.lineId] ?? ''}
						onChange={(event) =>
							choose({ ...choices, plans: { ...choices.plans, [line.lineId]: event.currentTarget.value } })
						}
					>
						<option value="">{say('options.planAsNow', { every: cycle(cycleOf(line)) })}</option>
						{line.plans.map((plan) => (
							<option key={plan.planId} value={plan.planId}>
								{say('options.planAt', {
									every: cycle(cycleOf(plan)),
									price: formatUnitPrice(formats, plan.unitPrice, currency),
								})}
							</option>
						))}
					</Select>
				</div>
			) : null}
			{takesOff ? (
				<label className="flex min-h-11 cursor-pointer items-center gap-2.5">
					<input
						type="checkbox"
						name="off"
						value={line.lineId}
						checked={off}
						onChange={(event) =>
							choose({
								...choices,
								off: event.currentTarget.checked
									? [...choices.off, line.lineId]
									: choices.off.filter((id) => id !== line.lineId),
							})
						}
						className="size-5 accent-accent"
					/>
					<span>
						{say('options.remove')} <span className="sr-only">{line.description}</span>
					</span>
				</label>
			) : null}
		</div>
	)
}

/** What is settled for later, and how to have it otherwise. */
function Planned({ line, confirmPath, may }: { line: ChangeableLine; confirmPath: string; may: boolean }) {
	const say = useWords()
	const formats = useFormats()
	const { planned } = line
	if (!planned || planned.quantity === line.quantity) return null
	const query = new URLSearchParams([
		[`n.${line.lineId}`, line.quantity],
		['keep', line.lineId],
	])
	return (
		<p className="mt-1 font-medium text-sm" suppressHydrationWarning>
			<Sentence
				of="options.planned"
				facts={{ day: <Day on={planned.on} />, quantity: formatNumber(formats, planned.quantity) }}
			/>
			{may && planned.mayKeep ? (
				<>
					{' · '}
					<TextLink href={`${confirmPath}?${query}`}>
						{say('options.keep', { quantity: formatNumber(formats, line.quantity) })}
					</TextLink>
				</>
			) : null}
		</p>
	)
}

type Rhythm = { intervalUnit: string | null; intervalCount: number | null }

export function cycleOf({ intervalUnit, intervalCount }: Rhythm): Cycle | null {
	return intervalUnit && intervalCount ? { unit: intervalUnit as Cycle['unit'], count: intervalCount } : null
}
