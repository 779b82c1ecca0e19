import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { findAlerts } from '#core/alert/find.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { addAlertRule } from '#core/alert/rule.ts'
import { activateContract } from '#core/contract/activate.ts'
import { closeEndedContracts } from '#core/contract/close.ts'
import { createContract } from '#core/contract/create.ts'
import { renewTerms } from '#core/contract/renew-terms.ts'
import { tellRenewals } from '#core/contract/tell-renewals.ts'
import { bill } from '#core/invoice/run.ts'
import { addPayable } from '#core/payable/add.ts'
import { changePayableAmount } from '#core/payable/change-amount.ts'
import { endPayable, removePayable } from '#core/payable/end.ts'
import { listDues, sumDues, sumLate } from '#core/payable/find.ts'
import { givePayableNotice, takePayableNoticeBack } from '#core/payable/give-notice.ts'
import { payPayable, takePaymentBack } from '#core/payable/pay.ts'
import { tellPayables } from '#core/payable/tell.ts'
import { examine } from '#core/report/examine.ts'
import { decided } from '#test/support/decided.ts'
import { draftPayable, duesOf, openSupplier, planRent, rent } from './supplier.ts'

const clerk = { kind: 'system', name: 'clerk' } as const

test('a recurring payment is counted from its first day: the 31st is the last of a short month and the 31st again', async () => {
	await using supplied = await openSupplier('2026-01-15')
	const { id } = await draftPayable(supplied)
	await planRent(supplied, id)
	expect((await duesOf(supplied, { to: '2026-05-31' })).map((line) => line.slice(0, 10))).toEqual([
		...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
	])
})

test('the plan of a draft is nobody’s to pay until the contract is in force', async () => {
	await using supplied = await openSupplier('2026-01-15')
	const { id } = await draftPayable(supplied)
	await planRent(supplied, id)
	expect(await duesOf(supplied, { alsoDrafts: false })).toEqual([])
	await supplied.run(decided(activateContract), { id })
	expect(await duesOf(supplied, { alsoDrafts: false, to: '2026-01-31' })).toEqual(['2026-01-31 400000'])
})

test('what recurs ends with the contract; in arrears its last period is still paid; a dated instalment stands', async () => {
	await using supplied = await openSupplier('2026-01-15')
	const { id } = await draftPayable(supplied, { startsOn: '2026-01-01', endsOn: '2026-03-31' })
	await planRent(supplied, id, { firstDueOn: '2026-01-01' })
	await planRent(supplied, id, { description: 'Power', amount: '90', firstDueOn: '2026-02-01', arrears: true })
	await planRent(supplied, id, { description: 'Handing back', amount: '500', interval: null, firstDueOn: '2026-05-02' })
	expect(await duesOf(supplied)).toEqual([
		...['2026-01-01 400000', '2026-02-01 400000', '2026-02-01 9000', '2026-03-01 400000', '2026-03-01 9000'],
		...['2026-04-01 9000', '2026-05-02 50000'],
	])
})

test('a payment is marked with what was really paid, once, and the mark is taken back', async () => {
	await using supplied = await openSupplier('2026-02-10')
	const { id } = await draftPayable(supplied)
	const { id: payableId } = await planRent(supplied, id)
	await supplied.run(decided(activateContract), { id })
	const january = { payableId, dueOn: '2026-01-31', paidOn: '2026-02-02' }
	const paid = await supplied.run(payPayable, { ...january, amount: '3990.50', note: 'Less a day' })
	expect(await supplied.refused(payPayable, january)).toBe('payable.paid_already')
	expect(await duesOf(supplied, { to: '2026-02-28' })).toEqual(['2026-01-31 400000 paid 399050', '2026-02-28 400000'])
	expect(await supplied.refused(payPayable, { ...january, dueOn: '2026-02-27' })).toBe('payable.not_due')
	expect(await supplied.refused(payPayable, { ...january, dueOn: '2026-02-28', paidOn: '2026-02-11' })).toBe(
		'payable.not_yet',
	)
	await supplied.run(takePaymentBack, { id: paid.id })
	expect(await supplied.refused(takePaymentBack, { id: paid.id })).toBe('not_found')
	expect(await supplied.run(sumLate, undefined)).toEqual([{ currency: 'EUR', minor: 400_000n, count: 1 }])
	await supplied.run(payPayable, january)
	expect(await supplied.run(sumLate, undefined)).toEqual([])
})

