import { expect, test } from 'vitest'
import { type Playing, playSandbox, refusalOf } from './playing.ts'

async function paid({ stripe, sandbox, receiver }: Playing, card = 'pm_card_visa') {
	const intent = await stripe.paymentIntents.create({
		amount: 10_000,
		currency: 'usd',
		payment_method: card,
		confirm: true,
		automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
	})
	await sandbox.catchUp()
	receiver.heard.length = 0
	return { intent: intent.id, charge: String(intent.latest_charge) }
}

test('a payment is refunded in parts until nothing is left', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const { intent, charge } = await paid(playing)
	const first = await stripe.refunds.create({ payment_intent: intent, amount: 3000, reason: 'requested_by_customer' })
	expect(first).toMatchObject({ object: 'refund', status: 'succeeded', amount: 3000, charge, payment_intent: intent })
	const after = await stripe.charges.retrieve(charge, { expand: ['refunds'] })
	expect(after).toMatchObject({ amount_refunded: 3000, refunded: false, refunds: { data: [{ id: first.id }] } })
	await sandbox.catchUp()
	expect(receiver.types()).toEqual(['charge.refunded', 'refund.created', 'refund.updated', 'charge.refund.updated'])

	const over = await refusalOf(stripe.refunds.create({ charge, amount: 8000 }))
	expect(over).toMatchObject({ statusCode: 400, param: 'amount' })
	expect(over.message).toContain('greater than unrefunded amount on charge (70.00 USD)')
	expect((await refusalOf(stripe.refunds.create({ charge, amount: 10_001 }))).message).toContain('greater than charge')
	const rest = await stripe.refunds.create({ charge, metadata: { credit: 'CN-1' } })
	expect(rest.amount).toBe(7000)
	expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 10_000, refunded: true })
	const again = refusalOf(stripe.refunds.create({ payment_intent: intent }))
	expect(await again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' })
	expect((await stripe.refunds.list({ payment_intent: intent })).data.map((one) => one.amount)).toEqual([7000, 3000])
	expect((await stripe.refunds.update(rest.id, { metadata: { credit: 'CN-2' } })).metadata).toEqual({ credit: 'CN-2' })
	expect(await refusalOf(stripe.refunds.cancel(rest.id))).toMatchObject({ statusCode: 400 })
})

test('refunds of one payment at once never give back more than was paid', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const { charge } = await paid(playing)
	const results = await Promise.allSettled(
		Array.from({ length: 6 }, () => stripe.refunds.create({ charge, amount: 4000 })),
	)
	expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(2)
	expect((await stripe.charges.retrieve(charge)).amount_refunded).toBe(8000)
})

test('what was never charged cannot be refunded', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const open = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
	expect((await refusalOf(stripe.refunds.create({ payment_intent: open.id }))).message).toContain(
		'does not have a successful charge',
	)
	expect(await refusalOf(stripe.refunds.create({}))).toMatchObject({ statusCode: 400 })
	expect(await refusalOf(stripe.refunds.create({ charge: 'ch_none' }))).toMatchObject({ code: 'resource_missing' })
})

test('a refund that the bank sends back fails later, and the payment counts as not refunded', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const { charge } = await paid(playing, 'pm_card_refundFail')
	const refund = await stripe.refunds.create({ charge })
	expect(refund.status).toBe('succeeded')
	await sandbox.catchUp()
	expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
		status: 'failed',
		failure_reason: 'expired_or_canceled_card',
	})
	expect(await stripe.charges.retrieve(charge)).toMatchObject({ refunded: false, amount_refunded: 0 })
	expect(receiver.types()).toEqual([
		'charge.refunded',
		'refund.created',
		'refund.failed',
		'refund.updated',
		'charge.refund.updated',
	])
})

test('a refund may wait before it succeeds', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox } = playing
	const { charge } = await paid(playing, 'pm_card_pendingRefund')
	const refund = await stripe.refunds.create({ charge })
	expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' })
	await sandbox.catchUp()
	expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'succeeded' })
})

test('a payment is disputed later: the money goes, and comes back with good evidence', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const made = await stripe.paymentIntents.create({
		amount: 10_000,
		currency: 'usd',
		payment_method: 'pm_card_createDispute',
		confirm: true,
		automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
	})
	expect(made.status).toBe('succeeded')
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'payment_intent.created',
		'charge.succeeded',
		'payment_intent.succeeded',
		'charge.updated',
		'charge.dispute.created',
		'charge.dispute.funds_withdrawn',
		'charge.updated',
	])
	const [dispute] = (await stripe.disputes.list({ payment_intent: made.id })).data
	expect(dispute).toMatchObject({
		status: 'needs_response',
		reason: 'fraudulent',
		amount: 10_000,
		balance_transactions: [{ amount: -10_000, fee: 1500, net: -11_500 }],
		payment_method_details: { card: { case_type: 'chargeback', network_reason_code: '10.4' } },
	})
	const refund = refusalOf(stripe.refunds.create({ payment_intent: made.id }))
	expect(await refund).toMatchObject({ statusCode: 400, code: 'charge_disputed' })

	receiver.heard.length = 0
	const answered = await stripe.disputes.update(dispute?.id ?? '', {
		evidence: { uncategorized_text: 'winning_evidence', customer_name: 'Ada' },
	})
	expect(answered).toMatchObject({
		status: 'under_review',
		evidence_details: { has_evidence: true, submission_count: 1 },
	})
	await sandbox.catchUp()
	expect(await stripe.disputes.retrieve(answered.id)).toMatchObject({ status: 'won' })
	expect(receiver.types()).toEqual([
		'charge.dispute.updated',
		'charge.dispute.closed',
		'charge.dispute.funds_reinstated',
	])
	expect(await refusalOf(stripe.disputes.close(answered.id))).toMatchObject({ statusCode: 400 })
})

test('a dispute is lost when it is accepted, and an inquiry takes no money', async () => {
	await using playing = await playSandbox()
	const { stripe, receiver, sandbox } = playing
	const { charge } = await paid(playing, 'pm_card_createDispute')
	const [dispute] = (await stripe.disputes.list({ charge })).data
	const draft = await stripe.disputes.update(dispute?.id ?? '', { evidence: { receipt: 'file_1' }, submit: false })
	expect(draft.status).toBe('needs_response')
	expect(await stripe.disputes.close(draft.id)).toMatchObject({ status: 'lost' })
	await sandbox.catchUp()
	expect(receiver.types()).toEqual(['charge.dispute.updated', 'charge.dispute.closed'])

	const asked = await paid(playing, 'pm_card_createDisputeInquiry')
	const [inquiry] = (await stripe.disputes.list({ charge: asked.charge })).data
	expect(inquiry).toMatchObject({
		status: 'warning_needs_response',
		balance_transactions: [],
		is_charge_refundable: true,
	})
	expect(await stripe.disputes.close(inquiry?.id ?? '')).toMatchObject({ status: 'warning_closed' })
})
