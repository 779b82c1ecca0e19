import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findDigest } from '#core/alert/digest.ts'
import { type Alert, findAlerts } from '#core/alert/find.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { parseDay } from '#core/calendar.ts'
import { closeSettledCases } from '#core/collection/close-settled.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { findComingInstalment } from '#core/dunning/coming-instalment.ts'
import { remind } from '#core/dunning/remind.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { bill } from '#core/invoice/run.ts'
import { makePlan, previewPlan } from '#core/receivable/make-plan.ts'
import { findCoverable } from '#core/receivable/plan-cover.ts'
import { alertSentence, toldAlert } from '#emails/kit/alert.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { type Customer, finance, system, welcome } from '../payment/ledger.ts'
import { given, log, type Member, member, owing, receive, written } from './collecting.ts'

let world: World
let anna: Member
let customer: Customer
let invoiceId: string
let caseId: string

const raise = async () => expectOk(await act(world.books, system, raiseAlerts, undefined))

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	anna = await member(world.books, 'collector')
	;({ customer, invoiceId } = await owing(world, 'Nordwind'))
	world.clock.standOn('2026-03-05')
	await raise()
	caseId = await given(world, customer, anna)
})
afterAll(() => world.close())

/** What a collector is newly told of. */
async function told(): Promise<Alert[]> {
	await raise()
	const rows = await world.sql<{ id: string }[]>`
		select id from alert where user_id = ${anna.userId} and told_at is null order by id`
	const ids = rows.map(({ id }) => id)
	const alerts = expectOk(await look(world.books, system, findAlerts, { ids, language: 'en', userId: anna.userId }))
	await world.sql`update alert set told_at = now() where id = any(${ids}::uuid[])`
	return alerts
}

const sentences = async () =>
	(await told()).map((one) =>
		alertSentence(
			'en',
			toldAlert.parse({ ...one, customerName: one.customer.name, invoiceNumber: one.invoiceNumber ?? '' }),
		),
	)

test('a collector hears of a case that becomes theirs, of a broken promise, and finds both in the morning', async () => {
	expect(await sentences()).toEqual(['€500.00 is to be collected: the case was given to The collector.'])
	const morning = async () => expectOk(await look(world.books, system, findDigest, { userId: anna.userId })).cases
	expect(await morning()).toBe(1)
	const promise = { amountMinor: 30_000n, currency: 'EUR', on: '2026-03-06' }
	await log(world.books, anna, written(caseId, { promise }))
	expect(await morning()).toBe(0)
	world.clock.standOn('2026-03-07')
	expectOk(await act(world.books, system, tendPromises, undefined))
	expect(await sentences()).toEqual(['A promise was broken: €300.00 was promised by 6 March 2026. Nothing came.'])
	expect(await morning()).toBe(1)
})

/** A machine in three instalments of 400.00, the first due on 20 March. */
async function planned(customerId: string): Promise<string> {
	const { books } = world
	const contract = {
		...{ customerId, currency: 'EUR', startsOn: '2026-03-07', paymentTermDays: 14 },
		lines: [{ description: 'Forklift', quantity: '1', unitPrice: '1200', interval: null, startsOn: '2026-03-07' }],
	}
	const { id: contractId } = expectOk(await act(books, finance, createContract, contract as never))
	expectOk(await act(books, finance, decided(activateContract), { id: contractId }))
	const lineIds = expectOk(await look(books, finance, findCoverable, { contractId })).map(({ lineId }) => lineId)
	const terms = {
		kind: 'equal' as const,
		downPayment: null,
		count: 3,
		everyMonths: 1,
		firstDueOn: parseDay('2026-03-20'),
	}
	const asked = { contractId, lineIds, label: '', issueDaysBefore: 10, terms }
	const { seen } = expectOk(await look(books, finance, previewPlan, asked))
	expectOk(await act(books, finance, makePlan, { ...asked, seen }))
	return contractId
}