test('finance is told once of a payment a week before its day, and once more when it is late; nobody else is', async () => {
	await using supplied = await openSupplier('2026-01-20')
	const { books, sql, clock } = supplied.world
	const { id } = await draftPayable(supplied)
	const { id: payableId } = await planRent(supplied, id)
	await supplied.run(decided(activateContract), { id })
	await sql`insert into staff_user (id, email, name, role) values
		('01900000-0000-7000-8000-00000000f101', 'f@halden.example', 'Fin', 'finance'), ('01900000-0000-7000-8000-00000000f102', 's@halden.example', 'Sal', 'salesperson')`
	const rule = { trigger: 'payable_due', audience: 'role', role: 'salesperson', atOnce: true } as const
	expectOk(await act(books, clerk, addAlertRule, { ...rule, groupId: null, leastMinor: null, currency: null }))
	const on = async (day: string) => {
		clock.standOn(day)
		const count = await supplied.run(tellPayables, undefined)
		expectOk(await act(books, clerk, raiseAlerts, undefined))
		return count
	}
	const counts = []
	for (const day of ['2026-01-23', '2026-01-24', '2026-01-24', '2026-01-31', '2026-02-01', '2026-02-02'])
		counts.push(await on(day))
	expect(counts).toEqual([0, 1, 0, 0, 1, 0])
	await supplied.run(payPayable, { payableId, dueOn: '2026-02-28', paidOn: '2026-02-02' })
	expect([await on('2026-02-22'), await on('2026-03-01')]).toEqual([0, 0])
	const told = async (last: string) => {
		const userId = `01900000-0000-7000-8000-00000000f10${last}`
		const rows = await sql<{ id: string }[]>`select id from alert where user_id = ${userId}`
		const ids = rows.map((row) => row.id)
		return expectOk(await act(books, clerk, findAlerts, { ids, userId, language: 'en' }))
	}
	const due = { trigger: 'payable_due', amountMinor: 400_000n, currency: 'EUR', dueOn: '2026-01-31', contract: { id } }
	expect(await told('1')).toMatchObject([due, due])
	expect(await told('2')).toEqual([])
})

test('of many who mark the same payment at once one does', async () => {
	await using supplied = await openSupplier('2026-02-10')
	const { id } = await draftPayable(supplied)
	const { id: payableId } = await planRent(supplied, id)
	await supplied.run(decided(activateContract), { id })
	const mark = { payableId, dueOn: '2026-01-31', paidOn: '2026-02-02' }
	const answers = await Promise.all(Array.from({ length: 8 }, () => supplied.refused(payPayable, mark)))
	expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
	expect(answers.filter((answer) => answer === 'payable.paid_already')).toHaveLength(7)
})

test('another amount begins with one payment of the plan and keeps its day of the month', async () => {
	await using supplied = await openSupplier('2026-02-10')
	const { id } = await draftPayable(supplied)
	const { id: payableId } = await planRent(supplied, id)
	await supplied.run(decided(activateContract), { id })
	await supplied.run(payPayable, { payableId, dueOn: '2026-01-31', paidOn: '2026-02-02' })
	expect(await supplied.refused(changePayableAmount, { id: payableId, from: '2026-01-31', amount: '4200' })).toBe(
		'payable.paid_stays',
	)
	expect(await supplied.refused(changePayableAmount, { id: payableId, from: '2026-03-15', amount: '4200' })).toBe(
		'payable.not_due',
	)
	await supplied.run(changePayableAmount, { id: payableId, from: '2026-02-28', amount: '4200' })
	expect(await duesOf(supplied, { to: '2026-04-30' })).toEqual([
		...['2026-01-31 400000 paid 400000', '2026-02-28 420000', '2026-03-31 420000', '2026-04-30 420000'],
	])
	expect(await supplied.refused(removePayable, { id: payableId })).toBe('payable.paid_stays')
	expect(await supplied.refused(endPayable, { id: payableId, lastDueOn: '2026-01-30' })).toBe('input.invalid')
})

