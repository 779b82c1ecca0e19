import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setRenewalPolicy } from '#core/contract/renewal-policy.ts'
import { setSaveOffer } from '#core/contract/save-offers.ts'
import { addProduct } from '#core/product/add.ts'
import {
	agree,
	allIsGood,
	type Company,
	customerOf,
	dayComes,
	linesOf,
	month,
	mrrOf,
	newLetters,
	office,
	openCompany,
	papersOf,
	welcome,
} from './company.ts'

async function plan({ books }: Company, name: string, price: string) {
	const { id: productId, planId } = expectOk(
		await act(books, office, addProduct, {
			code: name.toLowerCase(),
			name,
			kind: 'plan',
			plan: { name: 'Monthly', interval: month },
			prices: { EUR: price },
		}),
	)
	return { productId, planId: planId ?? '' }
}

test('who wants to leave is offered less, a discount and a pause, leaves, takes it back, and leaves for good', {
	timeout: 180_000,
}, async () => {
	// 1 January: three seats of 31.00 a month and 20 % tax, with thirty days' notice.
	await using company = await openCompany('2026-01-01')
	const { books, clock } = company
	const [pro, basic] = [await plan(company, 'Pro', '31'), await plan(company, 'Basic', '20')]
	const usual = { mostTimes: 1, position: 1, active: true }
	const table = [
		{ ...usual, reasonCode: 'too_expensive', kind: 'discount' as const, percent: '20', periods: 2 },
		{ ...usual, reasonCode: 'too_expensive', kind: 'plan' as const, planFrom: pro.planId, planTo: basic.planId },
		{ ...usual, reasonCode: 'not_using', kind: 'pause' as const, months: 2 },
	]
	for (const offer of table) expectOk(await act(books, office, setSaveOffer, offer))
	// This company lets one offer follow the other.
	const often = { remindDays: [30, 7], shortestMonths: 2, quoteDays: 60, offerMonths: 0 }
	expectOk(await act(books, office, setRenewalPolicy, often))
	const acme = await welcome(company, { name: 'Acme', currency: 'EUR', country: 'DE', tax: '20', language: 'ru' })
	const contract = await agree(company, acme, {
		...{ title: 'Логистика', startsOn: '2026-01-01', alignment: 'contract', noticeDays: 30 },
		access: 'upsell_and_downsell',
		lines: [{ description: 'Pro', ...pro, quantity: '3', unitPrice: '31', interval: month }],
	})
	await dayComes(company, '2026-01-01')
	const anna = await customerOf(company, acme)
	const path = `/contracts/${contract}/cancel`
	const reason = async (code: string) => await anna.press(await anna.open(path), 'Продолжить', { reason: code })
	await newLetters(company)

	// 10 January: nine days of February would still be to pay, 29.89 and 5.98. A fifth less for two months is taken instead.
	clock.standOn('2026-01-10')
	expect(await anna.read(path)).toContain('35,87 €')
	const dear = await reason('too_expensive')
	// Two invoices, each with its lines opened out.
	expect(dear.text.match(/Итого\s+89,28\s€/g)).toHaveLength(2)
	const stayed = await anna.press(dear, 'Выбрать это и остаться')
	expect(stayed.text).toContain('Спасибо, что остались.')
	await allIsGood(company)
	expect((await newLetters(company)).map(({ name }) => name)).toEqual(['offer-taken'])
	for (const day of ['2026-02-01', '2026-03-01', '2026-04-01']) await dayComes(company, day)
	expect(await papersOf(company, acme)).toEqual([
		'INV-000001 2026-01-01 11160 0',
		'INV-000002 2026-02-01 8928 0',
		'INV-000003 2026-03-01 8928 0',
		'INV-000004 2026-04-01 11160 0',
	])

	// 15 April: the discount was had once, so the smaller plan is what is left: from May on 60.00 and 12.00.
	clock.standOn('2026-04-15')
	const smaller = await reason('too_expensive')
	expect(smaller.text).not.toContain('89,28 €')
	expect(smaller.text).toContain('Pro: теперь Basic (Monthly)')
	expect(smaller.text).toContain('72,00 €')
	await anna.press(smaller, 'Выбрать это и остаться')
	await dayComes(company, '2026-05-01')
	expect(await linesOf(company, 'INV-000005')).toEqual(['period 2026-05-01..2026-06-01 6000 1200'])
	expect(await mrrOf(company, 'EUR')).toBe(60_00n)

	// 10 May: not in use, so it rests until 9 July. The 22 days left of May are given back, 42.58 and 8.52, on its own
	// invoice, which is open as all before it are; July has 22 as well.
	clock.standOn('2026-05-10')
	const unused = await reason('not_using')
	expect(unused.text).toContain('51,10 €')
	await anna.press(unused, 'Выбрать это и остаться')
	await allIsGood(company)
	expect(await linesOf(company, 'CN-00001')).toEqual(['credit 2026-05-10..2026-06-01 -4258 -852'])
	expect(await mrrOf(company, 'EUR')).toBe(0n)
	for (const day of ['2026-06-01', '2026-07-01']) await dayComes(company, day)
	expect((await papersOf(company, acme)).slice(4)).toEqual([
		'INV-000005 2026-05-01 7200 5110',
		'CN-00001 2026-05-10 -5110 5110',
	])
	await dayComes(company, '2026-07-10')
	expect(await linesOf(company, 'INV-000006')).toEqual(['period 2026-07-10..2026-08-01 4258 852'])
	expect(await mrrOf(company, 'EUR')).toBe(60_00n)
	await dayComes(company, '2026-08-01')
	expect(await linesOf(company, 'INV-000007')).toEqual(['period 2026-08-01..2026-09-01 6000 1200'])
	await newLetters(company)

	// 10 August: cancelled all the same, for 9 September: 18.00 and 3.60 for nine of thirty days. Taken back on the 20th.
	clock.standOn('2026-08-10')
	const last = await reason('closing')
	expect(last.text).toContain('21,60 €')
	const gone = await anna.press(last, 'Расторгнуть договор', { text: 'Переезжаем.' })
	expect(gone.text).toContain('Последний день договора K-00001 : 9 сент. 2026 г.')
	await allIsGood(company)
	clock.standOn('2026-08-20')
	const back = await anna.press(await anna.open(path), 'Отозвать расторжение')
	expect(back.text).toContain('Расторжение отозвано.')
	await dayComes(company, '2026-09-01')
	expect(await linesOf(company, 'INV-000008')).toEqual(['period 2026-09-01..2026-10-01 6000 1200'])
	const told = (await newLetters(company)).map(({ name }) => name)
	expect(told).toEqual(expect.arrayContaining(['contract-cancelled', 'contract-kept']))

	// 5 September: for good. October has five days of 31 left: 9.68 and 1.94.
	clock.standOn('2026-09-05')
	const end = await reason('')
	expect(end.text).toContain('11,62 €')
	await anna.press(end, 'Расторгнуть договор')
	await dayComes(company, '2026-10-01')
	expect(await linesOf(company, 'INV-000009')).toEqual(['period 2026-10-01..2026-10-06 968 194'])
	await dayComes(company, '2026-10-06')
	expect(await mrrOf(company, 'EUR')).toBe(0n)
	expect(await anna.read(`/contracts/${contract}`)).toContain('Договор закончился 5 окт. 2026 г.')
})
