// One machine, from the survey of who buys it on twelve instalments to its certificate of settlement.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { requestWaiver } from '#core/approval/request-waiver.ts'
import { parseDay } from '#core/calendar.ts'
import { closeEndedContracts } from '#core/contract/close.ts'
import { createContract } from '#core/contract/create.ts'
import { closeSurvey } from '#core/credit-survey/close.ts'
import { findGatePasses } from '#core/delivery/find.ts'
import { confirmGatePass } from '#core/delivery/pass.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { registerLines } from '#core/equipment/register.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { readGuarantorsOf } from '#core/guarantor/of-contract.ts'
import { bill } from '#core/invoice/run.ts'
import { findStatement } from '#core/journal/statement.ts'
import { confirmByHand } from '#core/machine-request/confirm.ts'
import { issueInstalments } from '#core/receivable/change-plan.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { makePlan, previewPlan } from '#core/receivable/make-plan.ts'
import { findCoverable } from '#core/receivable/plan-cover.ts'
import { waivePenalty } from '#core/receivable/waiver.ts'
import { byRole, cardOf, hire, type Member, press, rule, step } from '#test/core/approval/office.ts'
import { caseAt, given, log, written } from '#test/core/collection/collecting.ts'
import { soundAnswers, submitted } from '#test/core/credit-survey/surveying.ts'
import { codeOf, demand, used } from '#test/core/delivery/gate.ts'
import { ask, found } from '#test/core/machine-request/lot.ts'
import { receive } from '#test/core/payment/hand.ts'
import { type Customer, finance, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

type People = Record<'seller' | 'manager' | 'surveyor' | 'risk' | 'store' | 'collector', Member>

let world: World
let customer: Customer
let people: People
let contractId: string
let planId: string
let equipmentId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-05' })
	const { books, sql } = world
	customer = await welcome(books, 'Nordwind Bau')
	people = {
		seller: await hire(books, 'sam', 'salesperson'),
		manager: await hire(books, 'mona', 'manager'),
		surveyor: await hire(books, 'sven', 'surveyor'),
		risk: await hire(books, 'fiona', 'finance'),
		store: await hire(books, 'stan', 'storekeeper'),
		collector: await hire(books, 'cora', 'collector'),
	}
	await sql`insert into penalty_terms (valid_from, daily_rate_percent, grace_days, charge_grace, written_by, written_at)
		values ('2026-01-01', 0.05, 0, false, 'system:test', now())`
	await rule(world, 'contract_activation', [step({ approvers: [byRole('finance')] })])
	await demand(world, [{ kind: 'contract_signed' }, { kind: 'survey_good' }])
})
afterAll(() => world.close())

/** The days pass with their runs, and each leaves the books in balance. */
async function until(on: string): Promise<void> {
	const { books, clock, sql } = world
	while (clock.today().toString() < on) {
		clock.standOn(clock.today().add({ days: 1 }))
		await bill(books, system, clock.today(), 1)
		expectOk(await act(books, system, tendPromises, undefined))
		expectOk(await act(books, system, closeEndedContracts, undefined))
		const [standing] = await sql<{ astray: number; owed: bigint; open: bigint }[]>`
			select (select count(*)::int from (select from journal_line group by entry_id having sum(amount_minor) <> 0) as entry) as astray,
				(select coalesce(sum(amount_minor), 0)::bigint from journal_line where account = 'receivable') as owed,
				(select coalesce(sum(total_minor - settled_minor), 0)::bigint from invoice) as open`
		expect([clock.today().toString(), standing]).toEqual([
			clock.today().toString(),
			{ astray: 0, owed: standing?.open, open: standing?.open },
		])
	}
}