test('sums by month tell what is planned, paid and open, each currency by itself', async () => {
	await using supplied = await openSupplier('2026-02-10')
	const { id } = await draftPayable(supplied)
	const { id: payableId } = await planRent(supplied, id)
	await planRent(supplied, id, { description: 'Cleaning', amount: '120', interval: { unit: 'week', count: 2 } })
	await supplied.run(decided(activateContract), { id })
	await supplied.run(payPayable, { payableId, dueOn: '2026-01-31', paidOn: '2026-02-02', amount: '3900' })
	expect(await supplied.run(sumDues, { from: '2026-01-01', to: '2026-02-28' })).toEqual([
		{ month: '2026-01', currency: 'EUR', plannedMinor: 412_000n, paidMinor: 390_000n, openMinor: 12_000n, count: 2 },
		{ month: '2026-02', currency: 'EUR', plannedMinor: 424_000n, paidMinor: 0n, openMinor: 424_000n, count: 3 },
	])
})

test('whatever the interval and the window, a plan looked at in parts is the plan looked at as a whole', async () => {
	await using supplied = await openSupplier('2026-01-15')
	const { id } = await draftPayable(supplied, { startsOn: '2020-01-01' })
	const days = fc
		.integer({ min: 0, max: 2500 })
		.map((past) => Temporal.PlainDate.from('2020-01-01').add({ days: past }))
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('week', 'month', 'year'),
			fc.integer({ min: 1, max: 7 }),
			days,
			days,
			async (unit, count, first, cut) => {
				const { id: payableId } = await planRent(supplied, id, {
					...{ interval: { unit, count } as const, firstDueOn: first.toString() },
				})
				const whole = await duesOf(supplied, { to: '2028-12-31' })
				const before = await duesOf(supplied, { to: cut.subtract({ days: 1 }).toString() })
				const after = await duesOf(supplied, { from: cut.toString(), to: '2028-12-31' })
				expect([...before, ...after]).toEqual(whole)
				const step = { week: 'weeks', month: 'months', year: 'years' }[unit] as 'weeks'
				const expected: string[] = []
				for (let k = 0; ; k++) {
					const due = first.add({ [step]: k * count })
					if (due.year > 2028) break
					expected.push(`${due} 400000`)
				}
				expect(whole).toEqual(expected)
				await supplied.run(removePayable, { id: payableId })
			},
		),
		{ numRuns: 25 },
	)
})

test('a contract that the company pays lives as any other, and neither run nor figures ever see it', async () => {
	await using supplied = await openSupplier('2026-01-15')
	const { world, run } = supplied
	const terms = {
		startsOn: '2026-02-01',
		endsOn: '2027-01-31',
		renewal: 'tacit',
		noticeDays: 90,
		termMonths: 12,
	} as const
	const { id } = await draftPayable(supplied, terms)
	await planRent(supplied, id, { firstDueOn: '2026-02-03' })
	await run(decided(activateContract), { id })
	const told: string[] = []
	for (const day of ['2026-02-01', '2026-10-05', '2026-10-31', '2026-11-03', '2027-02-01']) {
		world.clock.standOn(day)
		await renewTerms(world.books, clerk)
		await bill(world.books, clerk, world.clock.today(), 1)
		expectOk(await act(world.books, clerk, tellRenewals, undefined))
		const letters = await world.sql<{ text: string }[]>`
			delete from outbox where payload->>'letter' = 'supplier-term'
			returning concat_ws(' ', payload->>'endsOn', payload->>'lastDay', payload->>'renews') as text`
		told.push(...letters.map(({ text }) => `${day} ${text}`))
	}
	expect(told[0]).toMatch(/^2026-10-05 2027-01-31 2026-11-02 true$/)
	expect(await world.sql`select ends_on::text, state from contract`).toEqual([
		{ ends_on: '2028-01-31', state: 'active' },
	])
	expect(
		await world.sql`select letter from (select payload->>'letter' as letter from outbox) as queued
		where letter in ('renewal-coming', 'contract-ends')`,
	).toEqual([])
	expect(await world.sql`select from invoice`).toHaveLength(0)
	expect(await world.sql`select from mrr_movement`).toHaveLength(0)
	expect(await world.sql`select from contract_billing`).toHaveLength(0)
	const findings = expectOk(await act(world.books, clerk, examine, undefined))
	expect(findings.filter(({ good }) => !good)).toEqual([])
})

