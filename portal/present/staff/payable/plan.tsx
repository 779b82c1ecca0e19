import type { Payable } from '#core/payable/find.ts'
import { bound, PageForm, useIsPosting, type usePageForm } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Details } from '#portal/ui/details.tsx'
import { AmountInput, Input, Select } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { saySupplier as say } from '#portal/words/staff-suppliers.ts'
import { Money } from '../../display.tsx'
import { formatDay } from '../../format.ts'

export const cycles = ['month', 'quarter', 'half', 'year', 'week', 'once'] as const
type Cycle = (typeof cycles)[number]

export const intervals: Record<Cycle, { unit: 'week' | 'month' | 'year'; count: number } | null> = {
	week: { unit: 'week', count: 1 },
	month: { unit: 'month', count: 1 },
	quarter: { unit: 'month', count: 3 },
	half: { unit: 'month', count: 6 },
	year: { unit: 'year', count: 1 },
	once: null,
}

/** How often a part of a plan is paid, as a person reads it. */
export function oftenOf({ intervalUnit, intervalCount }: Pick<Payable, 'intervalUnit' | 'intervalCount'>): string {
	return intervalUnit && intervalCount
		? say(`supplier.each.${intervalUnit}`, { count: intervalCount })
		: say('supplier.once')
}

/** The parts of a plan; each can get another amount from one of its payments on, an end, or go where it was never paid. */
export function PlanParts({ parts, mayWrite }: { parts: readonly Payable[]; mayWrite: boolean }) {
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{parts.map((part) => (
				<li key={part.id} className="px-5 py-4">
					<div className="flex items-start justify-between gap-4">
						<div className="min-w-0">
							<p className="wrap-anywhere font-semibold">{part.description}</p>
							<p className="text-muted">{[oftenOf(part), spanOf(part)].filter(Boolean).join(', ')}</p>
						</div>
						<p className="figures font-semibold">
							<Money of={{ minor: part.amountMinor, currency: part.currency }} />
						</p>
					</div>
					{mayWrite ? <ChangePart part={part} /> : null}
				</li>
			))}
		</ul>
	)
}

function spanOf({ intervalUnit, firstDueOn, lastDueOn, arrears }: Payable): string {
	const from = intervalUnit ? say('supplier.from', { day: formatDay('en', firstDueOn) }) : formatDay('en', firstDueOn)
	const until = lastDueOn ? say('supplier.until', { day: formatDay('en', lastDueOn) }) : ''
	return [from, until, arrears ? say('supplier.arrears').toLowerCase() : ''].filter(Boolean).join(' ')
}

const row = 'flex flex-wrap items-end gap-3 py-1 text-ink [&>*]:mt-0'

function ChangePart({ part }: { part: Payable }) {
	const { id, intervalUnit, paid, currency, lastDueOn } = part
	return (
		<Details summary={say('supplier.change')}>
			<form method="post" className={row}>
				<input type="hidden" name="id" value={id} />
				<AmountInput
					id={`${id}-amount`}
					label={say('supplier.changeAmount')}
					name="amount"
					currency={currency}
					inputMode="decimal"
					required
				/>
				<Input id={`${id}-from`} label={say('supplier.changeFrom')} name="from" type="date" required />
				<Button kind="secondary" size="small" name="intent" value="amount">
					{say('supplier.change')}
				</Button>
			</form>
			{intervalUnit ? (
				<form method="post" className={row}>
					<input type="hidden" name="id" value={id} />
					<Input
						id={`${id}-last`}
						label={say('supplier.last')}
						name="lastDueOn"
						type="date"
						defaultValue={lastDueOn ?? ''}
						optional
					/>
					<Button kind="secondary" size="small" name="intent" value="end">
						{say('supplier.end')}
					</Button>
				</form>
			) : null}
			{paid ? null : (
				<form method="post" className={row}>
					<input type="hidden" name="id" value={id} />
					<Button kind="danger" size="small" name="intent" value="remove">
						{say('supplier.remove')}
					</Button>
				</form>
			)}
		</Details>
	)
}

export type PlanFields = {
	description: string
	amount: string
	every: string
	firstDueOn: string
	lastDueOn: string
	arrears: string
}

type AddPartProps = {
	form: ReturnType<typeof usePageForm<PlanFields>>[0]
	fields: ReturnType<typeof usePageForm<PlanFields>>[1]
	currency: string
}

/** What comes again and again, or once. */
export function AddPart({ form, fields, currency }: AddPartProps) {
	return (
		<Section title={say('supplier.add')} id="add">
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<div className="grid gap-x-8 lg:grid-cols-2 lg:[&>div]:mt-0">
						<div>
							<Input {...bound(fields.description)} label={say('supplier.what')} required />
							<AmountInput
								{...bound(fields.amount)}
								label={say('supplier.amount')}
								currency={currency}
								inputMode="decimal"
								required
							/>
							<Select {...bound(fields.every)} label={say('supplier.every')}>
								{cycles.map((cycle) => (
									<option key={cycle} value={cycle}>
										{say(`supplier.cycles.${cycle}`)}
									</option>
								))}
							</Select>
						</div>
						<div className="mt-5">
							<Input {...bound(fields.firstDueOn)} label={say('supplier.first')} type="date" required />
							<Input
								{...bound(fields.lastDueOn)}
								label={say('supplier.last')}
								hint={say('supplier.lastHint')}
								type="date"
								optional
							/>
							<div className="mt-5">
								<Checkbox
									id={fields.arrears.id}
									name="arrears"
									label={say('supplier.arrears')}
									defaultChecked={fields.arrears.initialValue === 'on'}
								/>
							</div>
						</div>
					</div>
					<div className="mt-6">
						<Button name="intent" value="add" busy={useIsPosting()}>
							{say('supplier.add')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</Section>
	)
}
