import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { followUp } from '#core/dunning/run.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { addUser } from '#core/staff/add-user.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { billAutomatically } from '#test/portal/stripe/autopay.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { press } from './keyboard.ts'
import { faultsOfBoth, openView, type View } from './view.ts'

let world: World
let shop: Shop
let browser: Browser
let failing: Customer
let asking: Customer
let ending: Customer

/** Three customers whose cards fail, want to be confirmed, and expire this month. */
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	shop = await openShop(world)
	browser = await launchChromium()
	await world.sql`update dunning_policy set warned_after_days = 1, restricted_after_days = 20`
	const taking = { ...world, till: shop.till }
	failing = await welcome(world.books)
	asking = await welcome(world.books, 'Meridian Haulage')
	ending = await welcome(world.books, 'Lotus Logistics')
	await billAutomatically(taking, failing, 'pm_card_chargeCustomerFail')
	await billAutomatically(taking, asking, 'pm_card_authenticationRequired')
	await billAutomatically(taking, ending, 'pm_card_visa')
	await world.sql`
		update payment_method set expiry_year = 2026, expiry_month = 3 where customer_id = ${ending.id}`
	await shop.settle()
	await followUp(world.books, system)
	await shop.settle()
	expectOk(
		await act(world.books, system, addUser, {
			name: 'Katrin Albers',
			email: 'katrin@halden.example',
			role: 'administrator',
			groups: [],
		}),
	)
}, 180_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

async function open({ language = 'en', width = 390, ...view }: View = {}) {
	const opened = await openView(browser, { ...view, width })
	await opened.context.addCookies([{ name: 'language', value: language, url: shop.address }])
	return opened
}

async function enter(page: Page, email: string, audience: 'customer' | 'staff' = 'customer'): Promise<void> {
	const { token } = expectOk(await act(world.books, system, createSignIn, { audience, email }))
	await page.goto(`${shop.address}/sign-in/open/${token}`)
	await page.locator('main button').first().click()
	await page.waitForURL(/overview|staff/)
}

const addressOf = (customer: Customer) => `anna-${customer.id}@nordwind.example`

async function one(customer: Customer, table: 'contract' | 'payment_method' | 'payment'): Promise<string> {
	const [row] = await world.sql<{ id: string }[]>`
		select id from ${world.sql(table)} where customer_id = ${customer.id} order by id desc limit 1`
	return row?.id ?? ''
}

async function enterCard(page: Page, number: string): Promise<void> {
	await page.waitForURL(/127\.0\.0\.1/)
	await page.locator('[name=number]').fill(number)
	await page.locator('[name=expiry]').fill('04/30')
	await page.locator('[name=cvc]').fill('123')
	await page.locator('[name=name]').fill('Anna Petersen')
	await page.locator('button.button').click()
}

describe('the pages about cards', () => {
	test('have no violation of WCAG 2.2 AA and fit where cards fail, ask or expire', async () => {
		const faults: string[] = []
		for (const customer of [failing, asking, ending]) {
			await using opened = await open({ language: 'ru' })
			const { page } = opened
			await enter(page, addressOf(customer))
			const [contract, card] = [await one(customer, 'contract'), await one(customer, 'payment_method')]
			const payment = customer === asking ? await one(asking, 'payment') : ''
			for (const path of [
				'/overview',
				'/cards',
				`/cards/new?replaces=${card}`,
				`/cards/${card}/remove`,
				`/contracts/${contract}`,
				...(payment ? [`/payments/${payment}/confirm`, `/payments/${payment}`] : []),
			]) {
				await page.goto(shop.address + path)
				faults.push(...(await faultsOfBoth(page)))
			}
			expect(opened.said).toEqual([])
		}
		expect(faults).toEqual([])
	}, 120_000)

	test('of the console have none either, and keep the rules', async () => {
		await using opened = await open({ width: 1280 })
		const { page } = opened
		await enter(page, 'katrin@halden.example', 'staff')
		await page.goto(`${shop.address}/staff/settings/payments`)
		expect(await faultsOfBoth(page)).toEqual([])
		await page.getByLabel('Try again after days').fill('2, 5, 9')
		await page.getByLabel('Yes, at least').check()
		await page.getByLabel('Smallest part').fill('12.50')
		await page.getByRole('button', { name: 'Save', exact: true }).click()
		await page.getByText('Saved.').waitFor()
		expect(await page.getByLabel('Try again after days').inputValue()).toBe('2, 5, 9')
		await page.getByLabel('Try again after days').fill('5, 2')
		await page.getByRole('button', { name: 'Save', exact: true }).click()
		await page.getByText('The days must rise from one to the next: 5, 2.').waitFor()
		await page.goto(`${shop.address}/staff/contracts/${await one(failing, 'contract')}/collection`)
		expect(await page.locator('#charges').innerText()).toContain('Next try on 3 Mar 2026.')
		expect(await faultsOfBoth(page)).toEqual([])
	}, 60_000)
})

