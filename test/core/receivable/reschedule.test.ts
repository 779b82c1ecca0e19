import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { previewProposal } from '#core/approval/preview-proposal.ts'
import { parseDay } from '#core/calendar.ts'
import { readOwed } from '#core/collection/owed.ts'
import { bill } from '#core/invoice/run.ts'
import { writeOffInvoice } from '#core/invoice/write-off.ts'
import { findStatement } from '#core/journal/statement.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { giveUpRest, previewGiveUp } from '#core/receivable/change-plan.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { findPlans } from '#core/receivable/find-plans.ts'
import { keepTerms, keptTerms } from '#core/receivable/kept-terms.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import type { PlanTerms } from '#core/receivable/plan-terms.ts'
import { previewRestRequest } from '#core/receivable/preview-rest-request.ts'
import { waivePenalty } from '#core/receivable/waiver.ts'
import { cardOf, hire, press, rule, step } from '#test/core/approval/office.ts'
import { finance } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { agree, sell } from './sold-machine.ts'

const administrator = { ...finance, role: 'administrator' } as const

const twenty: PlanTerms = {
	...{ kind: 'equal', downPayment: null, count: 20, everyMonths: 1, firstDueOn: parseDay('2028-06-30') },
}

/** A plan of 13 of which three are invoiced by 1 April, the down payment of 20,000.00 for 61 days past due. */
async function late(world: World) {
	const { books, clock, sql } = world
	const sold = await sell(world)
	const plan = await agree(world, sold.id, sold.lineIds)
	expectOk(
		await act(books, finance, setPenaltyTerms, {
			...{ contractType: null, contractId: sold.id, validFrom: '2028-01-01', dailyRatePercent: '0.05', graceDays: 0 },
			chargeGrace: false,
		}),
	)
	clock.standOn(Temporal.PlainDate.from('2028-04-01'))
	await bill(books, finance, clock.today(), 1)
	const invoices = await sql<{ id: string; number: string }[]>`
		select distinct invoice.id, number, due_on from invoice join invoice_line on invoice_id = invoice.id
		where invoice_line.kind = 'instalment' order by due_on`
	const input = {
		...{ contractId: sold.id, planId: plan.id, terms: keepTerms(twenty), reason: 'A poor harvest' },
		rollIn: [] as string[],
	}
	const openCount = async () =>
		(await sql`select from instalment where dropped_sequence is null and not is_invoiced(id)`).length
	return { ...sold, plan, invoices, input, openCount }
}

