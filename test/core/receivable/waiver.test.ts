// Longer than 300 lines: one sale, told from its terms to its waivers.
import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { requestWaiver } from '#core/approval/request-waiver.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { bill } from '#core/invoice/run.ts'
import { findStatement } from '#core/journal/statement.ts'
import { recordReceipts, undoReceipts } from '#core/payment/record.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { findWaivers } from '#core/receivable/find-waivers.ts'
import { findPenaltyTerms, removePenaltyTerms, setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { undoWaiver, waivePenalty } from '#core/receivable/waiver.ts'
import { cardOf, hire, press, rule, step } from '#test/core/approval/office.ts'
import { finance, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

const administrator = { ...finance, role: 'administrator' } as const

/** A contract over 1,000.00 on 10 January and 1,000.00 on 10 February, without tax, to be paid at once. */
async function sold(world: World) {
	const { books, clock, sql } = world
	const customer = await welcome(books)
	const once = (on: string) => ({
		description: `Part of ${on}`,
		quantity: '1',
		unitPrice: '1000',
		interval: null,
		startsOn: on,
	})
	const { id } = expectOk(
		await act(books, finance, createContract, {
			...{
				customerId: customer.id,
				currency: 'EUR',
				timing: 'advance',
				alignment: 'anniversary',
				startsOn: '2026-01-10',
				paymentTermDays: 0,
			},
			lines: [once('2026-01-10'), once('2026-02-10')],
		} as never),
	)
	expectOk(await act(books, finance, decided(activateContract), { id }))
	for (const on of ['2026-01-10', '2026-02-10']) {
		clock.standOn(Temporal.PlainDate.from(on))
		await bill(books, finance, clock.today(), 1)
	}
	const invoices = await sql<{ id: string }[]>`select id from invoice where contract_id = ${id} order by due_on`
	const [first = '', second = ''] = invoices.map((one) => one.id)
	const receive = async (receivedOn: string, amountMinor: bigint, invoiceId: string | null) =>
		expectOk(
			await act(books, finance, recordReceipts, [
				{
					...{ customerId: customer.id, currency: 'EUR', amountMinor, receivedOn, method: 'transfer', reference: '' },
					...{ invoiceId, importKey: `${receivedOn} ${amountMinor}` },
				} as const,
			]),
		)
	const agree = async (
		dailyRatePercent: string,
		contractId: string | null = null,
		contractType: string | null = null,
	) =>
		await act(books, administrator, setPenaltyTerms, {
			...{ contractType, contractId, validFrom: '2026-01-01', dailyRatePercent, graceDays: 0, chargeGrace: false },
		})
	const tell = async (on?: string) => expectOk(await look(books, system, findPenalty, { contractId: id, on }))
	return { customer, id, first, second, receive, agree, tell }
}

describe('penalty interest of a contract', () => {
	test('is told as of any day from what came in, and what is typed late counts from its own day', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { id, customer, first, receive, agree, tell } = await sold(world)
		expect(await tell('2026-02-20')).toMatchObject({ agreed: false, claims: [], dueMinor: 0n, openMinor: 2_000_00n })
		expectOk(await agree('0.05'))
		expect(await tell('2026-02-20')).toMatchObject({ agreed: true, accruedMinor: 25_50n, payOffMinor: 2_025_50n })
		await receive('2026-01-20', 400_00n, first)
		const told = await tell('2026-02-20')
		expect(
			told.claims.map(({ dueOn, daysPastDue, openMinor, dueMinor }) => [dueOn, daysPastDue, openMinor, dueMinor]),
		).toEqual([
			['2026-01-10', 41, 600_00n, 14_30n],
			['2026-02-10', 10, 1_000_00n, 5_00n],
		])
		expect(
			told.claims[0]?.spans.map(({ from, through, days, principalMinor }) => [from, through, days, principalMinor]),
		).toEqual([
			['2026-01-11', '2026-01-20', 10, 1_000_00n],
			['2026-01-21', '2026-02-20', 31, 600_00n],
		])
		expect((await tell('2026-01-15')).accruedMinor).toBe(2_50n)
		world.clock.standOn(Temporal.PlainDate.from('2026-02-20'))
		for (const question of [{ contractId: id }, { customerId: customer.id }]) {
			const { accounts } = expectOk(await look(world.books, system, findStatement, question))
			expect(accounts[0]?.penalty).toEqual({
				...{ accruedMinor: 19_30n, waivedMinor: 0n, billedMinor: 0n, paidMinor: 0n, dueMinor: 19_30n },
			})
		}
	})

	test('what a waiver does not need once a receipt turns out to have come before is not kept for later', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, clock } = world
		const { customer, id, first, receive, agree, tell } = await sold(world)
		expectOk(await agree('0.05'))
		clock.standOn(Temporal.PlainDate.from('2026-01-30'))
		const put = { by: 'hand' as const, to: [], penalty: [{ contractId: id, amountMinor: 8_00n }] }
		const money = {
			customerId: customer.id,
			currency: 'EUR',
			amountMinor: 8_00n,
			receivedOn: '2026-01-30',
			allocate: put,
		}
		const told = { method: 'transfer' as const, reference: '', importKey: 'penalty' }
		expectOk(await act(books, finance, recordReceipt, { ...money, ...told }))
		const waiver = { contractId: id, amountMinor: 2_00n, percent: null, reason: 'Goodwill' }
		expectOk(await act(books, finance, decided(waivePenalty), waiver))
		expect(await tell()).toMatchObject({ accruedMinor: 10_00n, waivedMinor: 2_00n, paidMinor: 8_00n, dueMinor: 0n })
		// Half of it had come on 20 January: 7.50 accrued, 8.00 was paid, and nothing was left to waive.
		await receive('2026-01-20', 500_00n, first)
		expect(await tell()).toMatchObject({ accruedMinor: 7_50n, waivedMinor: 0n, paidMinor: 7_50n, dueMinor: 0n })
		clock.standOn(Temporal.PlainDate.from('2026-02-09'))
		expect(await tell()).toMatchObject({ accruedMinor: 10_00n, waivedMinor: 0n, paidMinor: 8_00n, dueMinor: 2_00n })
	})

	test('a receipt that had not come leaves no trace in it', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { first, receive, agree, tell } = await sold(world)
		expectOk(await agree('0.05'))
		const before = await tell('2026-03-01')
		const ids = await receive('2026-01-15', 1_000_00n, first)
		expect((await tell('2026-03-01')).accruedMinor).toBe(2_50n + 9_50n)
		expectOk(await act(world.books, finance, undoReceipts, ids))
		expect(await tell('2026-03-01')).toEqual(before)
	})

	test('follows the contract’s own terms before its type’s, those before the company’s, and those of the due day', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books } = world
		const { id, agree, tell } = await sold(world)
		const accrued = async () => (await tell('2026-02-20')).accruedMinor
		expectOk(await agree('0.05'))
		expectOk(await agree('0.1', null, 'subscription'))
		expect(await accrued()).toBe(51_00n)
		expectOk(await agree('0', id))
		expect(await accrued()).toBe(0n)
		const [own] = expectOk(await look(books, administrator, findPenaltyTerms, { contractId: id }))
		expectOk(await act(books, finance, removePenaltyTerms, { id: own?.id ?? '' }))
		expect(await accrued()).toBe(51_00n)
		const later = { contractType: null, contractId: id, validFrom: '2026-02-01', graceDays: 3, chargeGrace: false }
		expectOk(await act(books, finance, setPenaltyTerms, { ...later, dailyRatePercent: '1' }))
		expect(await accrued()).toBe(41_00n + 70_00n)
		expectOk(await act(books, finance, setPenaltyTerms, { ...later, dailyRatePercent: '2' }))
		expect(await accrued()).toBe(41_00n + 140_00n)
		// Who sells agrees on what is to fall due. Of what is late already it would be a waiver that nobody agreed to.
		const seller = await hire(books, 'sam', 'salesperson')
		const agreed = async (validFrom: string) => {
			const none = { ...later, validFrom, dailyRatePercent: '0' }
			const outcome = await act(books, seller, setPenaltyTerms, none)
			return outcome.ok ? 'done' : outcome.refusal.code
		}
		for (const past of ['2026-01-01', '2026-02-01', '2026-02-09']) expect(await agreed(past)).toBe('penalty.terms_past')
		const [standing] = expectOk(await look(books, administrator, findPenaltyTerms, { contractId: id }))
		const removed = await act(books, seller, removePenaltyTerms, { id: standing?.id ?? '' })
		expect(removed.ok ? 'done' : removed.refusal.code).toBe('penalty.terms_past')
		expect(await accrued()).toBe(41_00n + 140_00n)
		expect(await agreed('2026-02-10')).toBe('done')
		expect(await accrued()).toBe(41_00n)
	})

	test.each([
		[{ dailyRatePercent: '101' }, 'input.invalid'],
		[{ dailyRatePercent: '0.0000001' }, 'input.invalid'],
		[{ graceDays: 366 }, 'input.invalid'],
		[{ validFrom: '2026-02-30' }, 'input.invalid'],
		[{ contractType: 'nothing' }, 'contract.type_unknown'],
		[{ contractId: '01a22591-a14d-79be-b469-000000000000' }, 'not_found'],
	])('terms of %o are refused', async (wrong, code) => {
		await using world = await openBooks({ on: '2026-01-10' })
		const given = {
			contractType: null,
			contractId: null,
			validFrom: '2026-01-01',
			dailyRatePercent: '0.05',
			graceDays: 0,
			chargeGrace: false,
		}
		const outcome = await act(world.books, administrator, setPenaltyTerms, { ...given, ...wrong })
		expect(outcome.ok ? 'done' : outcome.refusal.code).toBe(code)
	})
})