test('notice ends a contract and its plan on a day, is taken back, and the contract closes by itself', async () => {
	await using supplied = await openSupplier('2026-02-10')
	const { world, run, refused } = supplied
	const { id } = await draftPayable(supplied)
	await planRent(supplied, id)
	await run(decided(activateContract), { id })
	await run(givePayableNotice, { contractId: id, endsOn: '2026-04-15', reason: 'Too large' })
	await run(givePayableNotice, { contractId: id, endsOn: '2026-03-31', reason: 'Too large' })
	expect(await duesOf(supplied)).toEqual(['2026-01-31 400000', '2026-02-28 400000', '2026-03-31 400000'])
	await run(takePayableNoticeBack, { contractId: id })
	expect(await world.sql`select ends_on::text, state from contract`).toEqual([{ ends_on: null, state: 'active' }])
	expect(await refused(takePayableNoticeBack, { contractId: id })).toBe('contract.not_allowed_in_state')
	await run(givePayableNotice, { contractId: id, endsOn: '2026-03-31' })
	world.clock.standOn('2026-04-01')
	expect(expectOk(await act(world.books, clerk, closeEndedContracts, undefined))).toEqual({ closed: 1 })
	expect(
		await refused(addPayable, {
			contractId: id,
			description: 'X',
			amount: '1',
			interval: rent,
			firstDueOn: '2026-05-01',
		}),
	).toBe('contract.not_allowed_in_state')
	expect(await duesOf(supplied, { alsoDrafts: false })).toHaveLength(3)
})

test('nothing that is sold stands on a contract with a supplier, and no plan on one with a customer', async () => {
	await using supplied = await openSupplier('2026-02-10')
	const { supplier, refused } = supplied
	const line = { description: 'Seats', interval: rent, quantity: '1', unitPrice: '10' }
	const terms = { customerId: supplier.id, currency: 'EUR', startsOn: '2026-01-31' }
	expect(await refused(createContract, { ...terms, lines: [line] })).toBe('contract.payable')
	expect(await refused(createContract, { ...terms, lines: [], access: 'upsell' })).toBe('contract.payable')
	for (const [field, wrong] of [
		['amount', { amount: '-1' }],
		['amount', { amount: '1.005' }],
		['firstDueOn', { firstDueOn: '2026-02-30' }],
		['lastDueOn', { lastDueOn: '2026-01-01' }],
		['description', { description: ' ' }],
	] as const) {
		const { id } = await draftPayable(supplied)
		const given = {
			contractId: id,
			description: 'Rent',
			amount: '1',
			interval: rent,
			firstDueOn: '2026-01-31',
			...wrong,
		}
		const outcome = await act(supplied.world.books, supplied.finance, addPayable, given)
		expect(outcome).toMatchObject({ ok: false, refusal: { code: 'input.invalid', facts: { field } } })
	}
})

test('a list of payments is read on from the last one seen, and comes to the same as read at once', async () => {
	await using supplied = await openSupplier('2026-01-15')
	const { id } = await draftPayable(supplied)
	for (const description of ['Rent', 'Heating', 'Cleaning']) await planRent(supplied, id, { description })
	const asked = { to: '2026-12-31', alsoDrafts: true }
	const whole = await supplied.run(listDues, { ...asked, limit: 100 })
	expect(whole).toHaveLength(36)
	const read: typeof whole = []
	for (;;) {
		const some = (await supplied.run(listDues, { ...asked, after: read.at(-1), limit: 5 })).slice(0, 5)
		read.push(...some)
		if (some.length < 5) break
	}
	expect(read).toEqual(whole)
})
