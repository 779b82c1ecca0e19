import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { openLog } from '#portal/log.ts'
import { openStripe } from '#portal/stripe/client.ts'
import { invoice, welcome } from '#test/core/payment/ledger.ts'
import { begin } from '#test/core/payment/shares.ts'
import { openBooks } from '#test/support/books.ts'
import { openPortal } from '#test/support/portal.ts'
import { linkTo } from './story.ts'
import { Visit } from './visit.ts'

test('the card processor is asked about a payment every few seconds, however often its page is loaded', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	let asked = 0
	const processor = createServer((_request, response) => {
		asked++
		response.writeHead(404, { 'content-type': 'application/json' })
		response.end(JSON.stringify({ error: { type: 'invalid_request_error', message: 'No such session' } }))
	})
	await new Promise<void>((resolve) => processor.listen(0, '127.0.0.1', resolve))
	const url = `http://127.0.0.1:${(processor.address() as AddressInfo).port}`
	const stripe = openStripe('sk_test_of_nobody', url, { timeout: 2000, maxNetworkRetries: 0 })
	const log = openLog('silent')
	const till = { books: world.books, stripe, publicUrl: 'http://localhost', live: false, log }
	await using portal = await openPortal(world, { till, log })
	const customer = await welcome(world.books)
	const [one, other] = [
		await begin(world, [(await invoice(world.books, customer, 900n)).id]),
		await begin(world, [(await invoice(world.books, customer, 700n)).id]),
	]
	await world.sql`update payment set processor_session_id = 'cs_' || id`
	const { token } = await linkTo(world.books, customer, { kind: 'customer', id: customer.id })
	const browser = new Visit(portal.address)
	await browser.post(`/l/${token}`)
	for (let load = 0; load < 5; load++) expect((await browser.get(`/payments/${one.id}`)).status).toBe(200)
	expect(asked).toBe(1)
	expect((await browser.get(`/payments/${other.id}`)).status).toBe(200)
	expect(asked).toBe(2)
	await world.sql`update rate_limit set expire = 0`
	await browser.get(`/payments/${one.id}`)
	expect(asked).toBe(3)
	processor.close()
}, 120_000)
