import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Checkbox, Radios } from '../../../ui/choice.tsx'
import { sayReceipt as say } from '../../../words/staff-receipts.ts'

const orders = ['oldest', 'largest'] as const

/** In which order money that is recorded is put to what is open. */
export function OrderForm({ order, paysPenalty }: { order: (typeof orders)[number]; paysPenalty: boolean }) {
	return (
		<Section title={say('receipt.orderTitle')} intro={say('receipt.orderLead')} id="order">
			<Card className="max-w-2xl">
				<form method="post" action="?order">
					<Radios
						legend={<span className="sr-only">{say('receipt.orderTitle')}</span>}
						name="order"
						chosen={order}
						options={orders.map((value) => ({ value, label: say(`receipt.order.${value}`) }))}
					/>
					<div className="mt-4">
						<Checkbox
							name="paysPenalty"
							label={say('receipt.paysPenalty')}
							hint={say('receipt.paysPenaltyHint')}
							defaultChecked={paysPenalty}
						/>
					</div>
					<div className="mt-5">
						<Button kind="secondary">{say('receipt.saveOrder')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}
