// Longer than others: all flows share one company, whose days pass only once.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { decide } from '#core/approval/decide.ts'
import { setRenewalPolicy } from '#core/contract/renewal-policy.ts'
import { setSaveOffer } from '#core/contract/save-offers.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { setRatingPolicy } from '#core/rating/policy.ts'
import { formatDay } from '#portal/present/format.ts'
import type { Language } from '#portal/words/language.ts'
import { hire, write } from '#test/core/message/talking.ts'
import {
	agree,
	type Company,
	dayComes,
	month,
	newLetters,
	office,
	openCompany,
	plain,
	type Welcomed,
	welcome,
} from '#test/scenarios/company.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { takePhone } from './phone.ts'

/*
 * What a customer does on a phone, each in two languages. A customer of their own for each language: three seats of
 * 12.50 a month with 19 % tax from 31 January, billed twice, and a service contract until 29 April, renewed by quote.
 */

type Told = Welcomed & { language: Language; seats: string; service: string }

let company: Company
let browser: Browser
const told = new Map<Language, Told>()

beforeAll(async () => {
	company = await openCompany('2026-01-31', { partPayment: true, smallestPartPaymentMinor: 10_00n }, { near: true })
	const { books } = company
	const approval = { aboveMinor: 100_00n, currency: 'EUR' }
	expectOk(await act(books, office, setChangeRule, { direction: 'more', timing: 'now', prorate: true, approval }))
	expectOk(await act(books, office, setRenewalPolicy, { remindDays: [14], shortestMonths: 1, quoteDays: 60 }))
	expectOk(await act(books, office, setRatingPolicy, { stages: ['conversation_answered'], everyDays: 30 }))
	const offer = { reasonCode: 'not_using', kind: 'pause' as const, months: 2, mostTimes: 1, position: 1, active: true }
	expectOk(await act(books, office, setSaveOffer, offer))
	for (const language of ['en', 'ru', 'zh', 'vi'] as const) {
		const home = { name: `Acme ${language}`, currency: 'EUR', country: 'DE', tax: '19', language }
		const customer = await welcome(company, home)
		const terms = { startsOn: '2026-01-31', alignment: 'contract', access: 'upsell_and_downsell' } as const
		const seats = await agree(company, customer, {
			...{ ...terms, title: 'Fleet software', noticeDays: 30 },
			lines: [{ description: 'Seats', quantity: '3', unitPrice: '12.50', interval: month }],
		})
		const service = await agree(company, customer, {
			...{ ...terms, title: 'Service', termMonths: 3, endsOn: '2026-04-29', renewal: 'quote' },
			lines: [{ description: 'Crane', serialNumber: 'FN900137', quantity: '1', unitPrice: '40', interval: month }],
		})
		told.set(language, { ...customer, language, seats, service })
	}
	for (const day of ['2026-01-31', '2026-02-28', '2026-03-10']) await dayComes(company, day)
	browser = await launchChromium()
}, 240_000)

afterAll(async () => {
	await browser.close()
	await company.close()
})

async function onPhone(language: Language) {
	const customer = told.get(language)
	if (!customer) throw new Error(`nobody reads ${language}`)
	return { customer, phone: await takePhone(browser, company, customer.email, language) }
}

/** Each flow in two languages, so that all four occur. */
const both = (one: Language, other: Language) => test.each([one, other])
const money = (language: Language, figures: string) =>
	language === 'en' || language === 'zh' ? `€${figures}` : `${figures.replace('.', ',')} €`

