import type { ReactNode } from 'react'
import type { PlannedInstalment } from '#core/receivable/plan-terms.ts'
import { Button } from '#portal/ui/button.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { AmountInput, Input, Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayPlan as say } from '#portal/words/staff-plan.ts'
import { formatDay, formatMoney } from '../format.ts'

/** What a form would do, and its fingerprint. */
export type Shown = {
	instalments: (Omit<PlannedInstalment, 'dueOn'> & { place: number; dueOn: string })[]
	totalMinor: bigint
	seen: string
	note: string
	/** Somebody must agree first. */
	asks: boolean
}

type PlanFormProps = {
	intent: 'make' | 'reschedule'
	/** Where the page stands when it comes back. */
	anchor: string
	currency: string
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
	shown: Shown | null
	confirm: string
	children: ReactNode
}

/** The instalments as somebody says them; then what they come to, and the deed. */
export function PlanForm({ intent, anchor, currency, typed, errors, shown, confirm, children }: PlanFormProps) {
	const text = (name: string, otherwise = '') => (typeof typed[name] === 'string' ? String(typed[name]) : otherwise)
	const wrong = (name: string) => errors[name] ?? undefined
	return (
		<form method="post" action={`#${anchor}`} className="grid max-w-xl gap-5 [&>div]:mt-0 [&>fieldset]:mt-0">
			<FormProblems errors={wrong('')} />
			<input type="hidden" name="intent" value={intent} />
			{children}
			<Radios
				legend={say('plan.way')}
				name="way"
				chosen={text('way', 'equal')}
				options={[
					{ value: 'equal', label: say('plan.equal') },
					{ value: 'list', label: say('plan.listed') },
				]}
			/>
			<div className="grid items-end gap-x-4 gap-y-5 sm:grid-cols-2 [&>div]:mt-0">
				<AmountInput
					name="down"
					label={say('plan.down')}
					currency={currency}
					defaultValue={text('down')}
					errors={wrong('down')}
				/>
				<Input
					type="date"
					name="downOn"
					label={say('plan.downOn')}
					defaultValue={text('downOn')}
					errors={wrong('downOn')}
				/>
				<Input
					name="count"
					label={say('plan.count')}
					inputMode="numeric"
					defaultValue={text('count', '12')}
					errors={wrong('count')}
				/>
				<Input
					name="every"
					label={say('plan.every')}
					inputMode="numeric"
					defaultValue={text('every', '1')}
					errors={wrong('every')}
				/>
				<Input
					type="date"
					name="first"
					label={say('plan.first')}
					defaultValue={text('first')}
					errors={wrong('first')}
				/>
			</div>
			<Textarea
				name="list"
				label={say('plan.list')}
				hint={say('plan.listHint')}
				rows={4}
				defaultValue={text('list')}
				errors={wrong('list')}
			/>
			{shown ? (
				<div className="border-line border-t pt-5">
					<p>
						{say('plan.willBe', {
							count: shown.instalments.length,
							total: formatMoney('en', { minor: shown.totalMinor, currency }),
						})}
					</p>
					{shown.note ? <p className="mt-1 text-muted">{shown.note}</p> : null}
					<InstalmentList instalments={shown.instalments} currency={currency} />
				</div>
			) : null}
			<div className="flex flex-wrap gap-3">
				<Button kind={shown ? 'secondary' : 'primary'}>{say('plan.look')}</Button>
				{shown ? (
					<Button name="seen" value={shown.seen}>
						{shown.asks ? say('plan.ask') : confirm}
					</Button>
				) : null}
			</div>
		</form>
	)
}

/** Instalments one below the other: when each is due, what it is called, how much it is. */
export function InstalmentList({ instalments, currency }: { instalments: Shown['instalments']; currency: string }) {
	return (
		<ol className="figures mt-3 rounded-card border border-line">
			{instalments.map(({ place, dueOn, amountMinor, label, downPayment }) => (
				<li key={place} className="flex justify-between gap-4 border-line border-b px-4 py-2 last:border-b-0">
					<span>
						{formatDay('en', dueOn)}
						{label || downPayment ? <span className="ml-2 text-muted">{label || say('plan.down')}</span> : null}
					</span>
					<span>{formatMoney('en', { minor: amountMinor, currency })}</span>
				</li>
			))}
		</ol>
	)
}
