import type { ReactNode } from 'react'
import type { FoundPlan } from '#core/receivable/find-plans.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input } from '#portal/ui/field.tsx'
import { sayPlan as say } from '#portal/words/staff-plan.ts'
import { formatMoney } from '../format.ts'
import { PlanForm } from './form.tsx'

type RescheduleProps = {
	plan: FoundPlan
	/** Giving up the rest, for who may. */
	children: ReactNode
	chosen: Record<string, unknown>
	form: Omit<Parameters<typeof PlanForm>[0], 'children' | 'confirm'>
	/** Of a contract in force it says why. */
	takeBack: { asksWhy: boolean; typed: string; errors: string[] | undefined }
}

/** What can still be done with a plan: what is not invoiced on other days, given up, or the whole plan taken back. */
export function Reschedule({ plan, children, chosen, form, takeBack }: RescheduleProps) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency: plan.currency })
	const open = plan.instalments.flatMap(({ invoice, openMinor }) =>
		invoice && openMinor > 0n ? [{ ...invoice, openMinor }] : [],
	)
	const left = plan.instalments.reduce((sum, one) => (one.invoice ? sum : sum + one.plannedMinor), 0n)
	const isFresh = plan.instalments.every(({ invoice }) => !invoice)
	if (left === 0n && open.length === 0) return null
	const reason = (
		<Input
			name="reason"
			label={say('plan.reason')}
			maxLength={300}
			defaultValue={String(form.typed.reason ?? '')}
			errors={form.errors.reason ?? undefined}
			required
		/>
	)
	return (
		<Card className="mt-5">
			<details open={form.shown !== null || form.typed.intent === 'reschedule'} id={form.anchor}>
				<summary className="cursor-pointer font-semibold">{say('plan.reschedule')}</summary>
				<p className="mt-2 mb-4 text-muted">{say('plan.rescheduleLead', { amount: money(left) })}</p>
				<PlanForm {...form} confirm={say('plan.confirmReschedule')}>
					<input type="hidden" name="planId" value={plan.id} />
					{open.length > 0 ? (
						<fieldset>
							<legend className="mb-2 font-medium">{say('plan.rollIn')}</legend>
							{open.map(({ id, number, openMinor }) => (
								<Checkbox
									key={id}
									name="rollIn"
									value={id}
									defaultChecked={[chosen.rollIn].flat().includes(id)}
									label={say('plan.rollInvoice', { number, open: money(openMinor) })}
								/>
							))}
						</fieldset>
					) : null}
					{reason}
				</PlanForm>
			</details>
			{isFresh ? (
				<form method="post" className="mt-5 max-w-xl border-line border-t pt-5">
					<input type="hidden" name="intent" value="takeBack" />
					<input type="hidden" name="planId" value={plan.id} />
					{takeBack.asksWhy ? (
						<>
							<p className="mb-4 text-muted">{say('plan.takeBackLead')}</p>
							<Input
								name="reason"
								label={say('plan.takeBackWhy')}
								maxLength={300}
								defaultValue={takeBack.typed}
								errors={takeBack.errors}
								required
							/>
						</>
					) : null}
					<div className={takeBack.asksWhy ? 'mt-4' : ''}>
						<Button kind="secondary">{say('plan.takeBack')}</Button>
					</div>
				</form>
			) : null}
			{left > 0n ? children : null}
		</Card>
	)
}
