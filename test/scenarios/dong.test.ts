import { expect, test } from 'vitest'
import { consentVersion } from '#core/payment/consent.ts'
import {
	agree,
	allIsGood,
	type Company,
	cash,
	customerOf,
	dayComes,
	enterCard,
	idOf,
	linesOf,
	month,
	newLetters,
	openCompany,
	papersOf,
	welcome,
} from './company.ts'
import type { Page } from './reader.ts'

const namesOf = async (company: Company) => (await newLetters(company)).map(({ name }) => name).sort()

test('a contract in dong pays itself: a card that fails, one that the bank wants confirmed, one that expires, and none', {
	timeout: 180_000,
}, async () => {
	// 15 February: three machines at 1,250,500 a month, billed when the month is over; 10 % tax.
	await using company = await openCompany('2026-02-15')
	const { clock, sql, shop } = company
	await sql`update dunning_policy set retry_days = '{2,5}', warned_after_days = null, restricted_after_days = null, blocked_after_days = null`
	const hanoi = await welcome(company, {
		name: 'Ha Noi Mill',
		currency: 'VND',
		country: 'VN',
		tax: '10',
		language: 'vi',
	})
	const contract = await agree(company, hanoi, {
		...{ title: 'Bảo trì máy', startsOn: '2026-02-15', alignment: 'month_end', timing: 'arrears' },
		lines: [{ description: 'Bảo trì', quantity: '3', unitPrice: '1250500', interval: month }],
	})
	await dayComes(company, '2026-02-15')
	const anna = await customerOf(company, hanoi)
	const agreed = { contract, agree: consentVersion }
	/** The card processor's page, and back to what has come of it. */
	const keep = async (page: Page, number: string, expiry = '04/30'): Promise<Page> => {
		const back = await enterCard(page.path, number, expiry)
		await shop.settle()
		return await anna.open(new URL(back).pathname)
	}

	// 20 February: a card is kept for the contract.
	clock.standOn('2026-02-20')
	const asked = await anna.press(await anna.open('/cards/new'), 'Đến trang nhập thẻ', agreed)
	const kept = await keep(asked, '4000000000000341')
	expect(kept.text).toContain('Đã lưu thẻ')
	expect(await namesOf(company)).toEqual(['card-saved'])

	// 1 March: 14 of February's 28 days, 3,751,500 × 14/28. The card does not pay, and the page says when it is tried again.
	await dayComes(company, '2026-03-01')
	expect(await linesOf(company, 'INV-000001')).toEqual(['period 2026-02-15..2026-03-01 1875750 187575'])
	const failed = await newLetters(company)
	expect(failed.map(({ name }) => name)).toEqual(['invoice-issued', 'payment-failed'])
	expect(failed[1]?.text).toContain('2.063.325 ₫')
	const { text: paper } = await anna.paper(`/invoices/${await idOf(company, 'INV-000001')}.pdf`)
	for (const figure of ['1.875.750', '187.575', '2.063.325']) expect(paper).toContain(figure)
	const overview = await anna.read('/overview')
	expect(overview).toContain('Chưa trừ được 2.063.325 ₫ cho hóa đơn INV-000001 .')
	expect(overview).toContain('Chúng tôi sẽ thử lại vào 3 tháng 3, 2026')

	// 3 March: tried again. 4 March: another card takes over; the bank wants its customer to confirm.
	await dayComes(company, '2026-03-03')
	expect(await namesOf(company)).toEqual(['payment-failed'])
	clock.standOn('2026-03-04')
	const cards = await anna.open('/cards')
	const [, replaces = ''] = /replaces=([\w-]+)/.exec(cards.html) ?? []
	const replacing = await anna.open(`/cards/new?replaces=${replaces}`)
	expect(replacing.text).toContain('2.063.325 ₫')
	await keep(await anna.press(replacing, 'Đến trang nhập thẻ', agreed), '4000002760003184', '04/26')
	expect(await namesOf(company)).toEqual(['card-saved', 'payment-to-confirm'])
	expect(await papersOf(company, hanoi)).toEqual(['INV-000001 2026-03-01 2063325 0'])
	const [payment] = await sql<{ id: string }[]>`select id from payment order by id desc limit 1`
	const confirm = await anna.open(`/payments/${payment?.id}/confirm`)
	expect(confirm.text).toContain('2.063.325 ₫')
	await enterCard((await anna.press(confirm, 'Xác nhận với ngân hàng')).path, '')
	await allIsGood(company)
	expect(await anna.read(`/payments/${payment?.id}`)).toContain('Đã thanh toán. Cảm ơn quý khách.')
	expect(await papersOf(company, hanoi)).toEqual(['INV-000001 2026-03-01 2063325 2063325'])
	await newLetters(company)

	// 30 March: a month before the card's last day the customer is warned, and keeps another one before anything is charged.
	await dayComes(company, '2026-03-29')
	expect(await namesOf(company)).toEqual([])
	await dayComes(company, '2026-03-30')
	expect(await namesOf(company)).toEqual(['card-expiring'])
	expect(await anna.read('/overview')).toContain('hết hạn vào cuối tháng 4 năm 2026')
	const [, expiring = ''] = /replaces=([\w-]+)/.exec((await anna.open('/cards')).html) ?? []
	const renewing = await anna.open(`/cards/new?replaces=${expiring}`)
	await keep(await anna.press(renewing, 'Đến trang nhập thẻ', agreed), '5555555555554444')

	// 1 April: March is paid by itself. Nothing is left to do.
	await dayComes(company, '2026-04-01')
	expect(await linesOf(company, 'INV-000002')).toEqual(['period 2026-03-01..2026-04-01 3751500 375150'])
	expect(await namesOf(company)).toEqual(['card-saved', 'invoice-issued', 'payment-received'])
	expect(await anna.read('/overview')).toContain('Không có khoản phải trả')

	// 10 April: automatic payment is switched off, and the card removed. May's bill waits for the customer.
	clock.standOn('2026-04-10')
	const off = await anna.press(await anna.open(`/contracts/${contract}/autopay`), 'Tắt')
	expect(off.text).toContain('Thanh toán tự động đã tắt.')
	const [, unused = ''] = /\/cards\/([\w-]{36})\/remove/.exec((await anna.open('/cards')).html) ?? []
	const removed = await anna.press(await anna.open(`/cards/${unused}/remove`), 'Gỡ thẻ')
	expect(removed.text).toContain('Đã gỡ thẻ.')
	await dayComes(company, '2026-05-01')
	expect(await papersOf(company, hanoi)).toEqual([
		'INV-000001 2026-03-01 2063325 2063325',
		'INV-000002 2026-04-01 4126650 4126650',
		'INV-000003 2026-05-01 4126650 0',
	])
	const pay = await anna.open('/pay')
	await enterCard((await anna.press(pay, 'Thanh toán 4.126.650 ₫')).path, '4242424242424242')
	await allIsGood(company)
	// 2,063,325 + 2 × 4,126,650.
	expect(await cash(company, 'VND')).toBe(10_316_625n)
})
