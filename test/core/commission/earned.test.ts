import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { endCommissionRule } from '#core/commission/end-rule.ts'
import { findCommission } from '#core/commission/find.ts'
import { assignContracts } from '#core/contract/assign.ts'
import { issueNote } from '#core/credit-note/issue-note.ts'
import { lockCreditable } from '#core/credit-note/lock.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { assignCustomers } from '#core/customer/assign.ts'
import { findBehind } from '#core/report/behind.ts'
import { findFigures } from '#core/report/figure.ts'
import { invoice, system } from '#test/core/payment/ledger.ts'
import { agree, dispute, pay, refund } from '#test/core/payment/shares.ts'
import { decided } from '#test/support/decided.ts'
import { type Firm, openFirm } from './firm.ts'

/** A credit note over a part of the one line of an invoice. */
async function credit({ world: { books, sql } }: Firm, invoiceId: string, minor: bigint) {
	const [line] = await sql<{ id: string; contractId: string | null }[]>`
		select id, contract_id as "contractId" from invoice_line where invoice_id = ${invoiceId}`
	const part = {
		...{ kind: 'credit_note' as const, contractId: line?.contractId ?? null, creditsLineId: line?.id ?? '' },
		...{ description: 'Given back', periodFrom: null, periodTo: null, quantity: '1', unit: 'piece', unitPrice: '1' },
		...{ discountPercent: '0', netMinor: -minor, taxPercent: '0', taxLabel: '', taxMinor: 0n, why: {} },
	}
	expectOk(
		await act(
			books,
			system,
			async (scope) => {
				const locked = await lockCreditable(scope, invoiceId)
				return await issueNote(scope, locked, { lines: [part], reason: '', paid: 'balance' })
			},
			undefined,
		),
	)
}

test('a contract earns a share of what is invoiced, by the rule of the day on which it was, to the edge of the month', async () => {
	const firm = await openFirm('2026-01-31')
	await using world = firm.world
	const bill = (minor: bigint) => invoice(world.books, firm.customer, minor, { contractId: firm.contractId })
	await bill(10_000n)
	await firm.set({ validFrom: '2026-01-31' })
	await firm.set({ validFrom: '2026-02-01', basisPoints: 500 })
	world.clock.standOn(Temporal.PlainDate.from('2026-02-01'))
	await bill(10_001n)
	expect(await firm.told()).toEqual(['2026-02-01 invoiced 100.01 → 5.00 Ada', '2026-01-31 invoiced 100.00 → 10.00 Ada'])
	const month = (from: string, to: string) => ({
		measures: ['commission' as const],
		period: { from, to },
		compare: 'before' as const,
	})
	const [figure] = expectOk(await act(world.books, system, findFigures, month('2026-02-01', '2026-03-01')))
	expect(figure?.totals).toMatchObject([{ value: 500n, comparedValue: 1000n }])
})

test('what is credited takes off at the rate at which it was earned, and a line taken back whole has earned nothing', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	await firm.set({ basisPoints: 333 })
	const { id } = await invoice(world.books, firm.customer, 10_000n, { contractId: firm.contractId })
	await firm.set({ validFrom: '2026-02-01', basisPoints: 5000 })
	world.clock.standOn(Temporal.PlainDate.from('2026-02-05'))
	await credit(firm, id, 3_333n)
	await credit(firm, id, 3_334n)
	expectOk(await act(world.books, system, decided(voidInvoice), { id, reason: 'Wrong' }))
	expect((await firm.told()).toSorted()).toEqual([
		'2026-01-10 invoiced 100.00 → 3.33 Ada',
		'2026-02-05 credited -33.33 → -1.11 Ada',
		'2026-02-05 credited -33.33 → -1.11 Ada',
		'2026-02-05 credited -33.34 → -1.11 Ada',
	])
})

