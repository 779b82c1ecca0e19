import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { endContract } from '#core/import/end-contract.ts'
import { findBalances } from '#core/journal/balance.ts'
import { findPayment } from '#core/payment/find.ts'
import { reportMrr } from '#core/report/mrr.ts'
import { refreshPayment } from '#portal/stripe/refresh.ts'
import { bringIn, contractHeader, contractMap, customerHeader, customerMap } from '#test/core/import/bring-in.ts'
import { payWith } from '#test/portal/stripe/taking.ts'
import { allIsGood, dayComes, hear, newLetters, office, openYear, papersOf, pressPay } from './year.ts'

const customers = `${customerHeader}
A-1,Acme GmbH,billing@acme.example,Köln,DE,14,Ada Acker,ada@acme.example,hot
A-2,Brandt AG,billing@brandt.example,Bonn,DE,30,Ben Brandt,ben@brandt.example,cold
`
const contracts = `${contractHeader}
S-1,A-1,Pro,2026-01-15,,10,"1,000.00",monthly,no,PO-7
S-2,A-2,Basic,2026-02-01,,3,300,annual,no,
`

test('a contract over a year: brought in, billed, declined, paid, voided, changed, ended', {
	timeout: 120_000,
}, async () => {
	await using year = await openYear('2026-01-10')
	const { books, clock } = year
	const payment = async (id: string) => expectOk(await look(books, office, findPayment, { id }))

	// 10 January: the CRM's export comes in twice, and the second time changes nothing.
	await bringIn(books, customerMap, customers)
	expect(await bringIn(books, contractMap, contracts)).toMatchObject({ created: 2, rejected: 0 })
	expect(await bringIn(books, contractMap, contracts)).toMatchObject({ created: 0, unchanged: 2 })
	await allIsGood(year)

	// 15 January: the first month of S-1, with a letter and its PDF.
	expect(await dayComes(year, '2026-01-15')).toMatchObject({ invoices: 1, totals: { EUR: 1000_00n } })
	expect(await newLetters(year)).toEqual(['invoice-issued to Ada Acker <ada@acme.example> with 1'])

	// 16 January: the card is declined, another one is tried on the same page, and every message comes three times.
	clock.standOn('2026-01-16')
	const first = await pressPay(year, 'A-1')
	expect(await payWith(first.page, '4000000000000002')).toContain('declined')
	await hear(year)
	expect(await papersOf(year, 'S-1')).toEqual(['INV-000001 2026-01-15 100000 0 issued'])
	await payWith(first.page, '4242424242424242')
	expect((await payment(first.paymentId)).state).not.toBe('succeeded')
	await hear(year, 3)
	expect(await payment(first.paymentId)).toMatchObject({ state: 'succeeded', amountMinor: 1000_00n })
	expect(await papersOf(year, 'S-1')).toEqual(['INV-000001 2026-01-15 100000 100000 issued'])
	expect(await newLetters(year)).toEqual(['payment-received to Ada Acker <ada@acme.example> with 1'])

	// 1 February: a year of S-2 at once. Its message is here before the payer's browser is back, which changes nothing.
	expect(await dayComes(year, '2026-02-01')).toMatchObject({ invoices: 1, totals: { EUR: 3600_00n } })
	const second = await pressPay(year, 'A-2')
	await payWith(second.page, '4242424242424242')
	await hear(year)
	expect((await payment(second.paymentId)).state).toBe('succeeded')
	expect(await refreshPayment(year.till, second.paymentId)).toMatchObject({ state: 'succeeded' })
	await hear(year, 2)
	expect(await papersOf(year, 'S-2')).toEqual(['INV-000002 2026-02-01 360000 360000 issued'])

	// 15 and 17 February: the invoice is wrong, is taken back by a credit note and billed again.
	await dayComes(year, '2026-02-15')
	const [wrong] = await year.sql<{ id: string }[]>`select id from invoice where number = 'INV-000003'`
	clock.standOn('2026-02-17')
	expectOk(await act(books, office, voidInvoice, { id: wrong?.id ?? '', reason: 'purchase order', again: true }))
	await allIsGood(year)
	expect(await dayComes(year, '2026-02-17')).toMatchObject({ invoices: 1, totals: { EUR: 1000_00n } })
	expect((await papersOf(year, 'S-1')).slice(1)).toEqual([
		'INV-000003 2026-02-15 100000 100000 void',
		'CN-00001 2026-02-17 -100000 100000 issued',
		'INV-000004 2026-02-17 100000 0 issued',
	])

	// 15 March, and two seats more from the 20th: 26 of 31 days at the new state, the same days at the old one given back.
	await dayComes(year, '2026-03-15')
	clock.standOn('2026-03-20')
	const [seats] = await year.sql<{ id: string; contractId: string }[]>`
		select contract_line.id, contract_id as "contractId" from contract_line join contract on contract.id = contract_id where import_key = 'S-1'`
	const contractId = seats?.contractId ?? ''
	const more = {
		id: contractId,
		effectiveOn: '2026-03-20',
		changes: [{ lineId: seats?.id ?? '', set: { quantity: '12' } }],
	}
	expectOk(await act(books, office, amendContract, more))
	await dayComes(year, '2026-03-20')
	const changed = await year.sql`
		select line.kind, period_from::text as from, period_to::text as to, net_minor from invoice_line as line
		join invoice on invoice.id = invoice_id where issued_on = '2026-03-20' order by position`
	expect([...changed]).toEqual([
		{ kind: 'credit', from: '2026-03-20', to: '2026-04-15', net_minor: -838_71n },
		{ kind: 'charge', from: '2026-03-20', to: '2026-04-15', net_minor: 1006_45n },
	])

	// April and May as agreed; the customer pays all that is open at once.
	await dayComes(year, '2026-04-15')
	await dayComes(year, '2026-05-15')
	const third = await pressPay(year, 'A-1')
	await payWith(third.page, '4242424242424242')
	await hear(year)
	expect(await payment(third.paymentId)).toMatchObject({ state: 'succeeded', amountMinor: 4567_74n })
	await newLetters(year)

	// 10 June: S-1 ends with the month. What was billed beyond it is given back on the next run, and stays with the customer.
	clock.standOn('2026-06-10')
	expectOk(await act(books, office, endContract, { id: contractId, endsOn: '2026-06-30', reason: 'moving' }))
	await allIsGood(year)
	await dayComes(year, '2026-06-10')
	expect(await dayComes(year, '2026-06-15')).toMatchObject({ invoices: 1, totals: { EUR: 640_00n } })
	await dayComes(year, '2026-07-01')
	const [closed] = await year.sql`select state, closed_on::text as on from contract where import_key = 'S-1'`
	expect(closed).toEqual({ state: 'closed', on: '2026-07-01' })
	const fourth = await pressPay(year, 'A-1')
	await payWith(fourth.page, '4242424242424242')
	await hear(year)

	// 1 February again: the second year of S-2, and the figures of the whole time.
	for (const day of ['2026-08-15', '2026-11-15', '2027-01-31']) {
		expect(await dayComes(year, day)).toMatchObject({ invoices: 0, creditNotes: 0 })
	}
	expect(await dayComes(year, '2027-02-01')).toMatchObject({ invoices: 1, totals: { EUR: 3600_00n } })
	const months = expectOk(await act(books, office, reportMrr, { from: '2026-01', to: '2026-07' }))
	expect(months.map(({ month, mrrMinor, netMinor }) => [month, mrrMinor, netMinor])).toEqual([
		['2026-01', 1000_00n, 1000_00n],
		['2026-02', 1300_00n, 300_00n],
		['2026-03', 1500_00n, 200_00n],
		['2026-04', 1500_00n, 0n],
		['2026-05', 1500_00n, 0n],
		['2026-06', 1500_00n, 0n],
		['2026-07', 300_00n, -1200_00n],
	])
	const balances = expectOk(await look(books, office, findBalances, {}))
	const of = (account: string) => balances.find((balance) => balance.account === account)?.amountMinor ?? 0n
	expect(of('receivable')).toBe(3600_00n)
	expect(of('customer_balance')).toBe(0n)
	expect(of('cash')).toBe(1000_00n + 3600_00n + 4567_74n + 640_00n)
	expect(balances.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(0n)
})
