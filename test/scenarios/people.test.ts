import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { checkTaxDetails } from '#core/customer/check-tax.ts'
import { setRatingPolicy } from '#core/rating/policy.ts'
import { findCustomerTax } from '#core/tax/of-customer.ts'
import { enter } from '#test/portal/customer/enter.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import {
	agree,
	allIsGood,
	customerOf,
	dayComes,
	idOf,
	linesOf,
	month,
	newLetters,
	office,
	openCompany,
	plain,
	staffOf,
	welcome,
} from './company.ts'
import { Reader } from './reader.ts'

test('a customer writes, rates, moves abroad, brings a colleague, and each is told in their own language', {
	timeout: 180_000,
}, async () => {
	// 28 February: 100.00 a month at home, with 19 % tax.
	await using company = await openCompany('2026-02-28')
	const { books, clock, shop } = company
	expectOk(await act(books, office, setRatingPolicy, { stages: ['conversation_answered'], everyDays: 30 }))
	const acme = await welcome(company, { name: 'Acme', currency: 'EUR', country: 'DE', tax: '19', language: 'ru' })
	const contract = await agree(company, acme, {
		...{ title: 'Связь', startsOn: '2026-02-28', alignment: 'contract' },
		lines: [{ description: 'Связь', quantity: '1', unitPrice: '100', interval: month }],
	})
	await dayComes(company, '2026-02-28')
	expect(await linesOf(company, 'INV-000001')).toEqual(['period 2026-02-28..2026-03-28 10000 1900'])
	const [anna, katrin] = [await customerOf(company, acme), await staffOf(company)]
	await newLetters(company)

	// 5 March: Anna asks, with a file; Katrin answers in the console; Anna is written to and reads it.
	clock.standOn('2026-03-05')
	const messages = `/contracts/${contract}/messages`
	const form = new FormData()
	form.append('text', 'Мы переезжаем. Что нужно от нас?')
	form.append('files', new Blob(['Rue Haute 4'], { type: 'text/plain' }), 'адрес.txt')
	expect((await anna.visit.postForm(messages, form)).status).toBe(302)
	const asked = await katrin.open(`/staff${messages}`)
	expect(asked.text).toContain('Мы переезжаем.')
	expect(asked.text).toContain('адрес.txt')
	await katrin.press(asked, 'Send answer', { text: 'Только новый адрес.' })
	clock.moveOn({ minutes: 15 })
	expect((await newLetters(company)).map(({ name }) => name).sort()).toEqual(['message-answered', 'message-received'])
	const answered = await anna.open(messages)
	expect(answered.text).toContain('1 новое сообщение')
	expect(answered.text).toContain('Только новый адрес.')

	// 7 March: how was it? Opening the link of the letter records nothing, the button does.
	await dayComes(company, '2026-03-07')
	const [rating] = (await newLetters(company)).filter(({ name }) => name === 'rating-asked')
	const [path = ''] = /\/rate\/[\w-]{43}/.exec(rating?.text ?? '') ?? []
	const stars = await anna.open(`${path}?score=5`)
	expect(stars.text).toContain('Помог ли наш ответ?')
	expect(await company.sql`select score from rating`).toEqual([])
	expect((await anna.press(stars, 'Отправить оценку')).text).toContain('Спасибо, мы получили вашу оценку.')
	expect([...(await company.sql`select score from rating`)]).toEqual([{ score: 5 }])

	// 10 March: from the 28th on Acme is in Brussels. March is billed there, without our tax; February stays as it was.
	clock.standOn('2026-03-10')
	const moving = await anna.open('/account/address')
	const moved = await anna.press(moving, 'Сохранить адрес', {
		...{ name: 'Acme SA', street: 'Rue Haute 4', postalCode: '1000', city: 'Bruxelles', country: 'BE' },
		...{ taxNumber: 'BE0123456749', effectiveOn: '2026-03-28' },
	})
	expect(moved.text).toContain('С 28 мар. 2026 г. Acme SA')
	expect((await newLetters(company))[0]?.text).toContain('Rue Haute 4')
	// Without our tax from its day on, because the office has looked at the number.
	const { toCheck } = expectOk(await look(company.books, office, findCustomerTax, { customerId: acme.id }))
	const check = { customerId: acme.id, partyId: toCheck[0]?.partyId ?? '' }
	expectOk(await act(company.books, office, checkTaxDetails, check))

	// 12 March: a colleague who reads Vietnamese gets the bills too; Anna from now on reads Chinese.
	clock.standOn('2026-03-12')
	const person = { name: 'Lan Tran', email: 'lan@acme.example', language: 'vi' }
	const added = await anna.press(await anna.open('/account/people/new'), 'Добавить', person)
	expect(added.text).toContain('Lan Tran')
	const you = await anna.press(await anna.open('/account/you'), 'Сохранить', { language: 'zh' })
	expect(you.text).toContain('Anna Petersen')
	const [welcomed] = (await newLetters(company)).filter(({ name }) => name === 'account-notice')
	expect(welcomed?.text).toContain('Lan Tran')
	await dayComes(company, '2026-03-28')
	expect(await linesOf(company, 'INV-000002')).toEqual(['period 2026-03-28..2026-04-28 10000 0'])
	const subjects = (await newLetters(company))
		.filter(({ name }) => name === 'invoice-issued')
		.map((one) => plain(one.subject))
	expect(subjects.toSorted()).toEqual([
		'Hóa đơn INV-000002: 100,00 €, hạn thanh toán 11 tháng 4, 2026',
		'账单 INV-000002：€100.00，请于 2026年4月11日 前付款',
	])
	const [before, after] = [
		await anna.paper(`/invoices/${await idOf(company, 'INV-000001')}.pdf`),
		await anna.paper(`/invoices/${await idOf(company, 'INV-000002')}.pdf`),
	]
	expect(before.text).toContain('119,00')
	expect(before.text).not.toContain('Bruxelles')
	expect(after.text).toContain('Bruxelles')
	expect(after.text).toContain('BE0123456749')

	// 1 April: Lan takes the dates into her calendar, and no reminders. Then she stops both, and the address is worth nothing.
	clock.standOn('2026-04-01')
	const lan = new Reader(await enter(company, shop, person.email))
	const account = await lan.open('/account')
	const made = await lan.press(account, 'Tạo địa chỉ lịch')
	const [feed = ''] = /\/calendar\/[\w-]{43}\.ics/.exec(made.html) ?? []
	const outside = new Visit(shop.address)
	const calendar = (await (await outside.get(feed)).text()).replace(/\r\n /g, '')
	expect(calendar).toContain('DTSTART;VALUE=DATE:20260428')
	expect(calendar).toMatch(/SUMMARY:K-00001: hóa đơn 100\\,00/)
	await lan.press(await lan.open('/account'), 'Ngừng chia sẻ lịch')
	expect((await outside.get(feed)).status).toBe(404)
	await anna.press(await anna.open('/account'), '移除', { person: await personOf('lan@acme.example') })
	expect((await lan.visit.get(`/contracts/${contract}`)).status).toBe(404)
	await allIsGood(company)

	async function personOf(email: string): Promise<string> {
		const [row] = await company.sql<{ id: string }[]>`select id from contact where email = ${email}`
		return row?.id ?? ''
	}
})