test('of what is collected a part is earned with each payment, and goes back with refunds and disputes', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	await firm.set({ base: 'collected', basisPoints: 1000 })
	const { id } = await invoice(world.books, firm.customer, 10_005n, { contractId: firm.contractId })
	expect(await firm.told()).toEqual([])
	world.clock.standOn(Temporal.PlainDate.from('2026-02-28'))
	const first = await pay(world, [id], 3_335n)
	world.clock.standOn(Temporal.PlainDate.from('2026-03-01'))
	const second = await pay(world, [id])
	expect(await firm.told()).toEqual(['2026-03-01 collected 66.70 → 6.67 Ada', '2026-02-28 collected 33.35 → 3.34 Ada'])
	world.clock.standOn(Temporal.PlainDate.from('2026-03-02'))
	await refund(world, first.id, 1_000n)
	world.clock.standOn(Temporal.PlainDate.from('2026-03-03'))
	await dispute(world, second.id, 6_670n, 'open')
	world.clock.standOn(Temporal.PlainDate.from('2026-03-04'))
	await dispute(world, second.id, 6_670n, 'won')
	expect((await firm.told()).slice(0, 3)).toEqual([
		'2026-03-04 collected 66.70 → 6.67 Ada',
		'2026-03-03 returned -66.70 → -6.67 Ada',
		'2026-03-02 returned -10.00 → -1.00 Ada',
	])
})

test('yen are earned whole', async () => {
	const firm = await openFirm('2026-01-10', 'JPY')
	await using world = firm.world
	await firm.set({ basisPoints: 750 })
	await invoice(world.books, firm.customer, 1_007n, { contractId: firm.contractId })
	await invoice(world.books, firm.customer, 1_020n, { contractId: firm.contractId })
	expect((await firm.told()).toSorted()).toEqual([
		'2026-01-10 invoiced 1007 → 76 Ada',
		'2026-01-10 invoiced 1020 → 77 Ada',
	])
})

test('the rule that names the person goes before that of the team, and that before the one for everybody', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	const earnedBy = async (what: () => Promise<unknown>) => {
		await what()
		return (await firm.told())[0]
	}
	await invoice(world.books, firm.customer, 10_000n, { contractId: firm.contractId })
	expect(await earnedBy(() => firm.set({ basisPoints: 100 }))).toContain('→ 1.00')
	expect(
		await earnedBy(() => firm.set({ basisPoints: 200, what: { kind: 'contract_type', key: 'subscription' } })),
	).toContain('→ 2.00')
	expect(await earnedBy(() => firm.set({ basisPoints: 300, whom: { kind: 'group', key: firm.north } }))).toContain(
		'→ 3.00',
	)
	expect(await earnedBy(() => firm.set({ basisPoints: 900, whom: { kind: 'group', key: firm.south } }))).toContain(
		'→ 3.00',
	)
	expect(await earnedBy(() => firm.set({ basisPoints: 0, whom: { kind: 'person', key: firm.ada.userId } }))).toContain(
		'→ 0.00',
	)
})

test('what was invoiced while somebody held the contract stays theirs when it goes to another, by its own holder or its customer’s', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	await firm.set({})
	const bill = (minor: bigint, contractId = firm.contractId) =>
		invoice(world.books, firm.customer, minor, { contractId })
	const { id } = await bill(10_000n)
	const nobodys = await agree(world, firm.customer, 'Second')
	await bill(5_000n, nobodys)
	const moveOn = (day: string) => world.clock.standOn(Temporal.PlainDate.from(day))
	moveOn('2026-01-20')
	await firm.hold(firm.contractId, firm.bo)
	expectOk(await act(world.books, system, assignCustomers, { ids: [firm.customer.id], ownerId: firm.ada.userId }))
	await bill(2_000n)
	await bill(7_000n, nobodys)
	moveOn('2026-01-30')
	expectOk(await act(world.books, system, assignCustomers, { ids: [firm.customer.id], ownerId: firm.bo.userId }))
	await bill(9_000n, nobodys)
	moveOn('2026-01-31')
	expectOk(await act(world.books, system, assignContracts, { ids: [nobodys], ownerId: firm.ada.userId }))
	await bill(1_000n, nobodys)
	await credit(firm, id, 4_000n)
	expect(await firm.told()).toEqual([
		'2026-01-31 credited -40.00 → -4.00 Ada',
		'2026-01-20 invoiced 20.00 → 2.00 Bo',
		'2026-01-10 invoiced 100.00 → 10.00 Ada',
	])
	expect(await firm.told(nobodys)).toEqual([
		'2026-01-31 invoiced 10.00 → 1.00 Ada',
		'2026-01-30 invoiced 90.00 → 9.00 Bo',
		'2026-01-20 invoiced 70.00 → 7.00 Ada',
		'2026-01-10 invoiced 50.00 → 5.00 Ada',
	])
})

