import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setRenewalPolicy } from '#core/contract/renewal-policy.ts'
import { sendQuote } from '#core/quote/send.ts'
import { writeQuote } from '#core/quote/write.ts'
import { payWith } from '#test/portal/stripe/taking.ts'
import {
	allIsGood,
	type Company,
	customerOf,
	dayComes,
	idOf,
	linesOf,
	month,
	mrrOf,
	newLetters,
	office,
	openCompany,
	papersOf,
	staffOf,
	type Welcomed,
	welcome,
} from './company.ts'

/** Three cranes a month, seven sensors if wanted, and setting them up. */
async function offer({ books }: Company, customer: Welcomed, validUntil: string): Promise<string> {
	const { id } = expectOk(
		await act(books, office, writeQuote, {
			customerId: customer.id,
			currency: 'JPY',
			title: 'Harbour cranes',
			validUntil,
			startsOn: '2026-01-31',
			termMonths: 3,
			renewal: 'quote',
			alignment: 'contract',
			lines: [
				{ description: 'Cranes', quantity: '3', unitPrice: '12345', interval: month },
				{ description: 'Sensors', quantity: '7', unitPrice: '999.5', interval: month, optional: true, chosen: false },
				{ description: 'Setting up', quantity: '1', unitPrice: '50000', interval: null },
			],
		}),
	)
	expectOk(await act(books, office, sendQuote, { id }))
	return id
}