describe('with a phone', () => {
	test('the timetable is seen, and a card replaced by keyboard alone is charged at once', async () => {
		await using opened = await open()
		const { page } = opened
		await enter(page, addressOf(failing))
		await page.getByText('We try again on 3 Mar 2026.').waitFor()
		await page.goto(`${shop.address}/cards`)
		await press(page, /^Replace: Visa ending in 0341/)
		await page.getByText('Charged at once').waitFor()
		expect(await page.locator('main').innerText()).toContain('€100.00')
		await press(page, 'I agree', 'Space')
		await press(page, 'Go to the card page')
		await enterCard(page, '5555555555554444')
		await page.getByRole('heading', { name: 'The card is saved' }).waitFor()
		expect(await page.locator('main').innerText()).toContain('Mastercard ending in 4444')
		await shop.settle()
		await page.goto(`${shop.address}/overview`)
		const overview = await page.locator('main').innerText()
		expect(overview).toContain('Nothing to pay')
		expect(overview).not.toContain('We could not charge your card')
		expect(opened.said).toEqual([])
	}, 60_000)

	test('по-русски: банк просит подтверждения, и платёж подтверждён', async () => {
		await using opened = await open({ language: 'ru' })
		const { page } = opened
		await enter(page, addressOf(asking))
		await press(page, 'Подтвердить в банке')
		await page.waitForURL(/confirm/)
		await press(page, 'Подтвердить в банке')
		await page.waitForURL(/challenge/)
		await page.locator('button[value=complete]').click()
		await page.getByRole('heading', { name: 'Оплачено. Спасибо.' }).waitFor()
		await shop.settle()
	}, 60_000)
})

describe('without script', () => {
	test('and by keyboard a card is saved for a contract, switched off and removed', async () => {
		await using opened = await open({ scripts: false })
		const { page } = opened
		await enter(page, addressOf(ending))
		await page.getByText('expires at the end of March 2026').waitFor()
		const contract = await one(ending, 'contract')
		await page.goto(`${shop.address}/cards/new`)
		const ticked = page.locator(`input[name=contract][value="${contract}"]`)
		const number = /K-\d+/.exec((await ticked.evaluate((box: HTMLInputElement) => box.labels?.[0]?.innerText)) ?? '')
		const name = new RegExp(number?.[0] ?? 'no number')
		await press(page, name, 'Space')
		await press(page, 'Go to the card page')
		await page.getByText('Please agree first.').waitFor()
		if (!(await ticked.isChecked())) await press(page, name, 'Space')
		await press(page, 'I agree', 'Space')
		await press(page, 'Go to the card page')
		await enterCard(page, '4242424242424242')
		await page.getByRole('heading', { name: 'The card is saved' }).waitFor()
		await page.goto(`${shop.address}/contracts/${contract}/autopay`)
		await press(page, 'Switch off')
		await page.getByText('Automatic payment is off.').waitFor()
		await press(page, /^Remove: /)
		await page.waitForURL(/remove/)
		await press(page, 'Remove card')
		await page.getByText('The card is removed.').waitFor()
		expect(await page.getByRole('link', { name: /^Remove: / }).count()).toBe(1)
	}, 60_000)
})