/** The contract's statement: charged, paid, owed, past its day; and its penalty interest with what settles all of it. */
async function told(on = world.clock.today().toString()) {
	const { books } = world
	const { accounts } = expectOk(await look(books, finance, findStatement, { contractId, on }))
	const penalty = expectOk(await look(books, finance, findPenalty, { contractId, on }))
	const [account] = accounts
	const { debitMinor = 0n, creditMinor = 0n, closingMinor = 0n, items = [] } = account ?? {}
	expect(closingMinor).toBe(debitMinor - creditMinor)
	const overdue = items.filter(({ daysPastDue }) => daysPastDue > 0)
	return {
		charged: debitMinor,
		paid: creditMinor,
		owed: closingMinor,
		overdue: overdue.map(({ daysPastDue, openMinor }) => `${openMinor} for ${daysPastDue} days`),
		penalty: [penalty.accruedMinor, penalty.waivedMinor, penalty.dueMinor],
		payOff: penalty.payOffMinor,
	}
}

async function payOffOn(on: string) {
	const penalty = expectOk(await look(world.books, finance, findPenalty, { contractId, on }))
	// The statement says the same, with the account as of today where the day is to come.
	const statement = expectOk(await look(world.books, finance, findStatement, { contractId, on }))
	const { today } = world.clock
	expect([statement.payOffOn, statement.on]).toEqual([on, on < today().toString() ? on : today().toString()])
	const { payOffMinor, comingMinor, afterMinor } = penalty
	expect(statement.accounts).toMatchObject([{ payOffMinor, comingMinor, afterMinor }])
	const { openMinor: open, comingMinor: coming, dueMinor: due, payOffMinor: payOff, afterMinor: after } = penalty
	return { open, coming, due, payOff, after }
}

const lot = () => ({ contractId, equipmentId, customerId: customer.id, serialNumber: 'SN-4711' })

test('who buys is looked at, a guarantor stands behind them, and the contract is agreed to with both on the card', async () => {
	const { books } = world
	const line = { description: 'Excavator', model: 'EX-210', serialNumber: 'SN-4711', quantity: '1', unitPrice: '12000' }
	contractId = expectOk(
		await act(books, people.seller, createContract, {
			...{
				customerId: customer.id,
				currency: 'EUR',
				title: 'Excavator EX-210',
				timing: 'advance',
				alignment: 'anniversary',
			},
			...{ startsOn: '2026-01-15', paymentTermDays: 0, lines: [{ ...line, interval: null, startsOn: '2026-01-15' }] },
		} as never),
	).id
	const [coverable] = expectOk(await look(books, finance, findCoverable, { contractId }))
	const twelve = {
		kind: 'equal',
		downPayment: null,
		count: 12,
		everyMonths: 1,
		firstDueOn: parseDay('2026-02-15'),
	} as const
	const plan = { contractId, lineIds: [coverable?.lineId ?? ''], label: 'Machine', issueDaysBefore: 10, terms: twelve }
	const { seen, instalments } = expectOk(await look(books, people.seller, previewPlan, plan))
	expect(instalments.map(({ amountMinor }) => amountMinor)).toEqual(Array.from({ length: 12 }, () => 1_000_00n))
	planId = expectOk(await act(books, people.seller, makePlan, { ...plan, seen })).id
	const survey = await submitted(books, people, contractId, soundAnswers)
	const asked = await act(books, people.seller, propose<'contract_activation'>, {
		...{ kind: 'contract_activation', input: { id: contractId } },
	})
	const { value } = asked.ok ? asked : expect.fail()
	const requestId = value.kind === 'asked' ? value.requestId : ''
	expect(await cardOf(world, requestId)).toMatchObject({
		survey: { advice: 'grant', ownAdvice: 'grant' },
		guarantors: [{ name: 'Otto Berg', proposed: true }],
	})
	expectOk(await act(books, people.manager, closeSurvey, { id: survey, conclusion: 'grant', note: '' }))
	expect(codeOf(await press(world, people.seller, requestId, 'approve'))).toBe('approval.own')
	expectOk(await press(world, people.risk, requestId, 'approve'))
	const whose = { customerId: customer.id, contractId }
	const guarantors = await look(books, people.risk, async (scope) => await readGuarantorsOf(scope, whose), undefined)
	expect(expectOk(guarantors)).toMatchObject([{ name: 'Otto Berg', proposed: false }])
	await until('2026-01-20')
	expect(await world.sql`select state from contract where id = ${contractId}`).toEqual([{ state: 'active' }])
	expect(await told()).toEqual({ charged: 0n, paid: 0n, owed: 0n, overdue: [], penalty: [0n, 0n, 0n], payOff: 0n })
})