test('a salesperson sees their own alone, on the contract and in figures; a collector and customers see none', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	const { books } = world
	await firm.set({})
	const bill = (minor: bigint) => invoice(books, firm.customer, minor, { contractId: firm.contractId })
	await bill(10_000n)
	world.clock.standOn(Temporal.PlainDate.from('2026-01-11'))
	await firm.hold(firm.contractId, firm.bo)
	await bill(3_000n)
	expect(await firm.told(firm.contractId, firm.ada)).toEqual(['2026-01-10 invoiced 100.00 → 10.00 Ada'])
	expect(await firm.told(firm.contractId, firm.bo)).toEqual(['2026-01-11 invoiced 30.00 → 3.00 Bo'])
	const question = { period: { from: '2026-01-01', to: '2026-02-01' }, groupBy: 'person' as const }
	const seenBy = async (actor: typeof firm.ada) => {
		const [figure] = expectOk(await act(books, actor, findFigures, { ...question, measures: ['commission'] }))
		const behind = expectOk(await act(books, actor, findBehind, { ...question, measure: 'commission', limit: 10 }))
		return [...(figure?.rows ?? []).map(({ label, value }) => `${label} ${value}`), behind.sums[0]?.amount]
	}
	expect(await seenBy(firm.ada)).toEqual(['Ada 1000', 1000n])
	expect(await seenBy(firm.bo)).toEqual(['Bo 300', 300n])
	expect(await seenBy({ ...firm.bo, role: 'manager' })).toEqual(['Ada 1000', 'Bo 300', 1300n])
	const refused = { ok: false, refusal: { code: 'not_permitted' } }
	for (const actor of [{ ...firm.bo, role: 'collector' as const }, firm.customer.actor]) {
		expect(await act(books, actor, findCommission, { contractId: firm.contractId, limit: 1 })).toMatchObject(refused)
		expect(await act(books, actor, findFigures, { ...question, measures: ['commission'] })).toMatchObject(refused)
	}
	// Where others of the team read along nobody is told what one of them earns.
	const inGroup = { ...firm.bo, role: 'manager' as const, within: firm.north }
	expect(await act(books, inGroup, findFigures, { ...question, measures: ['commission'] })).toMatchObject({
		ok: false,
		refusal: { code: 'commission.in_private' },
	})
})

test('a rule that has ended goes on counting for what was invoiced while it did', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	const { id } = await firm.set({ base: 'collected' })
	const paper = await invoice(world.books, firm.customer, 10_000n, { contractId: firm.contractId })
	world.clock.standOn(Temporal.PlainDate.from('2026-02-01'))
	expectOk(await act(world.books, system, endCommissionRule, { id, validUntil: '2026-01-31' }))
	const later = await invoice(world.books, firm.customer, 5_000n, { contractId: firm.contractId })
	await pay(world, [paper.id, later.id])
	expect(await firm.told()).toEqual(['2026-02-01 collected 100.00 → 10.00 Ada'])
})
