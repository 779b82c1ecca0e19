import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agree, type Company, dayComes, month, openCompany, welcome } from '#test/scenarios/company.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { takePhone } from './phone.ts'

let company: Company
let browser: Browser

beforeAll(async () => {
	company = await openCompany('2026-03-10')
	browser = await launchChromium()
}, 180_000)

afterAll(async () => {
	await browser.close()
	await company.close()
})

test.each([
	{ name: 'Acme', language: 'en', next: 'zh' },
	{ name: 'Meridian', language: 'vi', next: 'ru' },
] as const)(
	'on a phone, in $language, a customer moves, brings a colleague, chooses letters and another language, and takes the calendar',
	async ({ name, language, next }) => {
		const home = { name, currency: 'EUR', country: 'DE', tax: '19', language }
		const customer = await welcome(company, home)
		const lines = [{ description: 'Archive', quantity: '1', unitPrice: '100', interval: month }]
		await agree(company, customer, { startsOn: '2026-03-10', lines })
		await dayComes(company, '2026-03-10')
		await using phone = await takePhone(browser, company, customer.email, language)
		const { page, say } = phone

		await phone.go('/account')
		await page.locator('a[href^="/account/address"]').click()
		await phone.field('street').fill('Rue Haute 4')
		await phone.field('city').fill('Bruxelles')
		await phone.field('country').selectOption('BE')
		await phone.field('effectiveOn').fill('2026-03-28')
		await phone.press(say('account.addressSave'))
		await page.waitForURL(/\/account\?/)
		await phone.shows('Rue Haute 4')
		await phone.press(say('account.addressWithdraw'))
		await phone.shows(say('account.addressWithdrawn'))

		await page.locator('a[href^="/account/people/new"]').click()
		await phone.field('name').fill('Lan Tran')
		await phone.field('email').fill(`lan@${name}.example`)
		await phone.press(say('account.personAdd'))
		await page.waitForURL(/\/account\?/)
		await phone.shows('Lan Tran')
		await page.getByRole('button', { name: `${say('account.remove')}: Lan Tran` }).click()
		await phone.shows(say('account.removed', { name: 'Lan Tran' }))

		await phone.field('reminders').uncheck()
		await phone.press(say('account.lettersSave'))
		await phone.shows(say('account.saved'))
		const [letters] = await company.sql`
			select billing, reminders from customer_contact where customer_id = ${customer.id} and contact_id = ${customer.contactId}`
		expect(letters).toEqual({ billing: true, reminders: false })

		await phone.press(say('account.calendarMake'))
		await page.locator('input[value*="/calendar/"]').waitFor()
		await phone.press(say('account.calendarStop'))
		await phone.shows(say('account.calendarStopped'))

		await phone.go('/account/you')
		await phone.field('language').selectOption(next)
		await phone.press(say('shell.save'))
		await page.waitForURL(/\/account$/)
		await page.locator(`html[lang="${next}"]`).waitFor()
	},
	120_000,
)
