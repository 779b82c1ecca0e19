import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { type Playing, playSandbox, SECRET } from './playing.ts'

/** What is waited for comes by itself, after as long as a busy machine takes: the limit is only for what never comes. */
const patient = { timeout: 120_000 }

const due = ({ world }: Playing) => world.sql<
	{ event: string; attempts: number; seconds: number; last_answer: string | null }[]
>`
	select event, attempts, extract(epoch from due_at - now())::float8 as seconds, last_answer
	from card_sandbox.delivery where delivered_at is null`

test('what is written is delivered at once, signed so that the SDK accepts it', patient, async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	sandbox.startDelivering()
	const customer = await stripe.customers.create({ name: 'Acme' }, { idempotencyKey: 'a-key' })
	await receiver.told
	expect(receiver.types()).toEqual(['customer.created'])
	const [heard] = receiver.heard
	expect(heard?.event).toMatchObject({
		object: 'event',
		api_version: '2026-10-28.endive',
		livemode: false,
		data: { object: { id: customer.id } },
		request: { idempotency_key: 'a-key', id: expect.stringMatching(/^req_/) },
	})
	const verifier = new Stripe('sk_test_x')
	const verify = (payload: string, signature: string, secret: string) =>
		verifier.webhooks.constructEvent(payload, signature, secret)
	expect(() => verify(heard?.payload.replace('Acme', 'Evil') ?? '', heard?.signature ?? '', SECRET)).toThrow(
		'signature',
	)
	expect(() => verify(heard?.payload ?? '', heard?.signature ?? '', 'whsec_other')).toThrow('signature')
	// That it was taken is noted once the answer has come back: the sandbox stops after that.
	await sandbox.stop()
	const { data } = await stripe.events.list({ type: 'customer.*' })
	expect(data).toMatchObject([{ id: heard?.event.id, pending_webhooks: 0 }])
	expect(await stripe.events.retrieve(heard?.event.id ?? '')).toMatchObject({ type: 'customer.created' })
	expect((await stripe.events.list({ types: ['customer.deleted'] })).data).toEqual([])
	expect((await stripe.events.list({ delivery_success: false })).data).toEqual([])
})

test('an event that is not taken comes again, later each time, and lets the others pass', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	receiver.answers.push(500)
	await stripe.customers.create({ name: 'First' })
	await stripe.customers.create({ name: 'Second' })
	const first = (await stripe.events.list({ limit: 2 })).data[1]
	expect(first?.pending_webhooks).toBe(1)

	const { deliverDue, works } = await delivering(playing)
	expect(await deliverDue(works)).toBe(1)
	expect(receiver.heard.map(({ event }) => (event.data.object as Stripe.Customer).name)).toEqual(['First', 'Second'])
	const [waiting] = await due(playing)
	expect(waiting).toMatchObject({ event: first?.id, attempts: 1, last_answer: 'HTTP 500' })
	expect(await deliverDue(works)).toBe(0)

	receiver.answers.push(404, 302, 500)
	const waits: number[] = []
	for (let attempt = 0; attempt < 3; attempt += 1) {
		await sandbox.catchUp()
		waits.push(Math.round((await due(playing))[0]?.seconds ?? 0))
	}
	expect(waits).toEqual([2, 4, 8])
	await sandbox.catchUp()
	expect(await due(playing)).toEqual([])
	const bodies = receiver.heard.filter(({ event }) => event.id === first?.id).map(({ payload }) => payload)
	expect(bodies).toHaveLength(5)
	expect(new Set(bodies).size).toBe(1)
})

test('what was not delivered is delivered after a restart', patient, async () => {
	await using playing = await playSandbox()
	const { stripe, receiver } = playing
	await stripe.customers.create({ name: 'Acme' })
	await playing.restart()
	playing.sandbox.startDelivering()
	await receiver.told
	expect(receiver.types()).toEqual(['customer.created'])
})

test('several processes deliver each event once', async () => {
	await using playing = await playSandbox()
	const { stripe, receiver } = playing
	await Promise.all(Array.from({ length: 20 }, (_, at) => stripe.customers.create({ name: `Customer ${at}` })))
	const { deliverDue, works } = await delivering(playing)
	const counts = await Promise.all([deliverDue(works), deliverDue(works), deliverDue(works)])
	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20)
	expect(new Set(receiver.heard.map(({ event }) => event.id)).size).toBe(20)
	expect(receiver.heard).toHaveLength(20)
})

test('nothing is told of what did not happen', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	await expect(
		stripe.customers.create({ name: 'Acme', payment_method: 'pm_card_chargeDeclined' }),
	).rejects.toMatchObject({
		statusCode: 402,
	})
	expect((await stripe.customers.list()).data).toEqual([])
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([])
})

async function delivering({ world, receiver }: Playing) {
	const { deliverDue } = await import('#portal/stripe/sandbox/deliver.ts')
	const works = {
		sql: world.sql,
		clock: world.clock,
		publicUrl: () => '',
		webhookUrl: () => receiver.url,
		webhookSecret: SECRET,
		merchant: '',
		ready: async () => {},
		wake: () => {},
		observe: undefined,
	}
	return { deliverDue, works }
}
