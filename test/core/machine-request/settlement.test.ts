import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { closeEndedContracts } from '#core/contract/close.ts'
import { writeOffInvoice } from '#core/invoice/write-off.ts'
import { findCertificateFacts } from '#core/machine-request/certificate-facts.ts'
import { confirmByHand } from '#core/machine-request/confirm.ts'
import { allocateReceipt } from '#core/payment/allocate-receipt.ts'
import { undoReceipts } from '#core/payment/record.ts'
import { recordDispute } from '#core/payment/record-dispute.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { undoWaiver, waivePenalty } from '#core/receivable/waiver.ts'
import { cardOf, press } from '#test/core/approval/office.ts'
import { codeOf } from '#test/core/delivery/gate.ts'
import { sell } from '#test/core/equipment/yard.ts'
import { finance, system } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { ask, crew, deliver, found, pay, stateOf } from './lot.ts'

let world: World
let people: Awaited<ReturnType<typeof crew>>
const day = (on: string) => world.clock.standOn(Temporal.PlainDate.from(on))

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-10' })
	people = await crew(world)
	await world.sql`insert into penalty_terms (valid_from, daily_rate_percent, grace_days, charge_grace, written_by, written_at)
		values ('2020-01-01', 0.05, 0, true, 'system:test', now())`
})
afterAll(() => world.close())

test('a contract is settled at zero alone: paid, penalty interest waived, nothing locked; then its machine is the customer’s', async () => {
	day('2026-01-10')
	const { books, sql } = world
	const { collector, risk } = people
	const lot = await deliver(world, 'SN-1')
	const { contractId, equipmentId } = lot
	day('2026-03-01')
	const settle = { kind: 'settlement', becomes: 'sold', equipmentIds: [] } as const
	expect(codeOf((await ask(world, collector, lot, settle)).outcome)).toBe('machine_request.not_settled')
	const lock = await ask(world, collector, lot, { kind: 'lock' })
	expectOk(await press(world, risk, lock.approvalId, 'approve'))
	expectOk(await act(books, collector, confirmByHand, { id: lock.id, equipmentId }))
	await pay(world, lot, '2026-03-01')
	expect(codeOf((await ask(world, collector, lot, settle)).outcome)).toBe('equipment.not_allowed_in_state')
	const unlock = await ask(world, collector, lot, { kind: 'unlock' })
	expectOk(await act(books, collector, confirmByHand, { id: unlock.id, equipmentId }))
	// Fifty days of 0.05 % on 1,000.00 are still owed.
	expect(codeOf((await ask(world, collector, lot, settle)).outcome)).toBe('machine_request.not_settled')
	const waiver = { contractId, amountMinor: 2500n, percent: null, reason: 'Goodwill' }
	expectOk(await act(books, finance, decided(waivePenalty), waiver))
	const asked = await ask(world, collector, lot, settle)
	expect(asked.outcome).toMatchObject({ value: { asked: 'waits' } })
	expect((await cardOf(world, asked.approvalId, risk)).facts).toMatchObject([
		{ name: 'machine' },
		{ name: 'stays_with_customer', value: { is: true } },
		{ name: 'met', value: { condition: 'paid_off' } },
		{ name: 'met', value: { condition: 'all_invoiced' } },
		{ name: 'met', value: { condition: 'none_locked' } },
		{ name: 'overdue' },
		{ name: 'waived', value: { minor: '2500' } },
		{ name: 'pay_off', value: { minor: '0' } },
		{ name: 'delivered_on' },
	])
	expectOk(await press(world, risk, asked.approvalId, 'approve'))
	expect(await found(world, asked.id)).toMatchObject({
		...{ state: 'done', certificateNumber: 'ST-00001', settledOn: '2026-03-01', machines: [{ state: 'done' }] },
	})
	expect(await stateOf(world, lot)).toBe('sold')
	expect(await sql`select settled from machine_request where id = ${asked.id}`).toEqual([
		{ settled: { currency: 'EUR', invoicedMinor: '100000', receivedMinor: '100000', givenUpMinor: '0' } },
	])
	const contract = async () => await sql`select state, ends_on::text as on from contract where id = ${contractId}`
	expect(await contract()).toEqual([{ state: 'ending', on: '2026-03-01' }])
	day('2026-03-02')
	expectOk(await act(books, system, closeEndedContracts, undefined))
	expect(await contract()).toEqual([{ state: 'closed', on: '2026-03-01' }])
	expect(await sql`select payload ->> 'requestId' as id from outbox where key like 'letter:settled:%'`).toEqual([
		{ id: asked.id },
	])
	expect(codeOf((await ask(world, collector, lot, settle)).outcome)).toBe('machine_request.settled')
})

