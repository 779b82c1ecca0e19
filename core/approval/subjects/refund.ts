import { z } from 'zod'
import { dayInput } from '../../day-input.ts'
import { lockPayment } from '../../payment/lock.ts'
import type { Refund } from '../../payment/record-refund.ts'
import { refundPayment } from '../../payment/refund.ts'
import { type CardBody, day, fingerprintOf, money, type Subject, text } from '../subject.ts'

/** The amount in minor units, as text. */
const input = z.object({
	paymentId: z.uuid(),
	amountMinor: z.string().regex(/^\d{1,15}$/),
	reason: z.string().trim().min(1).max(300),
	/** Of money that was recorded by hand. */
	returnedOn: dayInput.optional(),
	reference: z.string().trim().max(200).optional(),
})

type Around = { name: string; groupId: string | null; ownerId: string | null; waitingMinor: bigint }

/** Money of a payment, given back. */
export const refund: Subject<z.infer<typeof input>, CardBody, Refund> = {
	permission: 'payment.refund',
	input,
	async look(scope, { paymentId, reason, ...given }) {
		const payment = await lockPayment(scope, paymentId)
		const amountMinor = BigInt(given.amountMinor)
		const { customerId, currency } = payment
		const [around] = await scope.sql<Around[]>`
			select name, group_id as "groupId", owner_id as "ownerId",
				coalesce((select sum(amount_minor) from refund where payment_id = ${paymentId} and state = 'started'), 0)::bigint as "waitingMinor"
			from customer where id = ${customerId}`
		if (!around) throw new Error('A payment has no customer')
		const left = payment.amountMinor - payment.returnedMinor - around.waitingMinor
		const shown: CardBody = {
			facts: [
				{ name: 'reason', value: text(reason) },
				{ name: 'received_on', value: day(payment.receivedOn) },
				{ name: 'paid', value: money(payment.amountMinor, currency) },
			],
			changes: [{ name: 'left_of_payment', before: money(left, currency), after: money(left - amountMinor, currency) }],
			effect: { minor: String(-amountMinor), currency, lines: [] },
			told: [],
		}
		const about = { kind: 'payment' as const, number: payment.receiptNumber ?? payment.reference, name: around.name }
		const { groupId, ownerId } = around
		return {
			...{ subjectId: paymentId, about, contractId: null, customerId, groupId, ownerId, amountMinor, currency, shown },
			fingerprint: fingerprintOf(shown),
		}
	},
	run: async (scope, { amountMinor, ...given }) =>
		await refundPayment(scope, { ...given, amountMinor: BigInt(amountMinor) }),
	card: (shown) => shown,
	renews: true,
}
