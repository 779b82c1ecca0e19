import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setRenewalPolicy } from '#core/contract/renewal-policy.ts'
import {
	agree,
	allIsGood,
	cash,
	customerOf,
	dayComes,
	enterCard,
	idOf,
	lineOf,
	linesOf,
	mrrOf,
	newLetters,
	office,
	openCompany,
	papersOf,
	welcome,
} from './company.ts'

test('a yearly contract from 29 February in Kuwaiti dinars renews, is cancelled, kept, and changed on the next leap day', {
	timeout: 180_000,
}, async () => {
	// 29 February 2024: 123.4565 a year, which is 123.457; 5 % of it are 6.173. A term of twelve months, thirty days' notice.
	await using company = await openCompany('2024-02-29', { partPayment: true })
	const { books, clock } = company
	expectOk(await act(books, office, setRenewalPolicy, { remindDays: [30], shortestMonths: 1, quoteDays: 60 }))
	const gulf = await welcome(company, {
		name: 'Gulf Trading',
		currency: 'KWD',
		country: 'KW',
		tax: '5',
		language: 'en',
	})
	const contract = await agree(company, gulf, {
		...{ title: 'Archive', startsOn: '2024-02-29', endsOn: '2025-02-27', alignment: 'contract', noticeDays: 30 },
		...{ renewal: 'tacit', termMonths: 12, access: 'upsell' },
		lines: [{ description: 'Archive', quantity: '1', unitPrice: '123.4565', interval: { unit: 'year', count: 1 } }],
	})
	await dayComes(company, '2024-02-29')
	expect(await linesOf(company, 'INV-000001')).toEqual(['period 2024-02-29..2025-02-28 123457 6173'])
	const [letter] = await newLetters(company)
	expect(letter?.text).toContain('KWD 129.630')
	const { text: paper } = await (await customerOf(company, gulf)).paper(
		`/invoices/${await idOf(company, 'INV-000001')}.pdf`,
	)
	for (const figure of ['123.457', '6.173', 'KWD129.630']) expect(paper).toContain(figure)

	// The last day of February each year, one term after the other.
	for (const day of ['2025-02-28', '2026-02-28', '2027-02-28']) await dayComes(company, day)
	expect(await linesOf(company, 'INV-000004')).toEqual(['period 2027-02-28..2028-02-29 123457 6173'])
	// A twelfth of 123.457 a month.
	expect(await mrrOf(company, 'KWD')).toBe(10_288n)
	const anna = await customerOf(company, gulf)
	await newLetters(company)

	// 30 December 2027: the fourth term ends on 28 February. A letter names the last day to object.
	await dayComes(company, '2027-12-30')
	const notice = (await newLetters(company)).find(({ name }) => name === 'renewal-coming')
	expect(notice?.text).toContain('29 January 2028')
	expect(notice?.text).toContain('28 February 2028')

	// 29 January: notice in time ends it with the term. On its very last day it is taken back.
	clock.standOn('2028-01-29')
	const reason = await anna.press(await anna.open(`/contracts/${contract}/cancel`), 'Continue', { reason: '' })
	expect(reason.text).toContain('28 Feb 2028')
	expect(reason.text).toContain('Nothing more is to pay')
	await anna.press(reason, 'Cancel the contract')
	await dayComes(company, '2028-02-28')
	const ending = await anna.open(`/contracts/${contract}/cancel`)
	// The last day to object has passed meanwhile: whoever takes it back is told first that another term comes with that.
	expect(ending.text).toContain('Last day to give notice: 28 Jan 2029 For an end on 27 Feb 2029')
	const back = await anna.press(ending, 'Take the cancellation back')
	expect(back.text).toContain('Last day to give notice: 28 Jan 2029')
	await allIsGood(company)
	const letters = await newLetters(company)
	expect(letters.map(({ name }) => name)).toEqual(expect.arrayContaining(['contract-cancelled', 'contract-kept']))
	expect(letters.find(({ name }) => name === 'contract-kept')?.text).toContain(
		'ends on 27 February 2029. If you do not cancel by 28 January 2029, it goes on for another term.',
	)

	// 29 February 2028: another year begins, of 365 days. Two archives more from its first day: all of it anew.
	await dayComes(company, '2028-02-29')
	expect(await linesOf(company, 'INV-000005')).toEqual(['period 2028-02-29..2029-02-28 123457 6173'])
	const archive = await lineOf(company, contract)
	const options = await anna.open(`/contracts/${contract}/options`)
	const more = await anna.press(options, 'Show the price', { [`n.${archive}`]: '3' })
	// 370.370 - 123.457, and tax of 18.519 - 6.173.
	expect(more.text).toContain('KWD 259.259')
	await anna.press(await anna.press(more, 'Check and confirm'), 'Make this change')
	await allIsGood(company)
	expect(await linesOf(company, 'INV-000006')).toEqual([
		'credit 2028-02-29..2029-02-28 -123457 -6173',
		'charge 2028-02-29..2029-02-28 370370 18519',
	])
	expect(await mrrOf(company, 'KWD')).toBe(30_864n)
	expect(await anna.read(`/contracts/${contract}?on=2029-02-28`)).toContain('Archive 3 KWD 123.4565')

	// The card processor knows no single fils: the page says so, the card is charged what it can carry, and nothing stays owed.
	const owed = await idOf(company, 'INV-000006')
	const pay = await anna.open(`/pay?invoice=${owed}`)
	expect(pay.text).toContain('KWD 259.250')
	await enterCard((await anna.press(pay, 'Go to the card page')).path, '4242424242424242')
	await allIsGood(company)
	expect((await papersOf(company, gulf)).at(-1)).toBe('INV-000006 2028-02-29 259259 259259')
	expect(await cash(company, 'KWD')).toBe(259_250n)
})