test('without the signed contract it leaves only for a reason and with the word of whoever looks at risk', async () => {
	const { books } = world
	const { unknown } = expectOk(await look(books, people.store, findMachinesOf, { contractId }))
	expectOk(await act(books, people.store, registerLines, { lineIds: unknown.map(({ id }) => id), isDelivered: false }))
	const { machines } = expectOk(await look(books, people.store, findMachinesOf, { contractId }))
	equipmentId = machines[0]?.id ?? ''
	const deliver = async (more: object = {}) =>
		await act(books, people.seller, propose<'delivery'>, {
			kind: 'delivery',
			input: { contractId, equipmentIds: [equipmentId], taker: 'Halden Haulage', ...more },
		})
	expect(codeOf(await deliver())).toBe('delivery.missing_since')
	const asked = expectOk(await deliver({ without: ['contract_signed'], reason: 'The original is in the post' }))
	if (asked.kind !== 'asked') throw new Error('Nobody was asked')
	expectOk(await press(world, people.risk, asked.requestId, 'approve'))
	const [pass] = expectOk(await look(books, people.store, findGatePasses, { contractId }))
	expectOk(await act(books, people.store, confirmGatePass, { id: pass?.id ?? '', ...used }))
	expect(await machine()).toBe('delivered')
})

test('the first instalment comes in time, the second is ten days late though it is typed a week after it came', async () => {
	const { books } = world
	await until('2026-02-14')
	expectOk(await receive(books, customer, '2026-02-14', 1_000_00n))
	expect(await told()).toMatchObject({ charged: 1_000_00n, paid: 1_000_00n, owed: 0n, penalty: [0n, 0n, 0n] })
	await until('2026-04-01')
	const late = { charged: 2_000_00n, paid: 1_000_00n, owed: 1_000_00n, overdue: ['100000 for 17 days'] }
	expect(await told()).toEqual({ ...late, penalty: [8_50n, 0n, 8_50n], payOff: 1_008_50n })
	expectOk(await receive(books, customer, '2026-03-25', 1_000_00n))
	const paid = {
		charged: 2_000_00n,
		paid: 2_000_00n,
		owed: 0n,
		overdue: [],
		penalty: [5_00n, 0n, 5_00n],
		payOff: 5_00n,
	}
	expect(await told()).toEqual(paid)
	// As of the day before it came nothing has changed, from its day on everything has.
	expect(await told('2026-03-24')).toMatchObject({ owed: 1_000_00n, penalty: [4_50n, 0n, 4_50n] })
	expect(await told('2026-03-25')).toMatchObject({ owed: 0n, penalty: [5_00n, 0n, 5_00n] })
})

test('the customer asks to be let off a part of what that cost, and somebody agrees', async () => {
	const { books } = world
	await until('2026-04-02')
	const wish = { contractId, amountMinor: 3_00n, reason: 'The bank was closed' }
	const { id } = expectOk(await act(books, customer.actor, requestWaiver, wish))
	expect((await told()).penalty).toEqual([5_00n, 0n, 5_00n])
	expectOk(await press(world, people.risk, id, 'approve'))
	expect(await told()).toMatchObject({ penalty: [5_00n, 3_00n, 2_00n], payOff: 2_00n })
})

