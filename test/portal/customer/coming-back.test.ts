import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consentVersion } from '#core/payment/consent.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { type Story, tellStory } from './story.ts'
import type { Visit } from './visit.ts'

let world: World
let shop: Shop
let told: Story
let anna: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', company: { partPayment: true, smallestPartPaymentMinor: 10_00n } })
	told = await tellStory(world, 3)
	shop = await openShop(world)
}, 180_000)

afterAll(async () => {
	await shop.close()
	await world.close()
})

/** Presses a form in a browser whose sign-in is of the day before, signs in again, and comes back to the page. */
async function pressedTooLate(path: string, fields: [string, string][]): Promise<string> {
	anna = await enter(world, shop, told.nordwind.email)
	await world.sql`update session set created_at = created_at - interval '25 hours'`
	const confirm = (await anna.post(path, fields)).headers.get('location') ?? ''
	expect(confirm).toMatch(/^\/confirm\?return=/)
	const door = (await anna.get(confirm)).headers.get('location') ?? ''
	const back = new URLSearchParams(door.split('?')[1]).get('return') ?? ''
	expect(door).toBe(`/sign-in?${new URLSearchParams({ again: '', return: back })}`)
	anna = await enter(world, shop, told.nordwind.email)
	return await (await anna.get(back)).text()
}

/** The values of what is ticked in the boxes or buttons of a name. */
function tickedIn(html: string, name: string): string[] {
	const tags = [...html.matchAll(/<input[^>]+>/g)].map(([tag]) => tag)
	const ticked = tags.filter((tag) => tag.includes(`name="${name}"`) && /\schecked=/.test(tag))
	return ticked.map((tag) => /value="([^"]*)"/.exec(tag)?.[1] ?? 'on')
}

describe('who signs in again comes back', () => {
	test('to the invoices that were ticked to be paid, the part typed in and the card to be kept', async () => {
		const open = await world.sql<{ id: string; minor: bigint }[]>`
			select id, total_minor - settled_minor as minor from invoice
			where customer_id = ${told.nordwind.id} and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
			order by due_on, id`
		expect(open.length).toBeGreaterThan(1)
		// Not the one due first, nor the one that the address had asked for.
		const chosen = open.slice(1, 3)
		const page = await pressedTooLate(`/pay?invoice=${open[0]?.id}`, [
			...chosen.map(({ id, minor }): [string, string] => ['invoice', `${id}_${minor}`]),
			['shown', String(chosen.reduce((sum, { minor }) => sum + minor, 0n))],
			['currency', 'EUR'],
			['part', '12.50'],
			['save', 'on'],
			['key', crypto.randomUUID()],
		])
		expect(tickedIn(page, 'invoice')).toEqual(chosen.map(({ id, minor }) => `${id}_${minor}`))
		expect(tickedIn(page, 'save')).toEqual(['on'])
		expect(page).toMatch(/<input[^>]*name="part"[^>]*value="12.50"/)
		expect(await world.sql`select state from payment where state = 'started'`).toEqual([])
	})

	test('to the contracts that a new card was to pay', async () => {
		const contracts = [told.subscription.id, told.service.id]
		const page = await pressedTooLate('/cards/new', [
			['key', crypto.randomUUID()],
			['customer', told.nordwind.id],
			...contracts.map((id): [string, string] => ['contract', id]),
			['agree', consentVersion],
		])
		expect(tickedIn(page, 'contract').sort()).toEqual(contracts.sort())
		expect(tickedIn(page, 'agree')).toEqual([])
	})

	test('to the card that a contract was to be paid with', async () => {
		const cards = await world.sql<{ id: string }[]>`
			insert into payment_method (customer_id, processor_method_id, brand, last4, expiry_year, expiry_month, saved_at)
			select ${told.nordwind.id}, 'pm_' || last4, 'visa', last4, 2030, 12, now() from unnest(array['4242', '1111']) as last4
			returning id`
		const path = `/contracts/${told.subscription.id}/autopay`
		const usual = tickedIn(await (await anna.get(path)).text(), 'card')
		const [other] = cards.map(({ id }) => id).filter((id) => !usual.includes(id))
		const page = await pressedTooLate(path, [
			['intent', 'on'],
			['card', other ?? ''],
			['agree', consentVersion],
		])
		expect(tickedIn(page, 'card')).toEqual([other])
		expect(tickedIn(page, 'agree')).toEqual([])
	})
})
