import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { open, paymentOf } from './choosing.ts'
import { openTaking, payWith, secret, type Taking } from './taking.ts'

const now = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)

function sign(body: string, timestamp = now(), key = secret): string {
	return Stripe.webhooks.generateTestHeaderString({ payload: body, secret: key, timestamp })
}

async function post(taking: Taking, body: string, signature: string | undefined, method = 'POST') {
	const answer = await fetch(`${taking.url}/webhooks/stripe`, {
		method,
		headers: { 'content-type': 'application/json', ...(signature ? { 'stripe-signature': signature } : {}) },
		...(method === 'POST' ? { body } : {}),
	})
	return answer.status
}

const stored = async (taking: Taking) => (await taking.sql`select message_id from inbox`).length
const event = (more: object = {}) =>
	JSON.stringify({ id: 'evt_1', object: 'event', type: 'customer.created', livemode: false, data: {}, ...more })

test('a signed message is stored once, however often it comes, and wakes one job', async () => {
	await using taking = await openTaking()
	const body = event()
	const answers = await Promise.all(Array.from({ length: 32 }, () => post(taking, body, sign(body))))
	expect(new Set(answers)).toEqual(new Set([200]))
	expect(await stored(taking)).toBe(1)
	const jobs = await taking.sql`select from graphile_worker.jobs where task_identifier = 'process_inbox'`
	expect(jobs.length).toBe(1)
})

test('a message that the database cannot keep does not take others with it', async () => {
	await using taking = await openTaking()
	const bodies = Array.from({ length: 12 }, (_, index) =>
		// No number of PostgreSQL's has so many digits.
		index === 5 ? event({ id: 'evt_5' }).replace('{}', '1e999999') : event({ id: `evt_${index}` }),
	)
	const answers = await Promise.all(bodies.map((body) => post(taking, body, sign(body))))
	expect(answers.filter((status) => status === 200).length).toBe(11)
	expect(answers[5]).toBe(503)
	expect(await stored(taking)).toBe(11)
})

test('what is not from Stripe, too old, from the future or about real money is refused and not stored', async () => {
	await using taking = await openTaking()
	const body = event()
	const refused: [string, string, string | undefined][] = [
		['without a signature', body, undefined],
		['signed with another secret', body, sign(body, now(), 'whsec_other')],
		['changed after signing', body.replace('evt_1', 'evt_2'), sign(body)],
		['ten minutes old', body, sign(body, now() - 600)],
		['dated ten minutes ahead', body, sign(body, now() + 600)],
		['dated tomorrow', body, sign(body, now() + 86_400)],
		['dated tomorrow, with a second date', body, `t=${now()},${sign(body, now() + 86_400)}`],
		['with a date that is none', body, sign(body).replace(/t=\d+/, 't=soon')],
		['about real money', event({ livemode: true }), sign(event({ livemode: true }))],
		['no event', '{"object":"charge"}', sign('{"object":"charge"}')],
		['no JSON', 'hello', sign('hello')],
		['null', 'null', sign('null')],
	]
	for (const [what, text, signature] of refused) expect(await post(taking, text, signature), what).toBe(400)
	expect(await post(taking, '', undefined, 'GET')).toBe(405)
	const huge = event({ padding: 'x'.repeat(1_100_000) })
	expect(await post(taking, huge, sign(huge))).toBe(413)
	expect(await stored(taking)).toBe(0)
	expect(await post(taking, body, sign(body, now() - 200))).toBe(200)
	expect(await post(taking, event({ id: 'evt_3' }), sign(event({ id: 'evt_3' }), now() + 200))).toBe(200)
})

test('a message of a kind that says nothing to us is kept and done with', async () => {
	await using taking = await openTaking()
	const body = event({ type: 'product.created', data: { object: { id: 'prod_1' } } })
	await post(taking, body, sign(body))
	await taking.settle()
	const rows = await taking.sql`select kind, processed_at is not null as processed from inbox`
	expect(rows).toEqual([{ kind: 'product.created', processed: true }])
})

test('money of a foreign intent is none of ours', async () => {
	await using taking = await openTaking()
	const { paymentIntents } = taking.till.stripe
	const foreign = { amount: 500, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' } as const
	const back = { return_url: 'https://shop.example/' }
	await paymentIntents.create({ ...foreign, ...back })
	await paymentIntents.create({ ...foreign, ...back, metadata: { payment_id: 'x' } })
	await paymentIntents.create({ ...foreign, ...back, metadata: { payment_id: crypto.randomUUID() } })
	await taking.settle()
	expect(await taking.sql`select from payment`).toEqual([])
	const [waiting] = await taking.sql`select from inbox where processed_at is null`
	expect(waiting).toBeUndefined()
})

test('an amount that was not asked for is recorded as it came', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 50_00n)
	const { payment } = await open(taking, customer, [owed])
	await taking.till.stripe.paymentIntents.create({
		amount: 60_00,
		currency: 'eur',
		confirm: true,
		payment_method: 'pm_card_visa',
		return_url: 'https://shop.example/',
		metadata: { payment_id: payment.id },
	})
	await taking.settle()
	await taking.settle()
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'canceled', allocatedMinor: 0n })
	const came = await taking.sql`
		select amount_minor, allocated_minor, reference from payment where state = 'succeeded'`
	expect(came).toEqual([{ amount_minor: 60_00n, allocated_minor: 50_00n, reference: payment.id }])
	expect(await openOf(taking.books, owed.id)).toBe(0n)
})

test('a failure that comes after the success changes nothing', async () => {
	await using taking = await openTaking({ hold: true })
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 50_00n)
	const { payment, url } = await open(taking, customer, [owed])
	await payWith(url, '4000000000000002')
	await payWith(url, '4242424242424242')
	await taking.sandbox.catchUp()
	for (const { body } of taking.posted.toReversed()) {
		expect(await post(taking, body, sign(body))).toBe(200)
		await taking.settle()
	}
	expect(await paymentOf(taking, payment.id)).toMatchObject({ state: 'succeeded', failureCode: '' })
})
