import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGate } from '#test/core/delivery/gate.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { hire, signInToken, stockCatalogue } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { staffPages } from './staff-pages.ts'
import { faultsOf, faultsOfSizes, openView, type View } from './view.ts'

let world: World
let shop: Shop
let told: Story
let browser: Browser
let clerk: { id: string; email: string }

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20, company: { demo: true } })
	told = await tellStory(world, 14)
	await stockCatalogue(world.books)
	await openGate(world.books, told.service.id)
	clerk = await hire(world.books, 'administrator')
	shop = await openShop(world)
	browser = await launchChromium()
}, 300_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

const open = (view: View = {}) => openView(browser, view)

async function enter(page: Page): Promise<void> {
	await page.goto(`${shop.address}/sign-in/open/${await signInToken(world.books, 'staff', clerk.email)}`)
	await page.getByRole('button', { name: 'Sign in' }).click()
	await page.waitForURL(`${shop.address}/staff`)
}

describe('the console', () => {
	test('has no violation of WCAG 2.2 AA, fits and keeps quiet on a phone and on a desk', async () => {
		await using opened = await open({ width: 390 })
		const { page } = opened
		await enter(page)
		const faults: string[] = []
		for (const [nth, path] of (await staffPages(world, told)).entries()) {
			await page.goto(shop.address + path)
			await page.evaluate(() => {
				for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
			})
			const said = await page.locator('main').innerText()
			// What stands there as something to type is meant to look like it.
			const typed = await page.locator('main code').allInnerTexts()
			const text = typed.reduce((rest, one) => rest.replace(one, ''), said)
			if (/\{\{|undefined|\[object|NaN/.test(text)) faults.push(`${path} says ${text}`)
			// The page is the same at any width, so that it need not come again.
			faults.push(...(await faultsOfSizes(page, nth)))
		}
		expect(faults).toEqual([])
		expect(opened.said).toEqual([])
	}, 900_000)
})

describe.each([
	['with script', true],
	['without script', false],
])('a clerk %s', (_, scripts) => {
	const name = scripts ? 'Ostsee Kühlhaus' : 'Westsee Kühlhaus'
	const email = scripts ? 'ida@ostsee.example' : 'ida@westsee.example'

	test('brings a customer from the first letter to a voided invoice', async () => {
		await using opened = await open({ scripts, width: scripts ? 1280 : 390 })
		const { page } = opened
		const main = page.locator('main')
		await enter(page)

		// A customer, first with a mistake.
		await page.goto(`${shop.address}/staff/customers/new`)
		await page.getByLabel('Name', { exact: false }).first().fill(name)
		await page.getByLabel('City').fill('Kiel')
		await page.getByLabel('Days to pay').fill('soon')
		await page.getByRole('button', { name: 'Save' }).click()
		await page.getByText('This is not a number.').first().waitFor()
		expect(await page.getByLabel('City').inputValue()).toBe('Kiel')
		expect(await page.getByLabel('Days to pay').inputValue()).toBe('soon')
		if (scripts) expect(await faultsOf(page)).toEqual([])
		await page.getByLabel('Days to pay').fill('21')
		await page.getByRole('button', { name: 'Save' }).click()
		await page.waitForURL(/\/staff\/customers\/[0-9a-f-]{36}$/)
		const customer = page.url()
		await expect.poll(() => page.locator('h1').innerText()).toContain(name)

		// Somebody to write to.
		await page.getByLabel('Name of the person').fill('Ida Jensen')
		await page.getByLabel('Email', { exact: true }).fill(email)
		await page.getByRole('button', { name: 'Add a contact' }).click()
		await page.getByText('The contact was added.').waitFor()

		// A contract: one line of the catalogue, one by hand; first with mistakes in the lines.
		await page.getByRole('link', { name: 'New contract' }).click()
		await page.getByLabel('Title').fill('Cold store')
		await page.getByLabel('First day').fill('2026-06-01')
		expect(await page.getByLabel('To be paid within').inputValue()).toBe('21')
		await page.getByLabel('The customer may change it').selectOption('upsell')
		const line = (place: number, field: string) => page.locator(`[name="lines[${place}].${field}"]`)
		const full = await line(0, 'product').locator('option', { hasText: 'Full service' }).getAttribute('value')
		await line(0, 'product').selectOption(full ?? '')
		await line(0, 'serialNumber').fill(`SN-${name}`)
		await line(1, 'description').fill('Key handover')
		await line(1, 'unitPrice').fill('12,50')
		await page.getByRole('button', { name: 'Save draft' }).click()
		await expect.poll(() => page.getByRole('alert').innerText()).toContain('Line 2')
		expect(await line(1, 'unitPrice').inputValue()).toBe('12,50')
		expect(await line(0, 'serialNumber').inputValue()).toBe(`SN-${name}`)
		if (scripts) expect(await faultsOf(page)).toEqual([])
		await line(1, 'unitPrice').fill('12.50')
		await line(1, 'every').selectOption('once')
		await page.getByRole('button', { name: 'Save draft' }).click()
		await page.waitForURL(/\/staff\/contracts\/[0-9a-f-]{36}$/)
		const contract = page.url()
		await expect.poll(() => page.locator('h1').innerText()).toContain('Draft')

		// The draft is written anew, then comes into force.
		await page.getByRole('link', { name: 'Edit', exact: true }).click()
		await line(0, 'quantity').fill('2')
		await page.getByRole('button', { name: 'Save draft' }).click()
		await page.waitForURL(contract)
		await page.getByRole('button', { name: 'Activate' }).click()
		await page.getByText('The contract is in force.').waitFor()

		// What is due is billed.
		await page.getByRole('link', { name: 'Bill now' }).click()
		expect(await page.getByTestId('due').innerText()).toContain('€296.67')
		if (scripts) expect(await faultsOf(page)).toEqual([])
		await page.getByRole('button', { name: 'Issue it' }).click()
		await page.getByText(/invoices? (was|were) issued/).waitFor()
		expect(await page.locator('#papers').innerText()).toContain('€296.67')

		// A line changes, the end is set and taken back.
		const change = () => page.getByRole('link', { name: 'Change', exact: true }).click()
		const show = (form: string) => page.locator(`${form} button`, { hasText: 'Show what it comes to' }).click()
		const confirm = () => page.getByRole('button', { name: 'Make this change' }).click()
		await change()
		await page.locator('[name="lines[0].quantity"]').fill('3')
		await page.locator('#lines [name=on]').fill('2026-07-01')
		if (scripts) expect(await faultsOf(page)).toEqual([])
		await show('#lines')
		await page.getByTestId('effect').waitFor()
		if (scripts) expect(await faultsOf(page)).toEqual([])
		await confirm()
		await page.waitForURL(/\/changed\//)
		if (scripts) expect(await faultsOf(page)).toEqual([])
		// What is planned can be left out, and is said again.
		await page.getByRole('link', { name: 'Change more' }).click()
		await page.getByRole('button', { name: 'Take back' }).click()
		await confirm()
		await page.waitForURL(/\/changed\//)
		await page.goto(contract)
		await change()
		await page.locator('#terms [name=noticeDays]').fill('60')
		await show('#terms')
		await page.getByText('This binds the customer more than before').waitFor()
		if (scripts) expect(await faultsOf(page)).toEqual([])
		await page.getByRole('button', { name: 'Change the terms' }).click()
		await page.getByText('The terms are changed.').waitFor()
		await change()
		await page.locator('#end [name=endsOn]').fill('2026-12-31')
		await page.locator('#end [name=text]').fill('They move')
		await show('#end')
		await confirm()
		await page.getByText('The contract has its last day.').waitFor()
		expect(await page.locator('#terms').innerText()).toContain('31 Dec 2026')
		await change()
		await page.getByRole('button', { name: 'Let it go on' }).click()
		await confirm()
		await page.getByText('The contract goes on.', { exact: true }).waitFor()
		expect(await page.locator('#terms').innerText()).toContain('open-ended, until notice is given')
		await page.getByRole('link', { name: 'History' }).click()
		await expect.poll(() => page.locator('#history').innerText()).toContain('The contract was changed from')
		expect(await page.locator('#amendments').innerText()).toContain('by The administrator')
		await page.getByRole('link', { name: 'Billing', exact: true }).click()

		// The invoice: its paper, and a credit note that takes it back.
		await page.locator('#papers a').first().click()
		await page.waitForURL(/\/staff\/invoices\//)
		await page.getByRole('link', { name: 'PDF' }).waitFor()
		const number = /INV-\d+/.exec(await page.locator('h1').innerText())?.[0]
		const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PDF' }).click()])
		expect(paper.suggestedFilename()).toContain(number)
		await page.getByRole('link', { name: 'Void with credit note' }).click()
		await page.getByLabel('Reason').fill('Wrong address')
		await page.getByLabel('Bill its periods again').check()
		await page.getByRole('button', { name: 'Show what it does' }).click()
		await page.getByText('become due again with the next billing run').waitFor()
		await page.getByRole('button', { name: /^Void, with credit note over/ }).click()
		await expect.poll(() => page.locator('h1').innerText()).toMatch(/CN-\d+/)
		await page.goto(contract)
		await page.getByRole('link', { name: 'Bill now' }).click()
		await page.getByRole('button', { name: 'Issue it' }).click()
		await page.getByText(/invoices? (was|were) issued/).waitFor()
		expect(await page.locator('#papers').innerText()).toMatch(/CN-\d+/)

		// A secure link goes out, opens, and is withdrawn.
		await page.goto(customer)
		await page.locator('#send-link-section').getByRole('button').click()
		await page.getByText('The link is on its way.').waitFor()
		await shop.settle()
		await using guest = await open({ scripts })
		const [letter] = await world.sql<{ id: string; text: string }[]>`
			select id, text from mailbox_letter where letter = 'secure-link' order by sent_at desc limit 1`
		await guest.page.goto(`${shop.address}/dev/mailbox/${letter?.id}`)
		const address = /http:\S+\/l\/\S+/.exec(letter?.text ?? '')?.[0] ?? ''
		await guest.page.goto(address)
		// With script it goes on by itself.
		if (!scripts) await guest.page.getByRole('button', { name: 'Open' }).click()
		await expect.poll(() => guest.page.locator('main').innerText()).toContain('Cold store')
		const opening = guest.page.url()
		await page.goto(customer)
		expect(await main.innerText()).toContain('opened once')
		await page
			.getByRole('listitem')
			.filter({ hasText: 'opened once' })
			.getByRole('button', { name: 'Withdraw' })
			.click()
		await page.getByText('withdrawn').first().waitFor()
		await guest.page.goto(opening)
		expect(await guest.page.locator('main').innerText()).not.toContain('Cold store')

		// All of it is found again.
		for (const [list, words] of [
			['customers', name],
			['contracts', `SN-${name}`],
			['contracts', name],
			['invoices', number ?? ''],
		] as const) {
			await page.goto(`${shop.address}/staff/${list}`)
			await main.getByRole('searchbox').fill(words)
			await main.getByRole('button', { name: 'Search' }).click()
			await expect.poll(() => page.locator('main tbody tr').count()).toBe(1)
		}
		await page.goto(`${shop.address}/staff/audit`)
		expect(await main.innerText()).toContain('The administrator')
		expect(opened.said).toEqual([])
		expect(guest.said).toEqual([])
	}, 180_000)
})

describe('the billing run and the demonstration’s clock', () => {
	test('bills what falls due, refuses a day far ahead, and moves a day on', async () => {
		await using opened = await open({ width: 390 })
		const { page } = opened
		await enter(page)
		await page.goto(`${shop.address}/staff/run`)
		await page.getByLabel('Through').fill('2036-06-20')
		await page.getByRole('button', { name: 'Start the run' }).click()
		await page.getByText('At most a month ahead').waitFor()
		await page.getByLabel('Through').fill('2026-07-01')
		await page.getByRole('button', { name: 'Start the run' }).click()
		await page.getByText(/invoices? (was|were) issued/).waitFor()
		await page.getByRole('button', { name: 'Start the run' }).click()
		await page.getByText('Nothing was due.').waitFor()
		await page.getByRole('button', { name: 'Next day' }).click()
		await page.getByText('21 Jun 2026').first().waitFor()
		expect(opened.said).toEqual([])
	}, 60_000)
})