test('instalments are told of before and after their day, on the days on which the customer is', async () => {
	const { books } = world
	// Of a customer whom nobody collects from, whoever has the contract is told.
	const [quiet, boris] = [await welcome(books, 'Quiet'), await member(books, 'salesperson')]
	const contractId = await planned(customer.id)
	const ownedId = await planned(quiet.id)
	await world.sql`update contract set owner_id = ${boris.userId} where id = ${ownedId}`
	await world.sql`update dunning_policy set remind_before_days = '{3}', remind_after_days = '{5}'`
	for (const on of ['2026-03-10', '2026-03-17', '2026-03-25']) {
		world.clock.standOn(on)
		await bill(books, finance, Temporal.PlainDate.from(on))
		expectOk(await act(books, system, remind, undefined))
	}
	const alerts = (await told()).filter(({ trigger }) => trigger === 'instalment_reminded')
	expect(alerts).toMatchObject([
		{ dueOn: '2026-03-20', amountMinor: 40_000n, contract: { id: contractId } },
		{ dueOn: '2026-03-20', amountMinor: 40_000n },
	])
	const owners = await world.sql`
		select event.contract_id as "contractId" from alert join event on event.id = event_id
		where user_id = ${boris.userId} and event.kind = 'instalment.reminded'`
	expect(owners).toEqual([{ contractId: ownedId }, { contractId: ownedId }])
})

test('an instalment that is invoiced later is told of before its day to customer and collector, once', async () => {
	const { books, sql } = world
	await sql`update dunning_policy set remind_before_days = '{14,3}', remind_after_days = '{5}'`
	// On 6 April the second of 20 April is 14 days ahead, and invoiced on the 10th.
	for (const on of ['2026-04-06', '2026-04-07']) {
		world.clock.standOn(on)
		await bill(books, finance, Temporal.PlainDate.from(on))
		await Promise.all([1, 2].map(() => act(books, system, remind, undefined).then(expectOk)))
	}
	const alerts = (await told()).filter(({ trigger }) => trigger === 'instalment_reminded')
	expect(alerts).toMatchObject([{ dueOn: '2026-04-20', amountMinor: 40_000n, invoiceNumber: null }])
	expect(
		alerts.map((one) => alertSentence('en', toldAlert.parse({ ...one, customerName: 'Nordwind', invoiceNumber: '' }))),
	).toEqual(['An instalment is to be watched: €400.00, due on 20 April 2026, will be invoiced.'])
	const letters = await sql<{ id: string; on: string }[]>`
		select instalment.id, due_on::text as on from outbox join instalment on instalment.id = (payload ->> 'instalmentId')::uuid
		where payload ->> 'letter' = 'instalment-due-soon' order by outbox.id`
	expect(letters.map(({ on }) => on)).toEqual(['2026-04-20', '2026-04-20'])
	const asked = { id: letters[0]?.id ?? '' }
	expect(expectOk(await look(books, system, findComingInstalment, asked))).toMatchObject({
		...{ number: 2, of: 3, dueOn: '2026-04-20', issueOn: '2026-04-10', amountMinor: 40_000n, currency: 'EUR' },
	})
	// Once invoiced it is reminded of by its invoice, and a letter that still waits is not sent.
	world.clock.standOn('2026-04-10')
	await bill(books, finance, Temporal.PlainDate.from('2026-04-10'))
	expect(expectOk(await act(books, system, remind, undefined))).toBe(0)
	expect(expectOk(await look(books, system, findComingInstalment, asked))).toBeNull()
})

test('whoever had a case hears that its promise was kept, also when the same money has closed the case', async () => {
	const promise = { amountMinor: 50_000n, currency: 'EUR', on: '2026-04-30' }
	world.clock.moveOn({ hours: 1 })
	await log(world.books, anna, written(caseId, { promise }))
	world.clock.standOn('2026-04-26')
	const overdue = await world.sql<{ id: string; open: bigint }[]>`
		select id, total_minor - settled_minor as open from invoice
		where customer_id = ${customer.id} and due_on < '2026-04-26' and settled_minor < total_minor`
	expect(overdue.map(({ id }) => id)).toContain(invoiceId)
	for (const { id, open } of overdue) await receive(world.books, customer, id, open, '2026-04-26')
	expect(expectOk(await act(world.books, system, closeSettledCases, undefined))).toBe(1)
	expectOk(await act(world.books, system, tendPromises, undefined))
	expect((await told()).map(({ trigger }) => trigger)).toContain('promise_kept')
})
