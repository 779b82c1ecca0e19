import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { dispatchDebts } from '#core/collection/dispatch.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { given, type Member, member, owing } from '#test/core/collection/collecting.ts'
import { deliver, fetching } from '#test/core/machine-request/lot.ts'
import { system } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { openView } from './view.ts'

let world: World
let portal: Portal
let browser: Browser
let collector: Member
let id: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	browser = await launchChromium()
	collector = await member(world.books, 'collector')
	const { customer } = await owing(world, 'Nordwind Logistik')
	world.clock.standOn('2026-03-12')
	id = await given(world, customer, collector)
}, 300_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

async function enter(page: Page): Promise<void> {
	const [user] = await world.sql<{ email: string }[]>`select email from staff_user where id = ${collector.userId}`
	const signIn = { audience: 'staff' as const, email: user?.email ?? '' }
	const { token } = expectOk(await act(world.books, system, createSignIn, signIn))
	await page.goto(`${portal.address}/sign-in/open/${token}`)
	await page.locator('main button').first().click()
	await page.waitForURL(/\/staff/)
}

const written = () =>
	world.sql<{ note: string; photos: number; latitude: string | null }[]>`
		select text as note, latitude::text, (select count(*)::int from collection_photo as photo where photo.follow_up_id = entry.follow_up_id) as photos
		from collection_entry as entry join follow_up on follow_up.id = entry.follow_up_id order by follow_up.id`

test('on a phone a case is written down, also without a connection: it is sent by itself when it is back, once', async () => {
	const { page, context } = await openView(browser, { width: 390 })
	await context.grantPermissions(['geolocation'], { origin: portal.address })
	await context.setGeolocation({ latitude: 53.5403, longitude: 9.9841 })
	await enter(page)
	await page.goto(`${portal.address}/staff/collection`)
	await page.getByRole('link', { name: 'Nordwind Logistik' }).click()
	await page.waitForURL(/\/staff\/collection\/./)
	await page.waitForLoadState('networkidle')
	expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)

	await page.getByLabel('Spoke to somebody').check()
	await page.locator('[name=note]').fill('They pay on Friday')
	await page.getByRole('button', { name: 'Add where I am' }).click()
	await expect.poll(() => page.locator('[name=latitude]').inputValue()).toBe('53.5403')
	await page.getByRole('button', { name: 'Write down' }).click()
	await page.waitForURL(/done=logged/)
	await expect.poll(() => page.locator('#history').innerText()).toContain('They pay on Friday')
	expect(await written()).toEqual([{ note: 'They pay on Friday', photos: 0, latitude: '53.540300' }])
	await expect.poll(() => page.locator('[name=note]').inputValue()).toBe('')

	await context.setOffline(true)
	await expect.poll(() => page.getByText('No connection').first().isVisible()).toBe(true)
	const photo = Buffer.alloc(300_000, 7)
	photo.set([0xff, 0xd8, 0xff, 0xe0])
	await page.getByLabel('Visited').check()
	await page.locator('[name=note]').fill('The yard is empty')
	await page.locator('input[type=file]').setInputFiles({ name: 'yard.jpg', mimeType: 'image/jpeg', buffer: photo })
	await page.getByRole('button', { name: 'Write down' }).click()
	await expect.poll(() => page.locator('#write').innerText()).toContain('Waits for a connection')
	// What was not pressed yet is there as well, when the page is opened again.
	await page.locator('[name=note]').fill('Half a sentence')
	await page.close()
	await context.setOffline(false)

	const again = await context.newPage()
	await again.goto(`${portal.address}/staff/collection/${id}`)
	await expect.poll(async () => (await written()).length, { timeout: 20_000 }).toBe(2)
	expect((await written())[1]).toEqual({ note: 'The yard is empty', photos: 1, latitude: null })
	await expect.poll(() => again.locator('#history').innerText()).toContain('The yard is empty')
	expect(await again.locator('#write').innerText()).not.toContain('Not sent yet')

	expect(await again.locator('[name=note]').inputValue()).toBe('Half a sentence')

	// What is not taken is said, and stays as it was typed.
	await again.locator('[name=promiseAmount]').fill('200')
	await again.getByLabel('Spoke to somebody').check()
	await again.getByRole('button', { name: 'Write down' }).click()
	await expect
		.poll(() => again.locator('#write div:has(> div > :focus)').innerText())
		.toContain('A promise has an amount and a day')
	expect(await again.locator('[name=promiseAmount]').inputValue()).toBe('200')
	await context.close()
}, 120_000)

/** Lets so much that is sent through, and then nothing until it is healed; answers how much of photos went. */
async function cutAfter(page: Page, most: number): Promise<{ sent: () => number; heal: () => void }> {
	let sent = 0
	let isCut = true
	await page.route(/\/uploads\/|\/entries$|\/results$/, async (route) => {
		if (isCut && sent >= most) return await route.abort('connectionfailed')
		if (route.request().url().includes('/uploads/')) sent++
		await route.continue()
	})
	return {
		sent: () => sent,
		heal: () => {
			isCut = false
		},
	}
}

