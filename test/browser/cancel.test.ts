import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { addUser } from '#core/staff/add-user.ts'
import { offerToStay } from '#test/core/amendment/leaving.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { choose, press } from './keyboard.ts'
import { faultsOfBoth, openView, type View } from './view.ts'

let shop: Shop
let portal: Portal
let browser: Browser
let path: string

/** A contract of 93.00 a month and 20 % tax, which can be left with 30 days' notice. */
beforeAll(async () => {
	shop = await openShop('2026-01-01')
	await shop.agree({ title: 'Fleet software', noticeDays: 30 })
	await offerToStay(shop, { reasonCode: 'too_expensive', kind: 'discount', percent: '20', periods: 2 })
	await offerToStay(shop, { kind: 'pause', months: 2, mostTimes: 9 })
	await shop.standOn('2026-01-01')
	await shop.standOn('2026-01-10')
	portal = await openPortal(shop.world)
	browser = await launchChromium()
	path = `${portal.address}/contracts/${shop.contractId}/cancel`
	const user = { name: 'Katrin', email: 'katrin@halden.example', role: 'administrator' as const, groups: [] }
	expectOk(await act(shop.world.books, clerk, addUser, user))
}, 180_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await shop.world.close()
})

async function enter(view: View, language: string, audience: 'customer' | 'staff' = 'customer') {
	const opened = await openView(browser, view)
	await opened.context.addCookies([{ name: 'language', value: language, url: portal.address }])
	const email = audience === 'staff' ? 'katrin@halden.example' : 'ann@acme.example'
	const { token } = expectOk(await act(shop.world.books, clerk, createSignIn, { audience, email }))
	await opened.page.goto(`${portal.address}/sign-in/open/${token}`)
	await opened.page.locator('main button').first().click()
	await opened.page.waitForURL(/overview|staff/)
	return opened
}

const stateOf = async () => (await shop.world.sql<{ state: string }[]>`select state from contract`)[0]?.state

describe('leaving', () => {
	test('is done by keyboard alone on a phone, in two steps, and taken back in one', async () => {
		await using opened = await enter({ width: 390 }, 'en')
		const { page, said } = opened
		await page.goto(`${portal.address}/contracts/${shop.contractId}`)
		await press(page, 'Cancel the contract')
		await page.waitForURL(path)
		expect(await page.getByTestId('effect').innerText()).toContain('€35.87')
		await choose(page, 'I would rather not say', 'It costs too much')
		await press(page, 'Continue')
		await page.getByRole('heading', { name: 'Confirm the cancellation' }).waitFor()
		expect(await page.getByTestId('effect').innerText()).toContain('€35.87')
		const sizes = await page.locator('main form button').evaluateAll((buttons) =>
			buttons.map((button) => {
				const { width, height } = button.getBoundingClientRect()
				return `${Math.round(width)}×${Math.round(height)} ${getComputedStyle(button).backgroundColor}`
			}),
		)
		expect(new Set(sizes).size).toBe(1)
		expect(sizes).toHaveLength(3)
		await press(page, 'Cancel the contract')
		await page.getByText('Your cancellation is confirmed').waitFor()
		expect(await stateOf()).toBe('ending')
		await press(page, 'Take the cancellation back')
		await page.waitForURL(/done=kept/)
		expect(await stateOf()).toBe('active')
		expect(said).toEqual([])
	}, 120_000)

	test('is offered a discount with its exact money, and taken by keyboard without script, in Russian', async () => {
		await using opened = await enter({ width: 390, scripts: false }, 'ru')
		const { page } = opened
		await page.goto(path)
		await choose(page, 'Не хочу отвечать', 'Слишком дорого')
		await press(page, 'Продолжить')
		await page.getByRole('heading', { name: 'Подтвердите расторжение' }).waitFor()
		const text = (await page.locator('main').innerText()).replace(/\s/g, ' ')
		expect(text.match(/89,28 €/g)).toHaveLength(2)
		await press(page, 'Выбрать это и остаться')
		await page.getByRole('heading', { name: 'Договорились' }).waitFor()
		expect(await shop.world.sql`select number from save_offer_taken`).toEqual([{ number: 1 }])
		expect(await stateOf()).toBe('active')
	}, 120_000)
})

test.each([390, 1280])(
	'at %i px every page of leaving and its settings has no fault and fits',
	async (width) => {
		const faults: string[] = []
		await using customer = await enter({ width }, width === 390 ? 'ru' : 'en')
		for (const address of [path, `${path}?step=confirm&reason=not_using`, `${path}?done=kept`]) {
			await customer.page.goto(address)
			faults.push(...(await faultsOfBoth(customer.page)))
		}
		await using staff = await enter({ width }, 'en', 'staff')
		await staff.page.goto(`${portal.address}/staff/settings/cancellation`)
		await staff.page.locator('details').evaluateAll((all) => {
			for (const one of all) (one as HTMLDetailsElement).open = true
		})
		faults.push(...(await faultsOfBoth(staff.page)))
		expect(faults).toEqual([])
	},
	180_000,
)