test('the third does not come: a collector gets it, hears a promise, and the promise is broken', async () => {
	const { books } = world
	await until('2026-05-06')
	const caseId = await given(world, customer, people.collector, people.manager)
	const promise = { amountMinor: 1_000_00n, currency: 'EUR', on: '2026-05-10' }
	await log(books, people.collector, written(caseId, { promise, spokenTo: 'Anna Petersen' }))
	await until('2026-05-11')
	expect(await caseAt(books, caseId)).toMatchObject({ promises: [{ state: 'broken', amountMinor: 1_000_00n }] })
	const both = { charged: 4_000_00n, paid: 2_000_00n, owed: 2_000_00n, overdue: ['100000 for 26 days'] }
	expect(await told()).toEqual({ ...both, penalty: [18_00n, 3_00n, 15_00n], payOff: 2_015_00n })
})

test('the machine is locked, and not fetched', async () => {
	const { books } = world
	await until('2026-05-20')
	const lock = await ask(world, people.collector, lot(), { kind: 'lock', without: [] })
	expectOk(await press(world, people.risk, lock.approvalId, 'approve'))
	expectOk(await act(books, people.store, confirmByHand, { id: lock.id, equipmentId, note: 'By telephone' }))
	expect(await machine()).toBe('locked')
	await until('2026-05-25')
	const fetching = {
		kind: 'repossession',
		reason: 'No answer',
		place: 'Site 7',
		assigneeId: people.collector.userId,
	} as const
	const fetch = await ask(world, people.collector, lot(), fetching)
	expectOk(await press(world, people.risk, fetch.approvalId, 'reject', { comment: 'They pay on Monday' }))
	expect(await found(world, fetch.id)).toMatchObject({ state: 'rejected', ended: { note: 'They pay on Monday' } })
	expect(await machine()).toBe('locked')
})

test('they pay, and it is unlocked without asking anybody', async () => {
	const { books } = world
	await until('2026-06-01')
	const overdue = ['100000 for 47 days', '100000 for 17 days']
	const owing = { charged: 4_000_00n, paid: 2_000_00n, owed: 2_000_00n, overdue }
	expect(await told()).toEqual({ ...owing, penalty: [37_00n, 3_00n, 34_00n], payOff: 2_034_00n })
	// On days to come with the instalments that are invoiced by then, and their interest.
	expect(await payOffOn('2026-06-04')).toEqual({
		open: 2_000_00n,
		coming: 0n,
		due: 37_00n,
		payOff: 2_037_00n,
		after: 8_000_00n,
	})
	expect(await payOffOn('2026-06-10')).toEqual({
		open: 3_000_00n,
		coming: 1_000_00n,
		due: 43_00n,
		payOff: 3_043_00n,
		after: 7_000_00n,
	})
	expect(await payOffOn('2026-07-10')).toEqual({
		open: 4_000_00n,
		coming: 2_000_00n,
		due: 85_50n,
		payOff: 4_085_50n,
		after: 6_000_00n,
	})
	const { accounts } = expectOk(await look(world.books, finance, findStatement, { contractId, on: '2026-07-10' }))
	expect(accounts[0]?.coming).toMatchObject([
		{ on: '2026-06-05', dueOn: '2026-06-15', minor: 1_000_00n, contract: { id: contractId } },
		{ on: '2026-07-05', dueOn: '2026-07-15', minor: 1_000_00n },
	])
	// The plan as it stood on the day: what was received and open of each instalment.
	const planOn = async (on: string) => {
		const [account] = expectOk(await look(world.books, finance, findStatement, { contractId, on })).accounts
		return account?.plans.flatMap(({ instalments }) =>
			instalments
				.slice(0, 4)
				.map(({ dueOn, receivedMinor, openMinor, invoice }) => [dueOn, receivedMinor, invoice ? openMinor : null]),
		)
	}
	expect(await planOn('2026-07-10')).toEqual([
		['2026-02-15', 1_000_00n, 0n],
		['2026-03-15', 1_000_00n, 0n],
		['2026-04-15', 0n, 1_000_00n],
		['2026-05-15', 0n, 1_000_00n],
	])
	expect(await planOn('2026-03-24')).toEqual([
		['2026-02-15', 1_000_00n, 0n],
		['2026-03-15', 0n, 1_000_00n],
		['2026-04-15', 0n, null],
		['2026-05-15', 0n, null],
	])
	// And on days that are over without those that were invoiced since.
	expect(await payOffOn('2026-03-24')).toEqual({
		open: 1_000_00n,
		coming: 0n,
		due: 4_50n,
		payOff: 1_004_50n,
		after: null,
	})
	expect(await payOffOn('2026-04-03')).toEqual({ open: 0n, coming: 0n, due: 2_00n, payOff: 2_00n, after: null })
	const early = await ask(world, people.collector, lot(), { kind: 'unlock', without: [] })
	expect(codeOf(early.outcome)).toBe('machine_request.missing_since')
	expectOk(await receive(books, customer, '2026-06-01', 2_000_00n))
	expect(await told()).toMatchObject({ owed: 0n, overdue: [], penalty: [37_00n, 3_00n, 34_00n], payOff: 34_00n })
	const unlock = await ask(world, people.collector, lot(), { kind: 'unlock', without: [] })
	expect(unlock.outcome).toMatchObject({ value: { asked: 'done' } })
	expectOk(await act(books, people.store, confirmByHand, { id: unlock.id, equipmentId }))
	expect(await machine()).toBe('delivered')
})