test('a quote in yen is chosen from, asked about and signed, billed, paid in parts and together, and renewed', {
	timeout: 180_000,
}, async () => {
	// 24 January: three quotes go to Kobe, whose contact reads Chinese. One is declined, one is left to expire.
	await using company = await openCompany('2026-01-24', { partPayment: true, smallestPartPaymentMinor: 10_00n })
	const { books, clock, sql, shop } = company
	expectOk(await act(books, office, setRenewalPolicy, { remindDays: [14], shortestMonths: 1, quoteDays: 20 }))
	const kobe = await welcome(company, {
		name: 'Kobe Harbour',
		currency: 'JPY',
		country: 'JP',
		tax: '10',
		language: 'zh',
	})
	const [wanted, unwanted, forgotten] = [
		await offer(company, kobe, '2026-02-20'),
		await offer(company, kobe, '2026-02-20'),
		await offer(company, kobe, '2026-01-30'),
	]
	const [anna, katrin] = [await customerOf(company, kobe), await staffOf(company)]
	const declined = await anna.press(await anna.open(`/quotes/${unwanted}`), '谢绝此报价', { reason: '太贵。' })
	expect(declined.text).toContain('您已谢绝此报价')
	// Without sensors: 37,035 + 50,000, and 10 % of each: 3,703.5 is 3,704, and 5,000.
	const first = await anna.open(`/quotes/${wanted}`)
	expect(first.text).toContain('JP¥95,739')
	await anna.press(first, '发送问题', { text: '传感器防水吗？' })
	expect(await katrin.read(`/staff/quotes/${wanted}`)).toContain('传感器防水吗？')

	// 28 January: what is open is called to mind, and on the 31st it is too late for the one that was good until the 30th.
	await dayComes(company, '2026-01-28')
	expect((await newLetters(company)).map(({ name }) => name)).toContain('quote-reminder')
	await dayComes(company, '2026-01-31')
	expect(await anna.read(`/quotes/${forgotten}`)).toContain('此报价单已过期')

	// 31 January: sensors are 6,996.5, which is 6,997 a month, and 700 tax.
	const [sensors] = await sql<{ id: string }[]>`select id from quote_line where quote_id = ${wanted} and position = 2`
	const chosen = await anna.press(first, '重新计算', { line: sensors?.id ?? '' })
	expect(chosen.text).toContain('JP¥103,436')
	const signed = await anna.press(chosen, '接受并签署', { name: 'Anna Petersen', consent: 'on' })
	expect(signed.text).toContain('Anna Petersen 已于 2026年1月31日 接受')
	await dayComes(company, '2026-01-31')
	expect(await linesOf(company, 'INV-000001')).toEqual([
		'period 2026-01-31..2026-02-28 37035 3704',
		'period 2026-01-31..2026-02-28 6997 700',
		'one_off 2026-01-31..2026-02-01 50000 5000',
	])
	expect(await mrrOf(company, 'JPY')).toBe(44_032n)
	const accepted = await newLetters(company)
	const bill = accepted.find(({ name }) => name === 'invoice-issued')
	expect(bill?.subject).toContain('JP¥103,436')
	expect(bill?.text).not.toMatch(/103,436[.,]0/)
	const sealed = await anna.paper(`/quotes/${wanted}/signed.pdf`)
	expect(sealed.text).toContain('JP¥103,436')
	const paper = await anna.paper(`/invoices/${await idOf(company, 'INV-000001')}.pdf`)
	for (const figure of ['37,035', '6,997', 'JP¥94,032', 'JP¥9,404', 'JP¥103,436']) expect(paper.text).toContain(figure)

	// 10 February: a part is paid. A yen has no parts itself.
	clock.standOn('2026-02-10')
	const pay = async (invoices: string[], part = '') => {
		const page = await anna.open(`/pay?${new URLSearchParams(invoices.map((id) => ['invoice', id]))}`)
		return await anna.press(page, '前往银行卡页面', { part })
	}
	const [one] = [await idOf(company, 'INV-000001')]
	expect((await pay([one], '50000.5')).text).toContain('金额')
	await payWith((await pay([one], '50,000')).path, '4242424242424242')
	await allIsGood(company)
	expect(await papersOf(company, kobe)).toEqual(['INV-000001 2026-01-31 103436 50000'])
	expect(await anna.read(`/invoices/${one}`)).toContain('JP¥53,436')

	// 28 February and 1 March: the rest and the second month together, 53,436 + 48,436.
	await dayComes(company, '2026-02-28')
	clock.standOn('2026-03-01')
	const both = await pay([one, await idOf(company, 'INV-000002')])
	await payWith(both.path, '4242424242424242')
	await shop.settle()
	const [payment] = await sql<{ id: string; minor: bigint }[]>`
		select id, amount_minor as minor from payment order by id desc limit 1`
	expect(payment?.minor).toBe(101_872n)
	const outcome = await anna.read(`/payments/${payment?.id}`)
	expect(outcome).toContain('已付款，谢谢。')
	expect(outcome).toContain('JP¥101,872')

	// 31 March: the statement shows all of it; what is left is the third month.
	await dayComes(company, '2026-03-31')
	expect(await papersOf(company, kobe)).toEqual([
		'INV-000001 2026-01-31 103436 103436',
		'INV-000002 2026-02-28 48436 48436',
		'INV-000003 2026-03-31 48436 0',
	])
	expect(await anna.read('/statement')).toContain('JP¥48,436')
	const { text: statement } = await anna.paper('/statement.pdf')
	for (const figure of ['103,436', '50,000', '101,872', '48,436']) expect(statement).toContain(figure)
	const csv = await (await anna.visit.get('/statement.csv')).text()
	expect(csv).toContain('101872')
	await newLetters(company)

	// 9 April: twenty days before the term ends, the quote for another one is there. It is signed with a drawn name.
	await dayComes(company, '2026-04-09')
	const quoted = await newLetters(company)
	expect(quoted.map(({ name }) => name)).toContain('quote-sent')
	const [renewal] = await sql<{ id: string }[]>`select id from quote where purpose = 'renewal'`
	clock.standOn('2026-04-20')
	const again = await anna.open(`/quotes/${renewal?.id}`)
	expect(again.text).toContain('JP¥48,436')
	const drawn = { name: 'Anna Petersen', consent: 'on', drawing: 'M10 40L30 10L50 60L70 20L90 50L110 30' }
	expect((await anna.press(again, '接受并签署', drawn)).text).toContain('Anna Petersen 已于 2026年4月20日 接受')
	await dayComes(company, '2026-04-30')
	expect(await linesOf(company, 'INV-000004')).toEqual([
		'period 2026-04-30..2026-05-31 37035 3704',
		'period 2026-04-30..2026-05-31 6997 700',
	])
	// Six months from 31 January: the day before 31 July.
	const [contract] = await sql`select ends_on::text as on from contract where customer_id = ${kobe.id}`
	expect(contract).toEqual({ on: '2026-07-30' })
	expect(await mrrOf(company, 'JPY')).toBe(44_032n)
})
