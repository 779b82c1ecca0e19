import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { addProduct } from '#core/product/add.ts'
import { offerOption } from '#core/product/offer.ts'
import {
	agree,
	allIsGood,
	type Company,
	customerOf,
	dayComes,
	idOf,
	lineOf,
	linesOf,
	month,
	mrrOf,
	newLetters,
	office,
	openCompany,
	papersOf,
	staffOf,
	welcome,
} from './company.ts'

/** More at once up to 100.00 a month, less from the next period on; and live tracking for 6.00 a month. */
async function sell({ books }: Company): Promise<string> {
	const approval = { aboveMinor: 100_00n, currency: 'EUR' }
	expectOk(await act(books, office, setChangeRule, { direction: 'more', timing: 'now', prorate: true, approval }))
	const { id: productId, planId } = expectOk(
		await act(books, office, addProduct, {
			code: 'tracking',
			name: 'Live tracking',
			kind: 'option',
			plan: { name: 'Monthly', interval: month },
			prices: { EUR: '6.00' },
		}),
	)
	expectOk(await act(books, office, offerOption, { productId, planId }))
	return `${productId}.${planId}`
}

test('a contract from the last day of January is changed by its customer until it ends together with another', {
	timeout: 180_000,
}, async () => {
	// 31 January: ten seats of 12.50 a month and 19 % tax. Its periods end with the month, however long that is.
	await using company = await openCompany('2026-01-31')
	const { clock } = company
	const acme = await welcome(company, { name: 'Acme', currency: 'EUR', country: 'DE', tax: '19', language: 'en' })
	const terms = { alignment: 'contract', access: 'upsell_and_downsell' } as const
	const tracking = await sell(company)
	const fleet = await agree(company, acme, {
		...{ ...terms, title: 'Fleet software', startsOn: '2026-01-31' },
		lines: [{ description: 'Seats', quantity: '10', unitPrice: '12.50', interval: month }],
	})
	const hotline = await agree(company, acme, {
		...{ ...terms, title: 'Hotline', startsOn: '2026-02-28' },
		lines: [{ description: 'Hotline', quantity: '1', unitPrice: '30', interval: month }],
	})
	const seats = await lineOf(company, fleet)
	const [anna, katrin] = [await customerOf(company, acme), await staffOf(company)]
	const options = `/contracts/${fleet}/options`
	await dayComes(company, '2026-01-31')
	expect(await linesOf(company, 'INV-000001')).toEqual(['period 2026-01-31..2026-02-28 12500 2375'])

	// 28 February: the short month's last day. The hotline's periods start on the 28th for ever.
	await dayComes(company, '2026-02-28')
	expect(await papersOf(company, acme)).toEqual([
		'INV-000001 2026-01-31 14875 0',
		'INV-000002 2026-02-28 14875 0',
		'INV-000003 2026-02-28 3570 0',
	])
	expect(await linesOf(company, 'INV-000002')).toEqual(['period 2026-02-28..2026-03-31 12500 2375'])
	await newLetters(company)

	// 15 March: two seats and live tracking more, for 16 of the 31 days: seats 77.42 - 64.52, tracking 3.10; tax 2.45 + 0.59.
	clock.standOn('2026-03-15')
	const chosen = { [`n.${seats}`]: '12', on: tracking, [`m.${tracking}`]: '1' }
	const priced = await anna.press(await anna.open(options), 'Show the price', chosen)
	expect(priced.text).toContain('Now €19.04')
	const last = await anna.press(priced, 'Check and confirm')
	expect(last.text).toContain('To pay for this change €19.04 Invoiced on 15 Mar 2026')
	expect(last.text).toContain('€156.00')
	const made = await anna.press(last, 'Make this change')
	expect(made.text).toContain('It is done')
	expect(made.text).toContain('Pay €19.04')
	await allIsGood(company)
	expect(await linesOf(company, 'INV-000004')).toEqual([
		'credit 2026-03-15..2026-03-31 -6452 -1226',
		'charge 2026-03-15..2026-03-31 7742 1471',
		'period 2026-03-15..2026-03-31 310 59',
	])
	expect(await mrrOf(company, 'EUR')).toBe(186_00n)
	const [billed] = await newLetters(company)
	expect(billed).toMatchObject({ name: 'invoice-issued', files: ['INV-000004.pdf'] })
	expect(billed?.subject).toContain('€19.04')
	const { text: paper } = await anna.paper(`/invoices/${await idOf(company, 'INV-000004')}.pdf`)
	for (const figure of ['−64.52', '77.42', 'Subtotal€16.00', '€3.04', 'Total€19.04']) expect(paper).toContain(figure)

	// The time machine: the day before, and the day itself.
	const on = async (day: string) => await anna.read(`/contracts/${fleet}?on=${day}`)
	expect(await on('2026-03-14')).toContain('A month, before tax: €125.00')
	expect(await on('2026-03-15')).toContain('Seats 12 €12.50 every month Live tracking 1 €6.00')

	// 31 March: the whole month ahead at the new state. 30 April follows, not the 1st of May.
	await dayComes(company, '2026-03-28')
	await dayComes(company, '2026-03-31')
	expect(await linesOf(company, 'INV-000006')).toEqual([
		'period 2026-03-31..2026-04-30 15000 2850',
		'period 2026-03-31..2026-04-30 600 114',
	])

	// 10 April: four seats fewer, from 30 April on; nothing moves before. The time machine knows both days.
	clock.standOn('2026-04-10')
	const fewer = await anna.press(await anna.open(options), 'Show the price', { [`n.${seats}`]: '8' })
	const agreed = await anna.press(await anna.press(fewer, 'Check and confirm'), 'Make this change')
	expect(agreed.text).toContain('30 Apr 2026')
	expect(agreed.text).toContain('Nothing is billed now.')
	expect(await on('2026-04-29')).toContain('A month, before tax: €156.00')
	expect(await on('2026-04-30')).toContain('A month, before tax: €106.00')
	await dayComes(company, '2026-04-28')
	await dayComes(company, '2026-04-30')
	expect(await linesOf(company, 'INV-000008')).toEqual([
		'period 2026-04-30..2026-05-31 10000 1900',
		'period 2026-04-30..2026-05-31 600 114',
	])
	expect(await mrrOf(company, 'EUR')).toBe(136_00n)
	await newLetters(company)

	// 5 May: thirty seats are 275.00 a month more, so a person has to agree. Asked today, agreed tomorrow, as it was shown.
	clock.standOn('2026-05-05')
	const many = await anna.press(await anna.open(options), 'Show the price', { [`n.${seats}`]: '30' })
	// 26 of 31 days: 314.52 - 83.87, and tax of 59.76 - 15.94.
	expect(many.text).toContain('€274.47')
	const asked = await anna.press(await anna.press(many, 'Check and confirm'), 'Ask for this change', {
		note: 'A second depot.',
	})
	expect(asked.path).toContain('/requests/')
	expect(await mrrOf(company, 'EUR')).toBe(136_00n)
	await dayComes(company, '2026-05-06')
	const request = await katrin.open(`/staff/approvals/${asked.path.split('/').at(-1)}`)
	expect(request.text).toContain('A second depot.')
	expect(request.text).toContain('€274.47')
	await katrin.press(request, 'Approve', { comment: 'Welcome.' })
	await allIsGood(company)
	const answered = await anna.read(asked.path)
	expect(answered).toContain('We have agreed')
	expect(answered).toContain('Welcome.')
	expect(await linesOf(company, 'INV-000009')).toEqual([
		'credit 2026-05-05..2026-05-31 -8387 -1594',
		'charge 2026-05-05..2026-05-31 31452 5976',
	])
	expect(await mrrOf(company, 'EUR')).toBe(411_00n)
	expect((await newLetters(company)).map(({ name }) => name).sort()).toEqual([
		'approval-asked',
		'approval-decided',
		'invoice-issued',
	])

	// 20 May: both contracts are to end with the year, in one step. Nothing is billed for it now.
	clock.standOn('2026-05-20')
	const together = await anna.press(await anna.open('/co-terminate'), 'Show what it comes to', {
		contract: [fleet, hotline],
		ends: '2026-12-31',
	})
	const done = await anna.press(together, 'Make this change')
	expect(done.text).toContain('It is done')
	await allIsGood(company)

	// Until December by the months' last days; then a day of the fleet's next month, and four of the hotline's.
	for (const day of ['05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-28', '12-31'])
		await dayComes(company, `2026-${day}`)
	const numbers = (await papersOf(company, acme)).map((paper) => paper.split(' ')[0] ?? '')
	const lines = await Promise.all(numbers.map((number) => linesOf(company, number)))
	expect(lines.slice(-4)).toEqual([
		['period 2026-11-28..2026-12-28 3000 570'],
		['period 2026-11-30..2026-12-31 37500 7125', 'period 2026-11-30..2026-12-31 600 114'],
		// 30.00 for four of 31 days; 375.00 and 6.00 for one.
		['period 2026-12-28..2027-01-01 387 74'],
		['period 2026-12-31..2027-01-01 1210 230', 'period 2026-12-31..2027-01-01 19 4'],
	])
	await dayComes(company, '2027-01-01')
	expect(await mrrOf(company, 'EUR')).toBe(0n)
	expect(await anna.read(`/contracts/${fleet}`)).toContain('This contract ended on 31 Dec 2026')
})