test('the rest is paid ahead, what is left of the interest waived, and the contract settled at zero', async () => {
	const { books, sql } = world
	await until('2026-06-10')
	const settlement = { kind: 'settlement', becomes: 'sold', equipmentIds: [], without: [] } as const
	expect(codeOf((await ask(world, people.collector, lot(), settlement)).outcome)).toBe('machine_request.not_settled')
	const { invoiceIds } = expectOk(await act(books, finance, issueInstalments, { planId }))
	expect(invoiceIds).toHaveLength(7)
	expect(await told()).toMatchObject({ charged: 12_000_00n, owed: 8_000_00n, payOff: 8_034_00n })
	expectOk(await receive(books, customer, '2026-06-10', 8_000_00n))
	expect(codeOf((await ask(world, people.collector, lot(), settlement)).outcome)).toBe('machine_request.not_settled')
	const rest = { contractId, amountMinor: 34_00n, percent: null, reason: 'Paid ahead' }
	expectOk(await act(books, finance, decided(waivePenalty), rest))
	const last = {
		charged: 12_000_00n,
		paid: 12_000_00n,
		owed: 0n,
		overdue: [],
		penalty: [37_00n, 37_00n, 0n],
		payOff: 0n,
	}
	expect(await told()).toEqual(last)
	const asked = await ask(world, people.collector, lot(), settlement)
	expectOk(await press(world, people.risk, asked.approvalId, 'approve'))
	expect(await found(world, asked.id)).toMatchObject({ state: 'done', certificateNumber: 'ST-00001' })
	expect(await machine()).toBe('sold')
	await until('2026-06-12')
	expect(await sql`select state from contract where id = ${contractId}`).toEqual([{ state: 'closed' }])
	expect(await told()).toEqual(last)
	// What was told of a day before is told of it still.
	expect(await told('2026-05-11')).toMatchObject({
		owed: 2_000_00n,
		penalty: [18_00n, 3_00n, 15_00n],
		payOff: 2_015_00n,
	})
	expect(await told('2026-04-03')).toMatchObject({ owed: 0n, payOff: 2_00n })
})

async function machine(): Promise<string> {
	const [row] = await world.sql<{ state: string }[]>`select state from equipment where id = ${equipmentId}`
	return row?.state ?? ''
}
