import { createServer } from 'node:net'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { requireSecondFactor } from '#core/sign-in/second-factor/required.ts'
import { endUser } from '#core/staff/change-user.ts'
import { system } from '#test/core/payment/ledger.ts'
import { hire, signInToken } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let browser: Browser
const shouted: string[] = []

beforeAll(async () => {
	const port = await freePort()
	world = await openBooks({ on: '2026-03-02', max: 20 })
	const settings = { secretKey: 'a key of the tests, long enough for it', publicUrl: `http://localhost:${port}` }
	portal = await openPortal(world, { port, settings })
	browser = await launchChromium()
}, 180_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

/** A passkey is bound to the site's own address, so the portal has to know it before it listens. */
function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address()
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
		})
	})
}

/** A browser with an authenticator in it, as a laptop has one. */
async function laptop(): Promise<{ page: Page; device: CDPSession; authenticatorId: string }> {
	const page = await (await browser.newContext()).newPage()
	page.on('console', (message) => {
		if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) shouted.push(message.text())
	})
	const device = await page.context().newCDPSession(page)
	await device.send('WebAuthn.enable')
	const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	})
	return { page, device, authenticatorId }
}

async function comeByLetter(page: Page, email: string) {
	await page.goto(`${portal.address}/sign-in/open/${await signInToken(world.books, 'staff', email)}`)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL(/\/(staff|sign-in\/second)/)
}

const leave = (page: Page) => page.context().clearCookies()
const pathOf = (page: Page) => new URL(page.url()).pathname

async function add(page: Page, name: string) {
	await page.goto(`${portal.address}/staff/second-factor`)
	await page.locator('#passkeys input[name=name]').last().fill(name)
	await page.getByRole('button', { name: 'Add a passkey' }).click()
	await page
		.getByText('Your recovery codes')
		.or(page.getByText(name, { exact: true }))
		.first()
		.waitFor()
}

test('a passkey is added, passes the second factor, signs in alone, and is renamed and removed', async () => {
	const person = await hire(world.books, 'salesperson')
	const { page } = await laptop()
	await comeByLetter(page, person.email)
	await add(page, 'My laptop')
	const codes = await page.locator('code').allInnerTexts()
	expect(codes.length).toBe(10)

	await leave(page)
	await comeByLetter(page, person.email)
	expect(pathOf(page)).toBe('/sign-in/second')
	await page.getByRole('button', { name: 'Use a passkey' }).click()
	await page.waitForURL(/\/staff$/)

	await leave(page)
	await page.goto(`${portal.address}/sign-in/passkey?return=%2Fstaff%2Fcustomers`)
	await page.getByRole('button', { name: 'Use a passkey' }).click()
	await page.waitForURL(/\/staff\/customers$/)

	await leave(page)
	await comeByLetter(page, person.email)
	await page.getByLabel('Code', { exact: true }).fill(codes[0] ?? '')
	await page.getByRole('button', { name: 'Continue' }).click()
	await page.waitForURL(/\/staff$/)

	await page.goto(`${portal.address}/staff/second-factor`)
	expect(await page.locator('#passkeys').innerText()).toMatch(/My laptop[\s\S]*last used/)
	expect(await page.getByText('9 recovery codes left').count()).toBe(1)
	await page.locator('#passkeys li input[name=name]').fill('The old laptop')
	await page.getByRole('button', { name: 'Rename' }).click()
	await page.getByText('The old laptop', { exact: true }).waitFor()
	await page.getByRole('button', { name: 'Remove: The old laptop' }).click()
	await page.getByText('The old laptop', { exact: true }).waitFor({ state: 'detached' })
	await leave(page)
	await comeByLetter(page, person.email)
	expect(pathOf(page)).toBe('/staff')
	const letters = await world.sql<{ what: string }[]>`
		select payload->>'what' as what from outbox where payload->'to'->>'email' = ${person.email} and payload->>'letter' = 'access-changed'`
	expect(letters.map(({ what }) => what)).toEqual(['passkey_added', 'passkey_removed'])
	expect(shouted).toEqual([])
}, 60_000)

test('an answer is taken once, for whom it was asked, and from nobody who has left', async () => {
	const [one, other] = [await hire(world.books, 'salesperson'), await hire(world.books, 'salesperson')]
	const { page } = await laptop()
	await comeByLetter(page, one.email)
	await add(page, 'Mine')
	await leave(page)
	await page.goto(`${portal.address}/sign-in/passkey`)
	const sent = page.waitForRequest((request) => request.method() === 'POST')
	await page.getByRole('button', { name: 'Use a passkey' }).click()
	const answer = new URLSearchParams((await sent).postData() ?? '').get('answer') ?? ''
	await page.waitForURL(/\/staff$/)
	await leave(page)
	const again = await page.request.post(`${portal.address}/sign-in/passkey`, {
		form: { answer },
		headers: { 'sec-fetch-site': 'same-origin' },
	})
	expect(again.status()).toBe(422)

	// The second member's own session, with the first one's device.
	const { page: theirs } = await laptop()
	await comeByLetter(theirs, other.email)
	await add(theirs, 'Theirs')
	await leave(theirs)
	await comeByLetter(theirs, other.email)
	const forged = await theirs.request.post(`${portal.address}/sign-in/second`, {
		form: { answer },
		headers: { 'sec-fetch-site': 'same-origin' },
	})
	expect(forged.status()).toBe(422)
	await theirs.goto(`${portal.address}/staff`)
	expect(pathOf(theirs)).toBe('/sign-in/second')

	expectOk(await act(world.books, system, endUser, { userId: one.id }))
	await page.goto(`${portal.address}/sign-in/passkey`)
	await page.getByRole('button', { name: 'Use a passkey' }).click()
	await page.getByText('The passkey could not be checked').waitFor()
}, 60_000)

test('where everybody must have one, who has none is led to it and reaches nothing else', async () => {
	const person = await hire(world.books, 'salesperson')
	const { page } = await laptop()
	await comeByLetter(page, person.email)
	expect((await page.goto(`${portal.address}/staff/customers`))?.status()).toBe(200)
	expectOk(await act(world.books, system, requireSecondFactor, { required: true }))
	for (const path of ['/staff', '/staff/customers', '/staff/password', '/staff/chat']) {
		await page.goto(portal.address + path)
		expect(pathOf(page)).toBe('/staff/second-factor')
	}
	expect(await page.getByText('The company asks everybody').count()).toBe(1)
	await add(page, 'Mine')
	await page.getByRole('link', { name: 'I have kept them' }).click()
	await page.waitForURL(/\/staff$/)
	await page.goto(`${portal.address}/staff/second-factor`)
	await page.getByRole('button', { name: 'Remove: Mine' }).click()
	await page.getByText('Set another one up before you take away the last').waitFor()
	expectOk(await act(world.books, system, requireSecondFactor, { required: false }))
}, 60_000)