test('what is paid only until the decision is not settled, and nothing of it is left', async () => {
	day('2026-05-01')
	const { books, sql } = world
	const lot = await deliver(world, 'SN-2')
	const receipts = await pay(world, lot, '2026-05-01')
	const back = { kind: 'settlement', becomes: 'returned', equipmentIds: [] } as const
	const asked = await ask(world, people.collector, lot, back)
	expectOk(await act(books, finance, async (scope) => await undoReceipts(scope, receipts), undefined))
	expectOk(await press(world, people.risk, asked.approvalId, 'approve'))
	expect(await found(world, asked.id)).toMatchObject({
		...{ state: 'failed', certificateNumber: null, ended: { note: 'machine_request.not_settled' } },
	})
	expect(await stateOf(world, lot)).toBe('delivered')
	expect(await sql`select state, ends_on from contract where id = ${lot.contractId}`).toEqual([
		{ state: 'active', ends_on: null },
	])
	await pay(world, lot, '2026-05-01')
	const again = await ask(world, people.collector, lot, back)
	expectOk(await press(world, people.risk, again.approvalId, 'approve'))
	expect(await found(world, again.id)).toMatchObject({ state: 'done', certificateNumber: 'ST-00002' })
	expect(await stateOf(world, lot)).toBe('returned')
})

test('what was written off is no longer owed: the contract is settled, and its card and certificate say what was given up', async () => {
	day('2026-05-10')
	const { books, sql } = world
	const { collector, risk } = people
	const lot = await deliver(world, 'SN-4')
	day('2026-06-20')
	const lock = await ask(world, collector, lot, { kind: 'lock' })
	expectOk(await press(world, risk, lock.approvalId, 'approve'))
	expectOk(await act(books, collector, confirmByHand, { id: lock.id, equipmentId: lot.equipmentId }))
	const [invoice] = await sql<{ id: string }[]>`select id from invoice where contract_id = ${lot.contractId}`
	const writeOff = { id: invoice?.id ?? '', reason: 'Bankrupt' }
	expectOk(await act(books, finance, decided(writeOffInvoice), writeOff))
	// Nothing is overdue any more: an unlocking needs nobody, and another lock would have no ground.
	const unlock = await ask(world, collector, lot, { kind: 'unlock' })
	expect(unlock.outcome).toMatchObject({ value: { asked: 'done' } })
	expectOk(await act(books, collector, confirmByHand, { id: unlock.id, equipmentId: lot.equipmentId }))
	const { dueMinor } = expectOk(await look(books, finance, findPenalty, { contractId: lot.contractId }))
	const waiver = { contractId: lot.contractId, amountMinor: dueMinor, percent: null, reason: 'Bankrupt' }
	expectOk(await act(books, finance, decided(waivePenalty), waiver))
	const asked = await ask(world, collector, lot, { kind: 'settlement', becomes: 'returned', equipmentIds: [] })
	expect(asked.outcome).toMatchObject({ value: { asked: 'waits' } })
	const { facts } = await cardOf(world, asked.approvalId, risk)
	expect(facts).toContainEqual({ name: 'written_off', value: { kind: 'money', minor: '100000', currency: 'EUR' } })
	expect(facts).toContainEqual({ name: 'pay_off', value: { kind: 'money', minor: '0', currency: 'EUR' } })
	expectOk(await press(world, risk, asked.approvalId, 'approve'))
	expect(await found(world, asked.id)).toMatchObject({ state: 'done' })
	expect(expectOk(await look(books, finance, findCertificateFacts, { requestId: asked.id }))).toMatchObject({
		...{ invoicedMinor: 100_000n, receivedMinor: 0n, givenUpMinor: 100_000n },
	})
})

test('what is not invoiced yet keeps a contract from being settled', async () => {
	day('2026-06-01')
	const { contractId } = await sell(world, 'SN-3', { active: true })
	const lot = { contractId, equipmentId: '', customerId: '', serialNumber: '' }
	const asked = await ask(world, people.collector, lot, { kind: 'settlement', equipmentIds: [] })
	expect(codeOf(asked.outcome)).toBe('machine_request.not_settled')
})

