import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { setRatingPolicy } from '#core/rating/policy.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { agree, fileOf, hire as hireActor, write } from '#test/core/message/talking.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { hire } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let browser: Browser
let customer: Customer
let contractId: string
let token: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world, { settings: { dataDir: join(tmpdir(), `counterpart-browser-${process.pid}`) } })
	browser = await launchChromium()
	customer = await welcome(world.books)
	contractId = await agree(world, customer)
	expectOk(await act(world.books, system, setRatingPolicy, { stages: ['conversation_answered'], everyDays: 30 }))
	expectOk(await write(world, customer.actor, contractId, 'How do I add a user?\n\nAnd what does it cost?'))
	const answer = 'On the page of options. Here is the price list.'
	expectOk(await write(world, await hireActor(world), contractId, answer, [await fileOf(world, 'Preisliste 2026.pdf')]))
	world.clock.standOn('2026-03-04')
	expectOk(await act(world.books, system, askForRatings, undefined))
	const [letter] = await world.sql<{ token: string }[]>`
		select payload -> 'secrets' ->> 'token' as token from outbox where payload ->> 'letter' = 'rating-asked'`
	token = letter?.token ?? ''
}, 300_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

type View = { width?: number; scheme?: 'light' | 'dark'; scripts?: boolean; language?: string }

async function open({ width = 390, scheme = 'light', scripts = true, language = 'en' }: View = {}) {
	const viewport = { width, height: 844 }
	const context = await browser.newContext({ viewport, colorScheme: scheme, javaScriptEnabled: scripts })
	await context.addCookies([{ name: 'language', value: language, url: portal.address }])
	const page = await context.newPage()
	const said: string[] = []
	page.on('console', (message) => {
		if (!message.text().startsWith('Failed to load resource')) said.push(message.text())
	})
	page.on('pageerror', (error) => said.push(error.message))
	return { page, said, [Symbol.asyncDispose]: () => context.close() }
}

async function enter(page: Page, email: string, audience: 'customer' | 'staff' = 'customer'): Promise<void> {
	const { token } = expectOk(await act(world.books, system, createSignIn, { audience, email }))
	await page.goto(`${portal.address}/sign-in/open/${token}`)
	await page.locator('main button').first().click()
	await page.waitForURL(/overview|staff/)
}

const anna = () => `anna-${customer.id}@nordwind.example`
const here = () => `${portal.address}/contracts/${contractId}/messages`

async function faultsOf(page: Page): Promise<string[]> {
	const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
	const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
	return [
		...violations.map((found) => `${page.url()} ${found.id}: ${found.nodes.map((node) => node.html).join(' ')}`),
		...(wide > 0 ? [`${page.url()} is ${wide} px too wide`] : []),
	]
}

/** Where pictures of the pages go, for whoever wants to look at them. */
const pictures = process.env.PICTURES