describe('rescheduling a collection plan', () => {
	test('is done at once where no workflow applies, as it was seen', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock } = world
		const { input, invoices, openCount, customer } = await late(world)
		const kind = 'reschedule'
		const { seen, asks } = expectOk(await look(books, finance, previewProposal<'reschedule'>, { kind, input }))
		expect(asks).toBeNull()
		const other = await act(books, finance, propose<'reschedule'>, { kind, input, seen: 'other' })
		expect(other.ok ? 'done' : other.refusal.code).toBe('change.different')
		// Whoever may not take invoices back does it by no reschedule either, where nobody has agreed.
		const seller = { ...finance, role: 'salesperson' } as const
		const rolled = { ...input, rollIn: [invoices[1]?.id ?? ''] }
		expect(await act(books, seller, propose<'reschedule'>, { kind, input: rolled })).toMatchObject({
			refusal: { code: 'not_permitted', facts: { action: 'invoice.void' } },
		})
		const done = expectOk(await act(books, finance, propose<'reschedule'>, { kind, input, seen }))
		expect(done.kind).toBe('done')
		expect(await openCount()).toBe(20)
		const debt = { customerId: customer.id, currency: 'EUR' }
		const owed = expectOk(await look(books, finance, readOwed, debt)).invoices.filter(({ instalment }) => instalment)
		const [plan] = expectOk(await look(books, finance, findPlans, { contractId: input.contractId }))
		const planned = plan?.instalments.filter(({ invoice }) => invoice) ?? []
		expect(owed.map(({ instalment: of }) => [of?.number, of?.of, of?.downPayment])).toEqual([
			[0, 22, true],
			[1, 22, false],
			[2, 22, false],
		])
		expect(owed.map(({ number, instalment: of }) => [number, of?.number, of?.of])).toEqual(
			planned.map(({ invoice, number, of }) => [invoice?.number, number, of]),
		)
		// Seen from a past day it is as it was agreed then, with what was invoiced by then.
		clock.standOn(clock.today().add({ days: 2 }))
		const seenOn = async (on: string) => {
			const [then] = expectOk(await look(books, finance, findPlans, { contractId: input.contractId, on }))
			const made = then?.instalments.filter(({ invoice }) => invoice) ?? []
			return then && [then.instalments.length, made.length, then.givenUpMinor]
		}
		expect([await seenOn('2028-01-19'), await seenOn('2028-01-20'), await seenOn('2028-03-31')]).toEqual([
			undefined,
			[13, 0, 0n],
			[13, 0, 0n],
		])
		expect(await seenOn('2028-04-01')).toEqual([23, 3, 0n])
	})

	test('waits for whom the workflow asks, who see what is open, how late it is, and that the penalty interest stays', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock } = world
		const { id, input, openCount } = await late(world)
		const [fritz, fiona] = [await hire(books, 'fritz', 'finance'), await hire(books, 'fiona', 'finance')]
		await rule(world, 'reschedule', [step()], { conditions: [{ fact: 'overdue_days', is: 'above', value: '30' }] })
		const made = expectOk(await act(books, fritz, propose<'reschedule'>, { kind: 'reschedule', input }))
		if (made.kind !== 'asked') throw new Error('Nobody was asked')
		expect(await openCount()).toBe(10)
		const owed = expectOk(await look(books, finance, findPenalty, { contractId: id }))
		const card = await cardOf(world, made.requestId, fiona)
		const facts = Object.fromEntries(card.facts.map(({ name, value }) => [name, value]))
		expect(facts).toMatchObject({
			...{ reason: { text: 'A poor harvest' }, plan: { text: 'Machine' } },
			...{ overdue_days: { text: '61' }, penalty_stays: { minor: String(owed.dueMinor) } },
		})
		expect(owed.dueMinor).toBeGreaterThan(0n)
		expect(facts.open).toEqual({ kind: 'money', minor: '8372427', currency: 'EUR' })
		expect(card.changes).toMatchObject([
			{ name: 'instalments', before: { text: '10' }, after: { text: '20' } },
			{ name: 'first_due_on', before: { on: '2028-04-29' }, after: { on: '2028-06-30' } },
			{ name: 'last_due_on', before: { on: '2029-01-29' }, after: { on: '2030-01-30' } },
		])
		const own = await press(world, fritz, made.requestId, 'approve')
		expect(own.ok ? 'done' : own.refusal.code).toBe('approval.own')
		// A week later it is later by a week and nothing else.
		clock.standOn(Temporal.PlainDate.from('2028-04-08'))
		expectOk(await press(world, fiona, made.requestId, 'approve'))
		expect(await openCount()).toBe(20)
	})

	test('is asked for anew with the figures of now once money has come', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock, sql } = world
		const { customer, invoices, input, openCount } = await late(world)
		const [fritz, fiona] = [await hire(books, 'fritz', 'finance'), await hire(books, 'fiona', 'finance')]
		await rule(world, 'reschedule', [step()])
		const made = expectOk(await act(books, fritz, propose<'reschedule'>, { kind: 'reschedule', input }))
		if (made.kind !== 'asked') throw new Error('Nobody was asked')
		clock.standOn(Temporal.PlainDate.from('2028-04-03'))
		expectOk(
			await act(books, finance, recordReceipts, [
				{
					...{ customerId: customer.id, currency: 'EUR', amountMinor: 2_000_000n, receivedOn: '2028-03-01' },
					...{ method: 'transfer', reference: '', invoiceId: invoices[0]?.id ?? null, importKey: 'late' },
				} as const,
			]),
		)
		expectOk(await press(world, fiona, made.requestId, 'approve'))
		expect(await openCount()).toBe(10)
		const requests = await sql<{ id: string; state: string }[]>`
			select id, state from approval_request where subject_kind = 'reschedule' order by requested_at`
		expect(requests.map(({ state }) => state)).toEqual(['outdated', 'waiting'])
		// The fresh one is of the figures of its own day: the next yes does it.
		clock.standOn(Temporal.PlainDate.from('2028-04-05'))
		expectOk(await press(world, fiona, requests[1]?.id ?? '', 'approve'))
		expect(await openCount()).toBe(20)
	})

	test('names the invoices that are taken back, and the penalty interest that ends with them', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, sql } = world
		const { id, invoices, input } = await late(world)
		const [fritz, mara] = [await hire(books, 'fritz', 'finance'), await hire(books, 'mara', 'manager')]
		await rule(world, 'reschedule', [step({ approvers: [{ kind: 'role', role: 'manager', ofGroup: false }] })])
		// What was waived of the oldest serves the others once that is taken back.
		const waiver = { contractId: id, amountMinor: 100n, percent: null, reason: 'A storm' }
		expectOk(await act(books, administrator, decided(waivePenalty), waiver))
		const rolled = { ...input, rollIn: [invoices[0]?.id ?? ''] }
		const made = expectOk(await act(books, fritz, propose<'reschedule'>, { kind: 'reschedule', input: rolled }))
		if (made.kind !== 'asked') throw new Error('Nobody was asked')
		const card = await cardOf(world, made.requestId, mara)
		expect(card.facts.filter(({ name }) => name === 'taken_back')).toEqual([
			{ name: 'taken_back', value: { kind: 'text', text: invoices[0]?.number } },
		])
		expect(card.changes.find(({ name }) => name === 'instalments')).toMatchObject({ before: { text: '11' } })
		const penalty = card.changes.find(({ name }) => name === 'penalty_due')
		// Whoever may not take invoices back alone does it by the right of the approval.
		expectOk(await press(world, mara, made.requestId, 'approve'))
		const [state] = await sql<{ state: string }[]>`select state from approval_request`
		expect(state?.state).toBe('approved')
		const owed = expectOk(await look(books, finance, findPenalty, { contractId: id }))
		expect(penalty?.after).toEqual({ kind: 'money', minor: String(owed.dueMinor), currency: 'EUR' })
	})

	test('giving up the rest is a write-off: nobody does it alone, and whoever agrees to write-offs is asked, on what it gives up', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock } = world
		const { customer, id, invoices, input, openCount } = await late(world)
		const [fritz, fiona] = [await hire(books, 'fritz', 'finance'), await hire(books, 'fiona', 'finance')]
		await rule(world, 'write_off', [step()])
		const { planId } = input
		const rest = expectOk(await look(books, fritz, previewGiveUp, { planId }))
		expect(await act(books, fritz, giveUpRest, { planId, seen: rest.seen, reason: 'Bankrupt' })).toMatchObject({
			refusal: { code: 'not_permitted', facts: { action: 'decided.plan_rest' } },
		})
		const wanted = { kind: 'plan_rest' as const, input: { contractId: id, planId, reason: 'Bankrupt' } }
		const elsewhere = { ...wanted, input: { ...wanted.input, contractId: crypto.randomUUID() } }
		expect((await act(books, fritz, propose<'plan_rest'>, elsewhere)).ok).toBe(false)
		const shown = expectOk(await look(books, fritz, previewRestRequest, wanted.input))
		expect(shown).toMatchObject({ asks: true, restMinor: rest.restMinor })
		const made = expectOk(await act(books, fritz, propose<'plan_rest'>, { ...wanted, seen: shown.seen }))
		if (made.kind !== 'asked') throw new Error('Nobody was asked')
		const facts = Object.fromEntries(
			(await cardOf(world, made.requestId, fiona)).facts.map(({ name, value }) => [name, value]),
		)
		expect(facts).toMatchObject({
			given_up: { minor: String(rest.restMinor) },
			stays_owed: { minor: String(rest.owedMinor) },
		})
		const own = await press(world, fritz, made.requestId, 'approve')
		expect(own.ok ? 'done' : own.refusal.code).toBe('approval.own')
		clock.standOn(Temporal.PlainDate.from('2028-04-03'))
		const receipt = { customerId: customer.id, currency: 'EUR', amountMinor: 5_00n, receivedOn: '2028-04-03' }
		const how = { method: 'transfer', reference: '', invoiceId: invoices[0]?.id ?? null, importKey: 'late' } as const
		expectOk(await act(books, finance, recordReceipts, [{ ...receipt, ...how }]))
		const pressed = expectOk(await press(world, fiona, made.requestId, 'approve'))
		expect(pressed.did).toBe('outdated')
		expect(await openCount()).toBe(10)
		expect(expectOk(await press(world, fiona, pressed.freshId ?? '', 'approve')).did).toBe('approved')
		expect(await openCount()).toBe(0)
	})

	test('leaves statements of days before it as they were, as do giving up the rest and a write-off', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock } = world
		const { id, invoices, input } = await late(world)
		const plansOn = async (on: string) => {
			const { accounts } = expectOk(await look(books, finance, findStatement, { contractId: id, on }))
			return accounts[0]?.plans.map(({ totalMinor, invoicedMinor, overdueMinor, givenUpMinor, instalments }) => ({
				...{ totalMinor, invoicedMinor, overdueMinor, givenUpMinor },
				instalments: instalments.map(({ dueOn, openMinor, invoice }) => [dueOn, openMinor, invoice?.number]),
			}))
		}
		const stood = await plansOn('2028-04-01')
		expect(stood?.[0]?.instalments).toHaveLength(13)
		clock.standOn(Temporal.PlainDate.from('2028-04-02'))
		const asked = { kind: 'reschedule' as const, input: { ...input, rollIn: [invoices[1]?.id ?? ''] } }
		expectOk(await act(books, administrator, propose<'reschedule'>, asked))
		// The statement of the day before still tells the plan as it was then, and of the days before there was one none.
		expect(await plansOn('2028-04-01')).toEqual(stood)
		expect((await plansOn('2028-04-02'))?.[0]?.instalments).toHaveLength(22)
		expect(await plansOn('2028-01-19')).not.toContainEqual(expect.anything())
		const planId = input.planId
		const { seen } = expectOk(await look(books, administrator, previewGiveUp, { planId }))
		clock.standOn(Temporal.PlainDate.from('2028-04-03'))
		expectOk(await act(books, administrator, decided(giveUpRest), { planId, seen, reason: 'Bankrupt' }))
		expect(await plansOn('2028-04-01')).toEqual(stood)
		expect((await plansOn('2028-04-02'))?.[0]).toMatchObject({ givenUpMinor: 0n })
		const [last] = (await plansOn('2028-04-03')) ?? []
		expect(last).toMatchObject({ givenUpMinor: (last?.totalMinor ?? 0n) - (last?.invoicedMinor ?? 0n) })
		const lost = { id: invoices[0]?.id ?? '', reason: 'Bankrupt' }
		expectOk(await act(books, administrator, decided(writeOffInvoice), lost))
		expect(await plansOn('2028-04-01')).toEqual(stood)
		expect((await plansOn('2028-04-03'))?.[0]?.overdueMinor).toBeLessThan(last?.overdueMinor ?? 0n)
	})
})

test('kept terms are read as they were said', () => {
	const rows = [
		{ dueOn: parseDay('2028-06-30'), label: 'Half' },
		{ dueOn: parseDay('2028-07-31'), label: '' },
	]
	const all: PlanTerms[] = [
		twenty,
		{ ...twenty, downPayment: { dueOn: parseDay('2028-05-01'), amountMinor: 5n } } as PlanTerms,
		{ kind: 'percents', rows: rows.map((row) => ({ ...row, percent: { digits: 505n, scale: 1 } })) },
		{ kind: 'amounts', rows: rows.map((row) => ({ ...row, amountMinor: 12345678901234n })) },
	]
	for (const terms of all) expect(keptTerms.parse(JSON.parse(JSON.stringify(keepTerms(terms))))).toEqual(terms)
})
