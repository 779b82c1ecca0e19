import type { ProductPage, ProductPlan } from '#core/product/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import { useCycle } from '../../cycle.tsx'
import { PlanFields } from './plan-fields.tsx'
import { type Answer, noAnswer } from './posted.ts'
import { Prices } from './prices.tsx'

type PlansProps = {
	product: ProductPage
	mayWrite: boolean
	/** Of the form that changes a plan, with which one. */
	answer: (Answer & { planId: string }) | undefined
}

/** How a product is sold: once, or by its plans, each with its prices. */
export function Plans({ product, mayWrite, answer }: PlansProps) {
	const { plans, prices, seesPrices } = product
	const isOnce = prices.length > 0 || !plans.some(({ onSale }) => onSale)
	return (
		<div className="grid gap-5">
			{plans.map((plan) => (
				<PlanCard
					key={plan.id}
					{...{ plan, mayWrite, seesPrices }}
					answer={answer?.planId === plan.id ? answer : undefined}
				/>
			))}
			{isOnce ? (
				<Card>
					<h3 className="font-semibold text-lg">{say('product.once')}</h3>
					<p className="mb-4 text-muted">{say('product.onceNote')}</p>
					{seesPrices ? <Prices prices={prices} mayWrite={mayWrite} of={say('product.once')} /> : null}
				</Card>
			) : null}
		</div>
	)
}

type PlanCardProps = { plan: ProductPlan; mayWrite: boolean; seesPrices: boolean; answer: Answer | undefined }

function PlanCard({ plan, mayWrite, seesPrices, answer }: PlanCardProps) {
	const cycle = useCycle()
	const { id, name, code, interval, trialDays, onSale, used } = plan
	const notes = [
		cycle(interval),
		trialDays > 0 ? say('product.trial', { count: trialDays }) : '',
		say('product.planCode', { code }),
	]
	return (
		<Card>
			<div id={`plan-${id}`} className="mb-4 flex scroll-mt-6 flex-wrap items-start justify-between gap-x-4 gap-y-2">
				<div className="min-w-0">
					<h3 className="break-words font-semibold text-lg">{name}</h3>
					<p className="break-words text-muted">{notes.filter(Boolean).join(' · ')}</p>
				</div>
				<Pill tone={onSale ? 'good' : 'neutral'}>{onSale ? say('product.onSale') : say('product.withdrawn')}</Pill>
			</div>
			{seesPrices ? <Prices prices={plan.prices} mayWrite={mayWrite} of={name} /> : null}
			{mayWrite ? (
				<div className="mt-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 [&>details[open]]:basis-full">
					<Details summary={say('product.changePlan', { name })} open={answer !== undefined}>
						<form method="post" action={`#plan-${id}`} className="pt-2 text-ink">
							<input type="hidden" name="intent" value="editPlan" />
							<input type="hidden" name="planId" value={id} />
							<PlanFields
								of={{
									...{ planName: name, every: String(interval.count), everyUnit: interval.unit },
									trialDays: String(trialDays),
								}}
								names={plan.names}
								answer={answer ?? noAnswer}
								stays={used}
							/>
							<div className="mt-4">
								<Button kind="secondary">{say('product.save')}</Button>
							</div>
						</form>
					</Details>
					<form method="post" action={`#plan-${id}`}>
						<input type="hidden" name="planId" value={id} />
						<Button kind="quiet" size="small" name="intent" value={onSale ? 'withdrawPlan' : 'restorePlan'}>
							{onSale ? say('product.withdraw') : say('product.putOnSale')} <span className="sr-only">{name}</span>
						</Button>
					</form>
				</div>
			) : null}
		</Card>
	)
}
