import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import type { Language } from '#portal/words/language.ts'
import { speakerOf } from '#portal/words/speakers.ts'
import { type Company, office, plain } from '#test/scenarios/company.ts'
import { openView } from './view.ts'

/** Somebody signed in on a phone, in a language: pages by the words that they show there. */
export async function takePhone(browser: Browser, company: Company, email: string, language: Language) {
	const opened = await openView(browser, { width: 390, language })
	const { page, context, said } = opened
	const { address } = company.shop
	await context.addCookies([{ name: 'language', value: language, url: address }])
	const signIn = { audience: 'customer' as const, email }
	const { token } = expectOk(await act(company.books, office, createSignIn, signIn))
	const { say } = speakerOf(language)
	/** Nothing is wider than the phone. */
	const fits = async (): Promise<void> => {
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
		expect(wide, page.url()).toBe(0)
	}
	await page.goto(`${address}/sign-in/open/${token}`)
	await page.locator('main button').first().click()
	await page.waitForURL(/overview/)
	await fits()
	return {
		page,
		say,
		/** Goes to an address of the portal. */
		go: async (path: string) => {
			await page.goto(address + path)
			await fits()
		},
		/** Presses the button of these words, the first of them, and waits for what it leads to. */
		press: async (words: string) => {
			await page.getByRole('button', { name: words, exact: true }).first().click()
			await page.waitForLoadState()
		},
		field: (name: string) => page.locator(`main [name="${name}"]`),
		/** Waits until the page says so. */
		shows: async (text: string) => {
			await expect.poll(async () => plain(await page.locator('main').innerText()), { timeout: 20_000 }).toContain(text)
			await fits()
		},
		/** Draws a stroke with the finger in the field of that name. */
		draw: async (name: string) => {
			const field = page.getByRole('img', { name, exact: true })
			await field.scrollIntoViewIfNeeded()
			const { x, y } = (await field.boundingBox()) ?? { x: 0, y: 0 }
			await page.mouse.move(x + 30, y + 60)
			await page.mouse.down()
			await page.mouse.move(x + 90, y + 20, { steps: 4 })
			await page.mouse.move(x + 150, y + 70, { steps: 4 })
			await page.mouse.up()
		},
		/** Fills in the card at the processor's. */
		enterCard: async (number: string) => await enterCard(page, number),
		async [Symbol.asyncDispose]() {
			await context.close()
			expect(said).toEqual([])
		},
	}
}

async function enterCard(page: Page, number: string): Promise<void> {
	await page.waitForURL(/\/sandbox\/pay\//)
	await page.locator('[name=number]').fill(number)
	await page.locator('[name=expiry]').fill('04/30')
	await page.locator('[name=cvc]').fill('123')
	await page.locator('[name=name]').fill('Anna Petersen')
	await page.locator('button.button').click()
}
