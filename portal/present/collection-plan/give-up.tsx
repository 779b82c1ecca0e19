import type { FoundPlan } from '#core/receivable/find-plans.ts'
import type { RestPreview } from '#core/receivable/preview-rest-request.ts'
import { Button } from '#portal/ui/button.tsx'
import { Input } from '#portal/ui/field.tsx'
import { sayPlan as say } from '#portal/words/staff-plan.ts'
import { formatMoney } from '../format.ts'
import { InstalmentList } from './form.tsx'

type GiveUpProps = {
	plan: FoundPlan
	/** As it was sent; null: not this form. */
	typed: Record<string, unknown> | null
	rest: RestPreview | null
}

/** Asking no more for what is not invoiced: what that is first, then the deed. */
export function GiveUp({ plan: { id, number, currency, instalments }, typed, rest }: GiveUpProps) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	const left = instalments.reduce((sum, one) => (one.invoice ? sum : sum + one.plannedMinor), 0n)
	return (
		<form method="post" action={`#give-up-${number}`} className="mt-5 max-w-xl border-line border-t pt-5">
			<input type="hidden" name="intent" value="giveUp" />
			<input type="hidden" name="planId" value={id} />
			<details open={typed !== null} id={`give-up-${number}`}>
				<summary className="cursor-pointer font-semibold">{say('plan.giveUp')}</summary>
				<p className="mt-2 mb-4 text-muted">{say('plan.giveUpLead', { amount: money(left) })}</p>
				<Input
					name="reason"
					label={say('plan.reason')}
					maxLength={300}
					defaultValue={String(typed?.reason ?? '')}
					required
				/>
				{rest ? (
					<div className="mt-5 border-line border-t pt-5">
						<p>{say('plan.willDrop', { count: rest.dropped.length, amount: money(rest.restMinor) })}</p>
						<InstalmentList
							instalments={rest.dropped.map((one, index) => ({ ...one, place: index + 1 }))}
							currency={currency}
						/>
						<p className="mt-3 text-muted">{say('plan.staysOwed', { amount: money(rest.owedMinor) })}</p>
					</div>
				) : null}
				<div className="mt-4 flex flex-wrap gap-3">
					<Button kind="secondary">{say('plan.giveUpLook')}</Button>
					{rest ? (
						<Button kind="danger" name="seen" value={rest.seen}>
							{rest.asks ? say('plan.ask') : say('plan.confirmGiveUp', { amount: money(rest.restMinor) })}
						</Button>
					) : null}
				</div>
			</details>
		</form>
	)
}