describe('a waiver', () => {
	const asked = { percent: null, reason: 'Flood' }

	test('takes an amount or a share of what is owed, the oldest first, and is taken back', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, clock } = world
		const { id, agree, tell } = await sold(world)
		expectOk(await agree('0.05'))
		clock.standOn(Temporal.PlainDate.from('2026-02-20'))
		const tried = async (input: object) => {
			const outcome = await act(books, finance, decided(waivePenalty), {
				contractId: id,
				amountMinor: null,
				...asked,
				...input,
			})
			return outcome.ok ? outcome.value.amountMinor : outcome.refusal.code
		}
		expect(await tried({ amountMinor: 25_51n })).toBe('penalty.waiver_too_much')
		expect(await tried({ amountMinor: 0n })).toBe('payment.not_positive')
		expect(await tried({ percent: '100.5' })).toBe('input.invalid')
		expect(await tried({ amountMinor: 1n, reason: '  ' })).toBe('input.invalid')
		expect(await tried({ percent: '50' })).toBe(12_75n)
		expect((await tell()).claims.map((one) => one.waivedMinor)).toEqual([12_75n, 0n])
		clock.standOn(Temporal.PlainDate.from('2026-02-22'))
		// What accrues later is owed.
		expect((await tell()).dueMinor).toBe(12_75n + 2_00n)
		const [waiver] = expectOk(await look(books, finance, findWaivers, { contractId: id }))
		expect(waiver).toMatchObject({ amountMinor: 12_75n, reason: 'Flood', waivedOn: '2026-02-20', undoneOn: null })
		expectOk(await act(books, finance, undoWaiver, { id: waiver?.id ?? '' }))
		expect((await tell()).dueMinor).toBe(27_50n)
		expect((await tell('2026-02-21')).waivedMinor).toBe(12_75n)
		const again = await act(books, finance, undoWaiver, { id: waiver?.id ?? '' })
		expect(again.ok ? 'done' : again.refusal.code).toBe('penalty.waiver_undone')
		expect(await tried({})).toBe(27_50n)
		expect(await tried({})).toBe('penalty.nothing_due')
	})

	test('that a customer asks for waits for somebody, whether there is a workflow or not', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, clock, sql } = world
		const { customer, id, agree, tell } = await sold(world)
		expectOk(await agree('0.05'))
		clock.standOn(Temporal.PlainDate.from('2026-02-20'))
		await sql`update approval_workflow set archived_at = now()`
		await hire(books, 'mara', 'manager')
		const { id: contactId } = expectOk(
			await act(books, finance, addContact, {
				...{ customerId: customer.id, name: 'Ida', email: 'ida@nordwind.example', language: 'en' },
			}),
		)
		const contact = { kind: 'contact', contactId } as const
		const asked = async (amountMinor: bigint) => {
			const outcome = await act(books, contact, requestWaiver, { contractId: id, amountMinor, reason: 'Flood' })
			return outcome.ok ? 'asked' : outcome.refusal.code
		}
		expect(await asked(0n)).toBe('input.invalid')
		expect(await asked(-1n)).toBe('input.invalid')
		expect(await asked(25_51n)).toBe('penalty.waiver_too_much')
		expect(await asked(10_00n)).toBe('asked')
		expect(await asked(10_00n)).toBe('approval.waiting')
		expect(await tell()).toMatchObject({ askedMinor: 10_00n, waivedMinor: 0n })
	})

	test('is never changed or deleted, not even in the database', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, clock, sql } = world
		const { id, agree } = await sold(world)
		expectOk(await agree('0.05'))
		clock.standOn(Temporal.PlainDate.from('2026-02-20'))
		expectOk(await act(books, finance, decided(waivePenalty), { contractId: id, amountMinor: 1_00n, ...asked }))
		await expect(sql`update penalty_waiver set amount_minor = 2`).rejects.toThrow('is not changed')
		await expect(sql`delete from penalty_waiver`).rejects.toThrow('is not changed')
	})

	test('needs a second person where the workflow says so, and is of the amount that was asked for', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, clock, sql } = world
		const { id, agree, tell } = await sold(world)
		expectOk(await agree('0.05'))
		clock.standOn(Temporal.PlainDate.from('2026-02-20'))
		const [fritz, fiona] = [await hire(books, 'fritz', 'finance'), await hire(books, 'fiona', 'finance')]
		await rule(world, 'penalty_waiver', [step()])
		const input = { contractId: id, amountMinor: '1000', reason: 'Flood' }
		const made = expectOk(await act(books, fritz, propose<'penalty_waiver'>, { kind: 'penalty_waiver', input }))
		if (made.kind !== 'asked') throw new Error('Nobody was asked')
		const card = await cardOf(world, made.requestId, fiona)
		expect(card).toMatchObject({
			facts: [
				{ name: 'reason', value: { text: 'Flood' } },
				{ name: 'waived', value: { minor: '1000' } },
				{ name: 'penalty_accrued', value: { minor: '2550' } },
				{ name: 'open', value: { minor: '200000' } },
			],
			changes: [{ name: 'penalty_due', before: { minor: '2550' }, after: { minor: '1550' } }],
		})
		const own = await press(world, fritz, made.requestId, 'approve')
		expect(own.ok ? 'done' : own.refusal.code).toBe('approval.own')
		expect((await tell()).waivedMinor).toBe(0n)
		// Two days later more is owed; what was asked for is still the same.
		clock.standOn(Temporal.PlainDate.from('2026-02-22'))
		expectOk(await press(world, fiona, made.requestId, 'approve'))
		expect(await tell()).toMatchObject({ accruedMinor: 27_50n, waivedMinor: 10_00n, paidMinor: 0n, dueMinor: 17_50n })
		expect(await sql`select kind from event where kind like 'penalty.w%'`).toEqual([{ kind: 'penalty.waived' }])
		// Who may ask for no more than this takes back what they asked, and nobody else does.
		const cora = await hire(books, 'cora', 'collector')
		const again = expectOk(await act(books, cora, propose<'penalty_waiver'>, { kind: 'penalty_waiver', input }))
		const asked = { id: again.kind === 'asked' ? again.requestId : '' }
		expect(await act(books, fritz, withdrawRequest, asked)).toMatchObject({ refusal: { code: 'not_permitted' } })
		expectOk(await act(books, cora, withdrawRequest, asked))
		expect(await cardOf(world, asked.id, cora)).toMatchObject({ state: 'withdrawn', own: true })
	})
})