test('a settlement whose money goes again is overtaken, stays in the books, and the contract is settled anew', async () => {
	day('2026-07-01')
	const { books, sql } = world
	const { collector, risk } = people
	const lot = await deliver(world, 'SN-5')
	const settle = { kind: 'settlement', becomes: 'sold', equipmentIds: [] } as const
	const receipts = await pay(world, lot, '2026-07-01')
	const first = await ask(world, collector, lot, settle)
	expectOk(await press(world, risk, first.approvalId, 'approve'))
	day('2026-07-02')
	expectOk(await act(books, system, closeEndedContracts, undefined))
	day('2026-07-20')
	const told = async () => expectOk(await look(books, finance, findCertificateFacts, { requestId: first.id })).number
	const certificate = await told()
	const ofContract = async () => await look(books, finance, findCertificateFacts, { contractId: lot.contractId })
	expect(expectOk(await ofContract()).id).toBe(first.id)
	expect(await found(world, first.id)).toMatchObject({ state: 'done', isOvertaken: false })

	expectOk(await act(books, finance, async (scope) => await undoReceipts(scope, receipts), undefined))
	expect(await found(world, first.id)).toMatchObject({
		...{ state: 'done', isOvertaken: true, certificateNumber: certificate, settledOn: '2026-07-01' },
	})
	expect(codeOf(await ofContract())).toBe('not_found')
	expect(await told()).toBe(certificate)
	expect(
		await sql`select kind, facts ->> 'number' as number from event
			where contract_id = ${lot.contractId} and kind like 'contract.settle%' order by id`,
	).toEqual([
		{ kind: 'contract.settled', number: certificate },
		{ kind: 'contract.settlement_overtaken', number: certificate },
	])
	expect(await stateOf(world, lot)).toBe('sold')
	expect(codeOf((await ask(world, collector, lot, settle)).outcome)).toBe('machine_request.not_settled')

	await pay(world, lot, '2026-07-20')
	// What was late until then is given up, and given up no more, and given up.
	const { dueMinor } = expectOk(await look(books, finance, findPenalty, { contractId: lot.contractId }))
	const waiver = { contractId: lot.contractId, amountMinor: dueMinor, percent: null, reason: 'Goodwill' }
	const { id: waiverId } = expectOk(await act(books, finance, decided(waivePenalty), waiver))
	const second = await ask(world, collector, lot, settle)
	expectOk(await press(world, risk, second.approvalId, 'approve'))
	const again = expectOk(await ofContract())
	expect([again.id, again.number === certificate]).toEqual([second.id, false])
	expect(codeOf((await ask(world, collector, lot, settle)).outcome)).toBe('machine_request.settled')
	expectOk(await act(books, finance, undoWaiver, { id: waiverId }))
	expect(await found(world, second.id)).toMatchObject({ state: 'done', isOvertaken: true })
	await expect(sql`update machine_request set overtaken_at = null where id = ${second.id}`).rejects.toMatchObject({
		code: '23001',
	})
})

test('a card’s bank that takes the money back overtakes the settlement', async () => {
	day('2026-09-01')
	const { books, sql } = world
	const lot = await deliver(world, 'SN-6')
	await pay(world, lot, '2026-09-01')
	const asked = await ask(world, people.collector, lot, { kind: 'settlement', becomes: 'sold', equipmentIds: [] })
	expectOk(await press(world, people.risk, asked.approvalId, 'approve'))
	const [payment] = await sql<{ id: string }[]>`select id from payment where customer_id = ${lot.customerId}`
	const dispute = { paymentId: payment?.id ?? '', processorDisputeId: 'dp_9', amountMinor: 5n, reason: 'fraudulent' }
	expectOk(await act(books, system, recordDispute, { ...dispute, state: 'inquiry', answerBy: null }))
	expect(await found(world, asked.id)).toMatchObject({ isOvertaken: false })
	expectOk(await act(books, system, recordDispute, { ...dispute, state: 'open', answerBy: null }))
	expect(await found(world, asked.id)).toMatchObject({ state: 'done', isOvertaken: true })
})

test('a part of what was written off that is paid after all overtakes the settlement, the whole of it does not', async () => {
	const { books, sql } = world
	const settleWrittenOff = async (on: string, serialNumber: string) => {
		day(on)
		const lot = await deliver(world, serialNumber)
		const [invoice] = await sql<{ id: string }[]>`select id from invoice where contract_id = ${lot.contractId}`
		const invoiceId = invoice?.id ?? ''
		expectOk(await act(books, finance, decided(writeOffInvoice), { id: invoiceId, reason: 'Bankrupt' }))
		const asked = await ask(world, people.collector, lot, { kind: 'settlement', becomes: 'sold', equipmentIds: [] })
		expectOk(await press(world, people.risk, asked.approvalId, 'approve'))
		expect(await found(world, asked.id)).toMatchObject({ state: 'done', isOvertaken: false })
		const receipt = (amountMinor: bigint) => ({
			...{ customerId: lot.customerId, currency: 'EUR', amountMinor, receivedOn: on, method: 'transfer' as const },
		})
		return { lot, id: asked.id, invoiceId, receipt }
	}
	const inPart = await settleWrittenOff('2026-10-01', 'SN-7')
	const toIt = (invoiceId: string, amountMinor: bigint) => ({ by: 'hand' as const, to: [{ invoiceId, amountMinor }] })
	const part = { ...inPart.receipt(40_000n), allocate: toIt(inPart.invoiceId, 40_000n) }
	expectOk(await act(books, finance, recordReceipt, part))
	expect(await found(world, inPart.id)).toMatchObject({ state: 'done', isOvertaken: true })

	const whole = await settleWrittenOff('2026-10-02', 'SN-8')
	expectOk(
		await act(books, finance, recordReceipt, {
			...{ ...whole.receipt(100_000n), allocate: toIt(whole.invoiceId, 100_000n) },
		}),
	)
	expect(await found(world, whole.id)).toMatchObject({ isOvertaken: false })

	const later = await settleWrittenOff('2026-10-03', 'SN-9')
	const kept = { ...later.receipt(30_000n), allocate: { by: 'none' as const } }
	const { paymentId } = expectOk(await act(books, finance, recordReceipt, kept))
	expect(await found(world, later.id)).toMatchObject({ isOvertaken: false })
	expectOk(
		await act(books, finance, allocateReceipt, {
			...{ paymentId, allocate: toIt(later.invoiceId, 30_000n), freeMinor: 30_000n },
		}),
	)
	expect(await found(world, later.id)).toMatchObject({ isOvertaken: true })
})
