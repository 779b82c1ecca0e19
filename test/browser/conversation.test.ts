import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { lastSecrets } from '#test/support/secrets.ts'
import { choose, press, pressOn, typeInto } from './keyboard.ts'
import { faultsOfBoth, openView, type View } from './view.ts'

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
	token = (await lastSecrets(world.sql, { letter: 'rating-asked' })).token
}, 300_000)

afterAll(async () => {
	await browser.close()
	await portal.close()
	await world.close()
})

async function open({ language = 'en', width = 390, ...view }: View = {}) {
	const opened = await openView(browser, { ...view, width })
	await opened.context.addCookies([{ name: 'language', value: language, url: portal.address }])
	return opened
}

async function enter(page: Page, email: string, audience: 'customer' | 'staff' = 'customer'): Promise<void> {
	const { token } = expectOk(await act(world.books, system, createSignIn, { audience, email }))
	await page.goto(`${portal.address}/sign-in/open/${token}`)
	await page.locator('main button').first().click()
	await page.waitForURL(/overview|staff/)
}

const anna = () => `anna-${customer.id}@nordwind.example`
const here = () => `${portal.address}/contracts/${contractId}/messages`

test.each([390, 1280])(
	'the console’s pages of conversations and ratings have no violation of WCAG 2.2 AA and fit at %i px',
	async (width) => {
		await using opened = await open({ width })
		const { page } = opened
		const faults: string[] = []
		await enter(page, (await hire(world.books, 'administrator')).email, 'staff')
		for (const path of [
			'/staff/messages',
			'/staff/messages?show=all',
			`/staff/contracts/${contractId}/messages`,
			'/staff/ratings',
			'/staff/settings/ratings',
		]) {
			await page.goto(portal.address + path)
			faults.push(...(await faultsOfBoth(page)))
		}
		expect(faults).toEqual([])
		expect(opened.said).toEqual([])
	},
	120_000,
)

describe('with a phone', () => {
	test('a message with a file is written by keyboard alone, and a refused one keeps its text', async () => {
		await using opened = await open()
		const { page } = opened
		await enter(page, anna())
		await page.goto(`${portal.address}/contracts/${contractId}`)
		await press(page, 'Messages')
		await page.waitForURL(/messages/)
		await typeInto(page, 'Your message', 'Here is our order.')
		await attach(page, `order-${process.pid}.pdf`, 'no paper at all')
		await press(page, 'Send')
		await page.getByRole('alert').waitFor()
		expect(await page.getByRole('alert').innerText()).toContain('cannot be sent')
		expect(await page.getByLabel('Your message').inputValue()).toBe('Here is our order.')
		expect(await faultsOfBoth(page)).toEqual([])
		await attach(page, `order-${process.pid}.txt`, 'Ten seats')
		await press(page, 'Send')
		await page.getByRole('status').getByText('Your message has been sent.').waitFor()
		const coming = page.waitForEvent('download')
		await press(page, `order-${process.pid}.txt`)
		expect((await coming).suggestedFilename()).toBe(`order-${process.pid}.txt`)
		expect(opened.said).toEqual([])
	}, 60_000)

	test('по-русски, с клавиатуры и без сценариев: ответ прочитан, оценка поставлена и изменена', async () => {
		await using opened = await open({ language: 'ru', scripts: false })
		const { page } = opened
		await enter(page, anna())
		await page.goto(here())
		await typeInto(page, 'Ваше сообщение', 'Спасибо!')
		await press(page, 'Отправить')
		await page.getByText('Сообщение отправлено.').waitFor()
		await page.goto(`${portal.address}/rate/${token}?score=2`)
		expect(await page.getByLabel('2 из 5: Плохо').isChecked()).toBe(true)
		await press(page, 'Отправить оценку')
		await page.getByText('Спасибо, мы получили вашу оценку.').waitFor()
		await choose(page, '2 из 5', '5 из 5: Отлично')
		await pressOn(page, 'Изменить оценку')
		await page.getByText('Спасибо, мы получили вашу оценку.').waitFor()
		expect([...(await world.sql`select score from rating`)]).toEqual([{ score: 5 }])
	}, 60_000)
})

/** Opens the dialog of the field by keyboard and takes a file with this content. */
async function attach(page: Page, name: string, content: string): Promise<void> {
	const path = join(tmpdir(), name)
	await writeFile(path, content)
	const asked = page.waitForEvent('filechooser')
	await press(page, 'Files', 'Space')
	await (await asked).setFiles(path)
}

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