async function picture(page: Page, name: string): Promise<void> {
	if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

async function pressByKeyboard(page: Page, name: string, key = 'Enter'): Promise<void> {
	for (let steps = 0; steps < 80; steps++) {
		await page.keyboard.press('Tab')
		const text = await page.evaluate(() => {
			const element = document.activeElement
			const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
			return (label ?? element?.textContent ?? '').trim()
		})
		if (text === name) return await page.keyboard.press(key)
	}
	throw new Error(`the keyboard does not reach ${name}`)
}

describe('the pages of conversations and ratings', () => {
	test.each([
		{ width: 390, scheme: 'light', language: 'en' },
		{ width: 390, scheme: 'dark', language: 'ru' },
		{ width: 1280, scheme: 'light', language: 'zh' },
		{ width: 1280, scheme: 'dark', language: 'vi' },
	] as const)(
		'have no violation of WCAG 2.2 AA and fit at $width px, $scheme, in $language',
		async (view) => {
			await using opened = await open(view)
			const { page } = opened
			const faults: string[] = []
			await enter(page, anna())
			for (const [name, address] of [
				['overview', `${portal.address}/overview?customer=${customer.id}`],
				['contract', `${portal.address}/contracts/${contractId}`],
				['conversation', here()],
				['rating', `${portal.address}/rate/${token}?score=4`],
			] as const) {
				await page.goto(address)
				await picture(page, `${name}-${view.width}-${view.scheme}`)
				faults.push(...(await faultsOf(page)))
			}
			await enter(page, (await hire(world.books, 'administrator')).email, 'staff')
			for (const path of [
				'/staff/messages',
				'/staff/messages?show=all',
				`/staff/contracts/${contractId}/messages`,
				'/staff/ratings',
				'/staff/settings/ratings',
			]) {
				await page.goto(portal.address + path)
				await picture(
					page,
					`staff${path
						.split('/')
						.slice(2)
						.join('-')
						.replace(/[^a-z-]/g, '')
						.slice(0, 30)}-${view.width}-${view.scheme}`,
				)
				faults.push(...(await faultsOf(page)))
			}
			expect(faults).toEqual([])
			expect(opened.said).toEqual([])
		},
		120_000,
	)
})

describe('with a phone', () => {
	test('a message with a file is written by keyboard alone, and a refused one keeps its text', async () => {
		await using opened = await open()
		const { page } = opened
		await enter(page, anna())
		await page.goto(`${portal.address}/contracts/${contractId}`)
		await page.getByRole('link', { name: /^Messages/ }).click()
		await page.getByLabel('Your message').focus()
		await page.keyboard.type('Here is our order.')
		const wrong = join(tmpdir(), `order-${process.pid}.pdf`)
		await writeFile(wrong, 'no paper at all')
		await page.getByLabel('Files').setInputFiles(wrong)
		await pressByKeyboard(page, 'Send')
		await page.getByRole('alert').waitFor()
		expect(await page.getByRole('alert').innerText()).toContain('cannot be sent')
		expect(await page.getByLabel('Your message').inputValue()).toBe('Here is our order.')
		expect(await faultsOf(page)).toEqual([])
		await picture(page, 'refused-390-light')
		const right = join(tmpdir(), `order-${process.pid}.txt`)
		await writeFile(right, 'Ten seats')
		await page.getByLabel('Files').setInputFiles(right)
		await page.getByLabel('Your message').focus()
		await pressByKeyboard(page, 'Send')
		await page.getByRole('status').getByText('Your message has been sent.').waitFor()
		const coming = page.waitForEvent('download')
		await page.getByRole('link', { name: `order-${process.pid}.txt` }).click()
		expect((await coming).suggestedFilename()).toBe(`order-${process.pid}.txt`)
		expect(opened.said).toEqual([])
	}, 60_000)

	test('по-русски и без сценариев: ответ прочитан, оценка поставлена и изменена', async () => {
		await using opened = await open({ language: 'ru', scripts: false })
		const { page } = opened
		await enter(page, anna())
		await page.goto(here())
		await page.getByLabel('Ваше сообщение').fill('Спасибо!')
		await page.getByRole('button', { name: 'Отправить' }).click()
		await page.getByText('Сообщение отправлено.').waitFor()
		await page.goto(`${portal.address}/rate/${token}?score=2`)
		expect(await page.getByLabel('2 из 5: Плохо').isChecked()).toBe(true)
		await page.getByRole('button', { name: 'Отправить оценку' }).click()
		await page.getByText('Спасибо, мы получили вашу оценку.').waitFor()
		await page.getByLabel('5 из 5: Отлично').check()
		await page.getByRole('button', { name: 'Изменить оценку' }).click()
		await page.getByText('Спасибо, мы получили вашу оценку.').waitFor()
		expect([...(await world.sql`select score from rating`)]).toEqual([{ score: 5 }])
	}, 60_000)
})

test('staff answer in the console, and the room is empty again', async () => {
	await using opened = await open({ width: 1280 })
	const { page } = opened
	expectOk(await write(world, customer.actor, contractId, 'Are you there?'))
	await enter(page, (await hire(world.books, 'salesperson')).email, 'staff')
	await page.goto(`${portal.address}/staff/messages`)
	await page.getByRole('link', { name: 'Nordwind Logistik' }).click()
	await page.getByLabel('Your answer').fill('Yes.')
	await page.getByRole('button', { name: 'Send answer' }).click()
	await page.getByText('The answer has been sent.').waitFor()
	expect(await page.getByLabel('Your answer').inputValue()).toBe('')
	await page.goto(`${portal.address}/staff/messages`)
	await page.getByText('Nobody waits for an answer').waitFor()
	expect(opened.said).toEqual([])
}, 60_000)