const pictured = (name: string, of: number) => {
	const buffer = Buffer.alloc(300_000, of)
	buffer.set([0xff, 0xd8, 0xff, 0xe0])
	return { name, mimeType: 'image/jpeg', buffer }
}

test('a photo of an entry goes on from where the connection was lost', async () => {
	const { page, context } = await openView(browser, { width: 390 })
	await enter(page)
	await page.goto(`${portal.address}/staff/collection/${id}`)
	await page.waitForLoadState('networkidle')
	// The phone asks how much is there, and sends a first piece.
	const line = await cutAfter(page, 2)
	const before = (await written()).length
	await page.getByLabel('Visited').check()
	await page.locator('[name=note]').fill('The gate is locked')
	await page.locator('input[type=file]').setInputFiles(pictured('gate.jpg', 9))
	await page.getByRole('button', { name: 'Write down' }).click()
	await expect.poll(() => page.locator('#write').innerText()).toContain('Waits for a connection')
	const half = await world.sql`select received_bytes, sha256 from upload where file_name = 'gate.jpg'`
	expect(half).toEqual([{ received_bytes: 131_072, sha256: null }])
	expect((await written()).length).toBe(before)
	line.heal()
	await expect.poll(async () => (await written()).length, { timeout: 20_000 }).toBe(before + 1)
	expect((await written()).at(-1)).toEqual({ note: 'The gate is locked', photos: 1, latitude: null })
	// It asks again and sends the two pieces that are left: none goes twice.
	expect(line.sent()).toBe(5)
	const [kept] = await world.sql`select size_bytes from collection_photo where file_name = 'gate.jpg'`
	expect(kept).toEqual({ size_bytes: 300_000 })
	await context.close()
}, 120_000)

test('what came of fetching a machine waits with its photo for a connection, and is written down once', async () => {
	const { contractId, equipmentId } = await deliver(world, 'SN-9')
	const requestId = await fetching(world, contractId)
	const { page, context } = await openView(browser, { width: 390 })
	await enter(page)
	await page.goto(`${portal.address}/staff/machine-requests/${requestId}`)
	await page.waitForLoadState('networkidle')
	expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
	await cutAfter(page, 2)
	await page.getByLabel('Taken: it is with us').check()
	await page.locator('[name=note]').fill('Dented at the left')
	await page.locator('[name=place]').fill('Yard 4')
	await page.locator('input[type=file]').setInputFiles(pictured('dent.jpg', 5))
	await page.getByRole('button', { name: 'Write it down' }).click()
	await expect.poll(() => page.locator('#machines').innerText()).toContain('Waits for a connection')
	expect(await page.locator('#machines').innerText()).toContain('Taken: it is with us · Dented at the left')
	const machine = () => world.sql`
		select machine.state, outcome, note, (select count(*)::int from machine_request_photo where machine_id = machine.id) as photos
		from machine_request_machine as machine where request_id = ${requestId} and equipment_id = ${equipmentId}`
	expect(await machine()).toMatchObject([{ state: 'waiting', photos: 0 }])
	await page.close()

	const again = await context.newPage()
	await again.goto(`${portal.address}/staff/machine-requests/${requestId}`)
	await expect
		.poll(machine, { timeout: 20_000 })
		.toEqual([{ state: 'done', outcome: 'taken', note: 'Dented at the left', photos: 1 }])
	await expect.poll(() => again.locator('#machines img').count()).toBe(1)
	const picture = await again.locator('#machines img').getAttribute('src')
	const answer = await again.request.get(`${portal.address}${picture}`)
	expect([answer.status(), (await answer.body()).length]).toEqual([200, 300_000])
	expect(await again.locator('#machines').innerText()).not.toContain('Not sent yet')
	await context.close()
}, 120_000)

test('what was pressed about a case that somebody else has by now says so, and does not wait for ever', async () => {
	const { page, context } = await openView(browser, { width: 390 })
	await enter(page)
	await page.goto(`${portal.address}/staff/collection/${id}`)
	await page.waitForLoadState('networkidle')
	const other = await member(world.books, 'collector')
	const [owner] = await world.sql<{ id: string }[]>`select customer_id as id from collection_case where id = ${id}`
	const debts = [{ customerId: owner?.id ?? '', currency: 'EUR', seen: collector.userId }]
	expectOk(await act(world.books, system, dispatchDebts, { debts, collectorId: other.userId }))
	await page.getByLabel('Visited').check()
	await page.locator('[name=note]').fill('Nobody there')
	await page.locator('input[type=file]').setInputFiles(pictured('door.jpg', 3))
	await page.getByRole('button', { name: 'Write down' }).click()
	await expect.poll(() => page.locator('#write [role=alert]').innerText()).toContain('with somebody else by now')
	expect(await page.locator('[name=note]').inputValue()).toBe('Nobody there')
	await context.close()
}, 120_000)
