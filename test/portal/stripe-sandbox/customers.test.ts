import { expect, test } from 'vitest'
import { playSandbox, refusalOf } from './playing.ts'

test('a customer is made, changed, listed, found and deleted, each with its event', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const made = await stripe.customers.create({
		name: 'Acme Ltd',
		email: 'billing@acme.example',
		address: { line1: '1 High Street', city: 'Leeds', country: 'GB', postal_code: 'LS1 1AA' },
		preferred_locales: ['en-GB'],
		metadata: { customer: '17', note: 'first' },
	})
	expect(made).toMatchObject({ object: 'customer', name: 'Acme Ltd', livemode: false, tax_exempt: 'none' })
	expect(made.id).toMatch(/^cus_\w{14}$/)

	const changed = await stripe.customers.update(made.id, {
		name: 'Acme Limited',
		address: { line1: '2 High Street' },
		metadata: { note: '', region: 'north' },
	})
	expect(changed.address).toMatchObject({ line1: '2 High Street', city: 'Leeds' })
	expect(changed.metadata).toEqual({ customer: '17', region: 'north' })
	await stripe.customers.update(made.id, { name: 'Acme Limited' })

	expect((await stripe.customers.list({ email: 'billing@acme.example' })).data.map((one) => one.id)).toEqual([made.id])
	expect((await stripe.customers.search({ query: 'metadata["customer"]:"17"' })).data).toHaveLength(1)
	expect((await stripe.customers.search({ query: '-metadata["customer"]:"17"' })).data).toHaveLength(0)
	expect((await stripe.customers.search({ query: 'email~"ACME" AND name:"Acme Limited"' })).data).toHaveLength(1)

	expect(await stripe.customers.del(made.id)).toEqual({ id: made.id, object: 'customer', deleted: true })
	expect(await stripe.customers.retrieve(made.id)).toMatchObject({ deleted: true })
	expect((await stripe.customers.list()).data).toEqual([])
	expect(await refusalOf(stripe.customers.update(made.id, { name: 'x' }))).toMatchObject({ statusCode: 404 })

	await sandbox.catchUp()
	expect(receiver.types()).toEqual(['customer.created', 'customer.updated', 'customer.deleted'])
	expect(receiver.heard[1]?.event.data.previous_attributes).toMatchObject({ name: 'Acme Ltd' })
})

test('lists go page by page, newest first, in both directions', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const ids: string[] = []
	for (let count = 0; count < 7; count += 1) {
		ids.unshift((await stripe.customers.create({ name: `Customer ${count}` })).id)
	}
	const first = await stripe.customers.list({ limit: 3 })
	expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' })
	expect(first.data.map((one) => one.id)).toEqual(ids.slice(0, 3))
	const second = await stripe.customers.list({ limit: 3, starting_after: ids[2] ?? '' })
	expect(second.data.map((one) => one.id)).toEqual(ids.slice(3, 6))
	const back = await stripe.customers.list({ limit: 2, ending_before: ids[4] ?? '' })
	expect(back.data.map((one) => one.id)).toEqual(ids.slice(2, 4))
	expect(back.has_more).toBe(true)
	expect((await stripe.customers.list({ limit: 7 })).has_more).toBe(false)
	const all: string[] = []
	for await (const customer of stripe.customers.list({ limit: 2 })) all.push(customer.id)
	expect(all).toEqual(ids)
	expect(await refusalOf(stripe.customers.list({ starting_after: 'cus_none' }))).toMatchObject({
		statusCode: 400,
		code: 'resource_missing',
		param: 'starting_after',
	})
	expect(await refusalOf(stripe.customers.list({ limit: 101 }))).toMatchObject({ param: 'limit' })
})

test('a list is narrowed by when things were made', async () => {
	await using playing = await playSandbox()
	const { stripe, world } = playing
	world.clock.standAt('2026-03-02T12:00:00Z')
	const early = await stripe.customers.create({ name: 'Early' })
	world.clock.standAt('2026-04-01T12:00:00Z')
	const late = await stripe.customers.create({ name: 'Late' })
	expect(late.created - early.created).toBe(30 * 86_400)
	const after = await stripe.customers.list({ created: { gt: early.created } })
	expect(after.data.map((one) => one.name)).toEqual(['Late'])
	const exactly = await stripe.customers.list({ created: early.created })
	expect(exactly.data.map((one) => one.name)).toEqual(['Early'])
})

test('objects are put in where they are asked for, and only there', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const customer = await stripe.customers.create({ name: 'Acme' })
	const intent = await stripe.paymentIntents.create({
		amount: 2000,
		currency: 'usd',
		customer: customer.id,
		payment_method: 'pm_card_visa',
		off_session: true,
		confirm: true,
		expand: ['customer', 'latest_charge.payment_intent'],
	})
	expect(intent.customer).toMatchObject({ name: 'Acme' })
	expect(intent.latest_charge).toMatchObject({ object: 'charge', payment_intent: { id: intent.id } })
	const list = await stripe.paymentIntents.list({ expand: ['data.customer', 'data.latest_charge.refunds'] })
	expect(list.data[0]).toMatchObject({ customer: { id: customer.id }, latest_charge: { refunds: { data: [] } } })
	const plain = await stripe.paymentIntents.retrieve(intent.id)
	expect(plain.customer).toBe(customer.id)
	expect(await refusalOf(stripe.paymentIntents.retrieve(intent.id, { expand: ['currency'] }))).toMatchObject({
		statusCode: 400,
		message: 'This property cannot be expanded (currency).',
	})
	const deep = 'latest_charge.payment_intent.latest_charge.payment_intent.customer'
	expect((await refusalOf(stripe.paymentIntents.retrieve(intent.id, { expand: [deep] }))).message).toContain(
		'You cannot expand more than 4 levels of a property',
	)
})

test('metadata is held to its limits', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const tooLong = refusalOf(stripe.customers.create({ metadata: { ['k'.repeat(41)]: 'x' } }))
	expect(await tooLong).toMatchObject({ statusCode: 400, param: 'metadata' })
	const tooBig = refusalOf(stripe.customers.create({ metadata: { key: 'x'.repeat(501) } }))
	expect(await tooBig).toMatchObject({ statusCode: 400, param: 'metadata[key]' })
	const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'x']))
	expect(await refusalOf(stripe.customers.create({ metadata: many }))).toMatchObject({ statusCode: 400 })
	const fits = await stripe.customers.create({ metadata: { ['k'.repeat(40)]: 'x'.repeat(500), count: 3 } })
	expect(fits.metadata.count).toBe('3')
	expect((await stripe.customers.update(fits.id, { metadata: '' })).metadata).toEqual({})
})
