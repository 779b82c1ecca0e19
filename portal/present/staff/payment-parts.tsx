import type { PaymentState, ReceiptMethod } from '#core/payment/payment.ts'
import type { RefundState } from '#core/payment/record-refund.ts'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { sayPayment as say } from '../../words/staff-payments.ts'
import { Day, Moment, Money } from '../display.tsx'
import { paidHow } from './payment-state.tsx'

type Shown = {
	customerId: string
	currency: string
	amountMinor: bigint
	allocatedMinor: bigint
	returnedMinor: bigint
	state: PaymentState
	source: 'card' | 'recorded'
	method: ReceiptMethod | ''
	methodBrand: string
	methodLast4: string
	reference: string
	receivedOn: string | null
	createdAt: string
}

/** Who paid how much, when and how. */
export function PaymentHead(props: { payment: Shown; customerName: string; timeZone: string }) {
	const { payment, customerName, timeZone } = props
	const { currency, state } = payment
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	const freeMinor = payment.amountMinor - payment.allocatedMinor - payment.returnedMinor
	return (
		<Card>
			<Facts
				facts={[
					{
						name: say('payment.customer'),
						value: <TextLink href={`/staff/customers/${payment.customerId}`}>{customerName}</TextLink>,
					},
					{ name: say('payment.amount'), value: money(payment.amountMinor) },
					{
						name: say('payment.day'),
						value: payment.receivedOn ? (
							<Day on={payment.receivedOn} />
						) : (
							<Moment at={payment.createdAt} timeZone={timeZone} />
						),
					},
					{ name: say('payment.how'), value: paidHow(payment) },
					...(payment.reference ? [{ name: say('payment.reference'), value: payment.reference }] : []),
					...(payment.returnedMinor > 0n
						? [{ name: say('payment.returned'), value: money(payment.returnedMinor) }]
						: []),
					...(state === 'succeeded' && freeMinor > 0n ? [{ name: say('payment.free'), value: money(freeMinor) }] : []),
				]}
			/>
		</Card>
	)
}

type SettledInvoice = { id: string; number: string; issuedOn: string; allocatedMinor: bigint; openMinor: bigint }

/** The invoices that the money settles. */
export function Settled({ invoices, currency }: { invoices: SettledInvoice[]; currency: string }) {
	const settled = invoices.filter(({ allocatedMinor }) => allocatedMinor > 0n)
	return (
		<Section title={say('payment.settles')}>
			{settled.length === 0 ? (
				<Empty title={say('payment.settlesNothing')} />
			) : (
				<RowList>
					{settled.map(({ id, number, issuedOn, allocatedMinor }) => (
						<Row
							key={id}
							href={`/staff/invoices/${id}`}
							title={number}
							note={<Day on={issuedOn} />}
							figure={<Money of={{ minor: allocatedMinor, currency }} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

const refundTones = { started: 'accent', succeeded: 'good', failed: 'bad', canceled: 'neutral' } as const

type ShownRefund = { id: string; amountMinor: bigint; state: RefundState; reason: string; createdAt: string }

/** What was given back, or is on its way. */
export function Refunds(props: { refunds: ShownRefund[]; currency: string; timeZone: string }) {
	const { refunds, currency, timeZone } = props
	return (
		<Section title={say('payment.refunds')} intro={refunds.length > 0 ? say('payment.cardNote') : undefined}>
			{refunds.length === 0 ? (
				<Empty title={say('payment.noRefunds')} />
			) : (
				<RowList>
					{refunds.map(({ id, amountMinor, state, reason, createdAt }) => (
						<Row
							key={id}
							title={
								<span className="flex flex-wrap items-center gap-2">
									<Moment at={createdAt} timeZone={timeZone} />
									<Pill tone={refundTones[state]}>{say(`payment.refund.${state}`)}</Pill>
								</span>
							}
							note={<span className="break-words">{reason}</span>}
							figure={<Money of={{ minor: amountMinor, currency }} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}