describe('on a phone', () => {
	both('ru', 'vi')(
		'a contract is looked at as of another day, and two end together, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			await phone.go(`/contracts/${customer.seats}`)
			await page.getByText(say('contract.timeMachine')).click()
			await phone.field('on').first().fill('2026-02-01')
			await phone.press(say('contract.show'))
			await page.waitForURL(/on=2026-02-01/)
			await phone.shows(money(language, '37.50'))
			await phone.go('/co-terminate')
			for (const id of [customer.seats, customer.service])
				await page.locator(`input[name="contract"][value="${id}"]`).check()
			await phone.field('ends').fill('2027-02-28')
			await phone.press(say('options.together.show'))
			await page.waitForURL(/ends=2027-02-28/)
			await phone.press(say('change.apply'))
			await page.waitForURL(/\/changed\//)
			await phone.shows(say('change.applied'))
			const ends = await company.sql`
			select ends_on::text as on from contract where customer_id = ${customer.id} order by number`
			expect(ends.map(({ on }) => on)).toEqual(['2027-02-28', '2027-02-28'])
		},
		60_000,
	)

	both('zh', 'en')(
		'more than the limit is asked for, agreed to, and the answer is seen, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			await phone.go(`/contracts/${customer.seats}/options`)
			await page.locator('input[name^="n."]').fill('13')
			// 125.00 a month more for 21 of 31 days, from 10 March: 110.08 - 25.40 for 13 and 3 seats, and tax of 20.92 and 4.83.
			await phone.shows(money(language, '100.77'))
			await phone.press(say('options.go'))
			await page.waitForURL(/\/change\?/)
			await phone.field('note').fill('Ten more.')
			await phone.press(say('change.ask'))
			await page.waitForURL(/\/requests\//)
			const [request] = await company.sql<{ id: string; seen: string }[]>`
			select id, fingerprint as seen from approval_request where contract_id = ${customer.seats}`
			const { id = '', seen = '' } = request ?? {}
			const decision = { id, seen, decision: 'approve', comment: 'Welcome.', channel: 'console' } as const
			expectOk(await act(company.books, await hire(company, 'finance'), decide, decision))
			await page.reload()
			await phone.shows(say('options.request.approved'))
			await phone.shows('Welcome.')
			await phone.go(`/contracts/${customer.seats}`)
			await phone.shows('13')
		},
		60_000,
	)

	both('en', 'ru')(
		'a renewal is asked about and signed, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			await phone.go('/quotes')
			await page.locator('main a[href^="/quotes/"]').first().click()
			await page.waitForURL(/\/quotes\/[\w-]{36}/)
			await phone.shows(money(language, '47.60'))
			await phone.field('text').fill('Is it the same crane?')
			await phone.press(say('quote.ask'))
			await phone.shows('Is it the same crane?')
			await phone.field('name').fill('Anna Petersen')
			await page.getByText(say('quote.draw'), { exact: true }).click()
			await phone.draw(say('quote.drawBox'))
			await phone.field('consent').check()
			await phone.press(say('quote.sign'))
			await phone.shows(say('quoteSaid.signedPdf'))
			const [contract] = await company.sql`select ends_on::text as on from contract where id = ${customer.service}`
			expect(contract).toEqual({ on: '2026-07-30' })
			const [signature] = await company.sql`
			select quote_acceptance.kind from quote_acceptance join quote on quote.id = quote_id
			where quote.contract_id = ${customer.service}`
			expect(signature).toEqual({ kind: 'drawn' })
		},
		60_000,
	)

	both('zh', 'vi')(
		'a renewal is declined with a reason, in %s',
		async (language) => {
			const { phone } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			await phone.go('/quotes')
			await page.locator('main a[href^="/quotes/"]').first().click()
			await page.locator('summary', { hasText: say('quoteSaid.declineButton') }).click()
			await phone.field('reason').fill('Too dear.')
			await phone.press(say('quoteSaid.declineButton'))
			await phone.shows(say('quoteSaid.declined'))
			await phone.shows('Too dear.')
		},
		60_000,
	)

	both('zh', 'en')(
		'a card is kept for a contract, switched off and removed, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			await phone.go('/cards/new')
			await page.locator(`input[name="contract"][value="${customer.service}"]`).check()
			await phone.field('agree').check()
			await phone.press(say('cards.toCardPage'))
			await phone.enterCard('4242424242424242')
			await phone.shows(say('cards.setup.succeeded'))
			await company.shop.settle()
			await phone.go(`/contracts/${customer.service}/autopay`)
			await phone.press(say('cards.switchOff'))
			await phone.shows(say('cards.switchedOff'))
			await page.locator('a[href$="/remove"]').first().click()
			await page.waitForURL(/\/remove/)
			await phone.press(say('cards.removeButton'))
			await phone.shows(say('cards.removed'))
		},
		60_000,
	)

	both('ru', 'vi')(
		'a part is paid, then all the rest together, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			await phone.go('/pay')
			// Two invoices of 44.63 and two of 47.60.
			await phone.shows(money(language, '184.46'))
			await page.getByText(say('pay.partHint')).click()
			await phone.field('part').fill(language === 'ru' ? '84,46' : '84.46')
			await phone.press(say('pay.confirmAny'))
			await phone.enterCard('4242424242424242')
			await page.waitForURL(/\/payments\//)
			await phone.shows(say('pay.state.paid'))
			await phone.shows(money(language, '84.46'))
			await company.shop.settle()
			await phone.go('/pay')
			await phone.shows(money(language, '100.00'))
			await phone.press(say('pay.confirmAny'))
			await phone.enterCard('5555555555554444')
			await page.waitForURL(/\/payments\//)
			await phone.shows(say('pay.state.paid'))
			await company.shop.settle()
			const [open] = await company.sql`
			select sum(total_minor - settled_minor)::int as minor from invoice where customer_id = ${customer.id}`
			expect(open).toEqual({ minor: 0 })
			await phone.go('/statement')
			await phone.shows(money(language, '184.46'))
		},
		60_000,
	)

	both('ru', 'vi')(
		'the account is read as of a day, and what is known of them kept by themselves, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			await phone.go('/statement')
			await phone.field('on').fill('2026-02-15')
			await phone.press(say('statement.show'))
			await phone.shows(say('statement.asOf', { day: plain(formatDay(language, '2026-02-15')) }))
			await phone.shows(money(language, '92.23'))
			await phone.go('/account')
			await phone.field('reminders').uncheck()
			await phone.press(say('account.lettersSave'))
			await phone.shows(say('account.saved'))
			await phone.go('/account/people/new')
			await phone.field('name').fill('Bo Lund')
			await phone.field('email').fill(`bo.${language}@acme.example`)
			await phone.press(say('account.personAdd'))
			await phone.shows('Bo Lund')
			await page.locator('button[value="remove"]').click()
			await phone.shows(say('account.removed', { name: 'Bo Lund' }))
			const [kept] = await company.sql`
			select count(*)::int as people from customer_contact where customer_id = ${customer.id}`
			expect(kept).toEqual({ people: 1 })
		},
		60_000,
	)

	both('en', 'zh')(
		'the business moves, its days are in a calendar, and another language is chosen, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			await phone.go('/account')
			await page.locator('main a[href^="/account/address"]').first().click()
			await page.waitForURL(/account\/address/)
			await phone.field('city').fill('Kiel')
			await phone.field('effectiveOn').fill('2026-06-01')
			await phone.press(say('account.addressSave'))
			await phone.shows(say('account.addressComing', { day: plain(formatDay(language, '2026-06-01')) }))
			await phone.press(say('account.addressWithdraw'))
			await phone.shows(say('account.addressWithdrawn'))
			await phone.press(say('account.calendarMake'))
			const feed = page.locator('main input[value*="/calendar/"]')
			expect(await (await fetch(await feed.inputValue())).text()).toContain('BEGIN:VEVENT')
			await phone.press(say('account.calendarStop'))
			await phone.shows(say('account.calendarStopped'))
			await phone.go('/account/you')
			await phone.field('language').selectOption('vi')
			await phone.press(say('shell.save'))
			await page.waitForURL(/\/account(\?|$)/)
			expect(await page.locator('html').getAttribute('lang')).toBe('vi')
			const [kept] = await company.sql`select language from contact where email = ${customer.email}`
			expect(kept).toEqual({ language: 'vi' })
		},
		60_000,
	)

	both('zh', 'vi')(
		'who wants to leave pauses instead, then leaves and takes it back, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			const { page, say } = phone
			const path = `/contracts/${customer.service}/cancel`
			await phone.go(path)
			await page.locator('input[value="not_using"]').check()
			await phone.press(say('cancel.go'))
			await page.waitForURL(/step=confirm/)
			await phone.press(say('cancel.take'))
			await phone.shows(say('cancel.stayedTitle'))
			await phone.go(path)
			await phone.press(say('cancel.go'))
			await phone.press(say('cancel.cancelNow'))
			await phone.shows(say('cancel.done'))
			await phone.press(say('cancel.undo'))
			await phone.shows(say('cancel.keptTitle'))
		},
		60_000,
	)

	both('en', 'zh')(
		'an answer is read and rated from its letter, in %s',
		async (language) => {
			const { phone, customer } = await onPhone(language)
			await using _ = phone
			await phone.go(`/contracts/${customer.seats}/messages`)
			await phone.field('text').fill('Hello?')
			const note = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('Ten seats') }
			await phone.page.locator('main input[type=file]').setInputFiles(note)
			await phone.press(phone.say('conversation.send'))
			await phone.shows(phone.say('conversation.sent'))
			await phone.shows('note.txt')
			expectOk(await write(company, await hire(company), customer.seats, 'Hello.'))
			company.clock.moveOn({ days: 2 })
			expectOk(await act(company.books, office, askForRatings, undefined))
			const letter = (await newLetters(company)).findLast(({ name }) => name === 'rating-asked')
			const [path = ''] = /\/rate\/[\w-]{43}/.exec(letter?.text ?? '') ?? []
			await phone.go(`${path}?score=4`)
			await phone.press(phone.say('rating.send'))
			await phone.shows(phone.say('rating.thanks'))
			const [rating] = await company.sql`
			select score from rating where customer_id = ${customer.id}`
			expect(rating).toEqual({ score: 4 })
		},
		60_000,
	)
})
