import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { type Buyer, month, offer, office, welcome } from '#test/core/quote/offer.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { press, tabTo, typeInto } from './keyboard.ts'
import { faultsOfBoth, goUnscripted, openView } from './view.ts'

let world: World
let shop: Shop
let buyer: Buyer
let browser: Browser

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-31', max: 20 })
	buyer = await welcome(world)
	shop = await openShop(world)
	browser = await launchChromium()
}, 180_000)

afterAll(async () => {
	await browser.close()
	await shop.close()
	await world.close()
})

const lines = [
	{ description: 'Fleet software', quantity: '12', unitPrice: '29.95', interval: month },
	{ description: 'Route planner', quantity: '12', unitPrice: '4.50', interval: month, optional: true, chosen: false },
	{ description: 'Bronze support', quantity: '1', unitPrice: '10', interval: month, optional: true, choice: 'Support' },
	{
		...{ description: 'Gold support', quantity: '1', unitPrice: '40', interval: month },
		...{ optional: true, chosen: false, choice: 'Support' },
	},
]

const quoteFor = () =>
	offer(world, buyer, {
		title: 'Two depots',
		validUntil: '2026-03-10',
		termMonths: 12,
		conditions: 'As spoken.',
		lines,
	})

async function enter(page: Page, quoteId: string): Promise<void> {
	const subject = { kind: 'quote', id: quoteId } as const
	const input = { customerId: buyer.id, contactId: buyer.contactId, subject, scope: 'manage' } as const
	const { token } = expectOk(await act(world.books, office, createLink, input))
	await page.goto(`${shop.address}/l/${token}`)
	await page.waitForURL(`${shop.address}/quotes/${quoteId}`)
	await page.waitForLoadState('networkidle')
}

describe('a quote at phone width', () => {
	test.each([
		[
			'en',
			'Route planner',
			'Your full name',
			'I accept quote',
			'Accept and sign',
			'€503.85',
			'Accepted on 31 Jan 2026',
		],
		['vi', 'Route planner', 'Họ và tên', 'Tôi chấp nhận', 'Chấp nhận và ký', '503,85', 'đã chấp nhận ngày'],
	])(
		'is chosen from and signed by keyboard alone, in %s',
		async (language, planner, name, consent, sign, sum, after) => {
			const { id } = await quoteFor()
			await using opened = await openView(browser, { width: 390 })
			const { page } = opened
			await page.context().addCookies([{ name: 'language', value: language, url: shop.address }])
			await enter(page, id)
			await press(page, planner, 'Space')
			// (359.40 + 54.00 + 10.00) and 19 % on each line.
			await page.locator('[aria-live="polite"]', { hasText: sum }).waitFor()
			await typeInto(page, name, 'Anna Petersen')
			await press(page, consent, 'Space')
			await tabTo(page, sign)
			await page.keyboard.press('Enter')
			await page.getByText(after).first().waitFor()
			const [kept] = await world.sql`select kind, signer_name, language from quote_acceptance where quote_id = ${id}`
			expect(kept).toEqual({ kind: 'typed', signer_name: 'Anna Petersen', language })
		},
	)

	test('keeps what was ticked and picked before the script came, with its amounts', async () => {
		const { id } = await quoteFor()
		await using opened = await openView(browser, { width: 390 })
		const { page } = opened
		await enter(page, id)
		const letScriptsCome = await goUnscripted(page, `${shop.address}/quotes/${id}`)
		await page.getByLabel('Route planner').check()
		await page.getByLabel('Gold support').check()
		await page.getByLabel('Your full name').fill('Anna Petersen')
		await letScriptsCome()
		// (359.40 + 54.00 + 40.00) and 19 % on each line.
		await page.locator('[aria-live="polite"]', { hasText: '€539.55' }).waitFor()
		expect(await page.getByLabel('Route planner').isChecked()).toBe(true)
		expect(await page.getByLabel('Gold support').isChecked()).toBe(true)
		expect(await page.getByLabel('Your full name').inputValue()).toBe('Anna Petersen')
		// A tick stands from its press on, not only from the answer.
		await page.getByLabel('Route planner').uncheck()
		await page.locator('[aria-live="polite"]', { hasText: '€475.29' }).waitFor()
		expect(opened.said).toEqual([])
	}, 60_000)

	test('takes a drawn signature as well', async () => {
		const { id } = await quoteFor()
		await using opened = await openView(browser, { width: 390 })
		const { page } = opened
		await enter(page, id)
		await page.getByLabel('Your full name').fill('Anna Petersen')
		await page.getByText('Draw your signature as well').click()
		const box = await page.getByRole('img', { name: 'Field to draw' }).boundingBox()
		if (!box) throw new Error('There is nothing to draw in')
		await page.getByRole('img', { name: 'Field to draw' }).scrollIntoViewIfNeeded()
		const place = (await page.getByRole('img', { name: 'Field to draw' }).boundingBox()) ?? box
		await page.mouse.move(place.x + 30, place.y + 60)
		await page.mouse.down()
		await page.mouse.move(place.x + 90, place.y + 20, { steps: 4 })
		await page.mouse.move(place.x + 150, place.y + 70, { steps: 4 })
		await page.mouse.up()
		await page.getByLabel('I accept quote').check()
		await page.getByRole('button', { name: 'Accept and sign' }).click()
		await page.getByText('Accepted on').first().waitFor()
		const [kept] = await world.sql`select kind, drawing from quote_acceptance where quote_id = ${id}`
		expect(kept?.kind).toBe('drawn')
		expect(String(kept?.drawing)).toMatch(/^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){5,}$/)
	})
})

test('is asked about, and declined with a reason, by keyboard alone', async () => {
	const { id } = await quoteFor()
	await using opened = await openView(browser, { width: 390 })
	const { page } = opened
	await enter(page, id)
	await typeInto(page, 'Your question', 'Is the installation included?')
	await press(page, 'Send the question')
	await page.getByText('Is the installation included?').first().waitFor()
	await press(page, 'Decline the quote')
	await typeInto(page, 'Reason', 'Too dear.')
	await press(page, 'Decline the quote')
	await page.getByText('You declined this quote').waitFor()
	const [declined] = await world.sql`select state from quote where id = ${id}`
	expect(declined?.state).toBe('declined')
	expect(await faultsOfBoth(page)).toEqual([])
	expect(opened.said).toEqual([])
}, 60_000)
