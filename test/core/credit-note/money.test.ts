// Money of a customer going to and fro by chance: whatever comes after what, nothing is lost and nothing is an error of ours.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { applyCredits } from '#core/credit-note/apply.ts'
import { creditParts } from '#core/credit-note/credit-parts.ts'
import { giveBackByCard } from '#core/credit-note/give-back.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { issueInvoices } from '#core/invoice/issue.ts'
import { writeOffInvoice } from '#core/invoice/write-off.ts'
import { findBalances } from '#core/journal/balance.ts'
import { recordRefund } from '#core/payment/record-refund.ts'
import { examine } from '#core/report/examine.ts'
import { type Chance, chanceFrom } from '#db/demo/chance.ts'
import { type Customer, finance, invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { agree, dispute, pay, refund } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-01-05' })
})
afterAll(() => world.close())

type Life = { customer: Customer; contracts: string[]; chance: Chance; tries: number }

test.each([1, 2, 3])('money of life %i settles what it should, and every promise holds', async (seed) => {
	const customer = await welcome(world.books)
	const contracts = [await agree(world, customer, 'One'), await agree(world, customer, 'Two')]
	const life = { customer, contracts, chance: chanceFrom(seed), tries: 0 }
	const creditForLess = life.chance.pick(['against_invoice', 'balance', 'refund'])
	await world.sql`update company set credit_for_less = ${creditForLess}`
	for (let step = 0; step < 40; step++) {
		world.clock.moveOn({ hours: 20 })
		await life.chance.pick(happenings)(life)
	}
	const found = expectOk(await look(world.books, system, examine, undefined))
	expect(found.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
	await freeIsOnTheBalance(customer)
})

test('an invoice settled by a credit note and by two payments, one of them gone again, is voided whole', async () => {
	await world.sql`update company set credit_for_less = 'against_invoice'`
	const customer = await welcome(world.books)
	const life = { customer, contracts: [], chance: chanceFrom(9), tries: 0 }
	const { id } = await invoice(world.books, customer, 90_000n)
	await credit(life)
	const first = await pay(world, [id], 10_000n)
	await pay(world, [id], 5_000n)
	await refund(world, first.id, 4_000n)
	await dispute(world, first.id, 6_000n, 'open')
	expectOk(await act(world.books, system, voidInvoice, { id, reason: 'Wrong', again: false }))
	const [gone] = await world.sql`select state, settled_minor, total_minor from invoice where id = ${id}`
	expect(gone).toEqual({ state: 'void', settled_minor: 90_000n, total_minor: 90_000n })
	await freeIsOnTheBalance(customer)
	// What had settled it settles the next.
	const next = await invoice(world.books, customer, 60_000n)
	await act(world.books, system, async (scope) => applyCredits(scope, [customer.id]), undefined)
	const [free] = await world.sql<{ minor: bigint }[]>`
		select sum(-total_minor - settled_minor)::bigint as minor from invoice where customer_id = ${customer.id} and kind = 'credit_note'`
	expect((await openOf(world.books, next.id)) > 0n).toBe(true)
	expect(free?.minor).toBe(0n)
	await freeIsOnTheBalance(customer)
})

/** What is free of payments and credit notes is what the journal has on the customer's balance. */
async function freeIsOnTheBalance({ id }: Customer): Promise<void> {
	const rows = expectOk(await look(world.books, system, findBalances, { customerId: id }))
	const [free] = await world.sql<{ minor: bigint }[]>`select (
			coalesce((select sum(amount_minor - allocated_minor - returned_minor) from payment
				where customer_id = ${id} and state = 'succeeded'), 0)
			+ coalesce((select sum(-total_minor - settled_minor) from invoice
				where customer_id = ${id} and kind = 'credit_note'), 0))::bigint as minor`
	expect(-(rows.find(({ account }) => account === 'customer_balance')?.amountMinor ?? 0n)).toBe(free?.minor)
}

const happenings: ((life: Life) => Promise<unknown>)[] = [
	bill,
	bill,
	bill,
	credit,
	receive,
	receive,
	giveBack,
	failToGiveBack,
	quarrel,
	takeInvoiceBack,
	takeInvoiceBack,
	creditSome,
	creditSome,
	giveUp,
]

const contractOf = ({ contracts, chance }: Life) => chance.pick([...contracts, null])

async function bill(life: Life) {
	const contractId = contractOf(life)
	const more = { days: life.chance.number(40), ...(contractId ? { contractId } : {}) }
	await invoice(world.books, life.customer, BigInt(1 + life.chance.number(90_000)), more)
}

/** A change gave back more than it charged, as the invoice run writes it. */
async function credit(life: Life) {
	const { customer, chance } = life
	const netMinor = -BigInt(1 + chance.number(60_000))
	const line = {
		kind: 'credit_note' as const,
		description: 'Less',
		periodFrom: null,
		periodTo: null,
		quantity: '1',
		unit: 'piece',
	}
	const money = { unitPrice: '1', discountPercent: '0', netMinor, taxPercent: '0', taxLabel: '', taxMinor: 0n, why: {} }
	const note = {
		...{ kind: 'credit_note' as const, customerId: customer.id, contractId: contractOf(life), currency: 'EUR' },
		...{
			billedFor: null,
			paymentTermDays: 0,
			language: 'en',
			buyerId: customer.buyerId,
			lines: [{ ...line, ...money }],
		},
	}
	const write = await act(
		world.books,
		system,
		async (scope) => {
			const issued = await issueInvoices(scope, [note])
			await applyCredits(scope, [customer.id])
			if (scope.company.creditForLess === 'refund')
				await giveBackByCard(
					scope,
					issued.map(({ id }) => id),
				)
		},
		undefined,
	)
	expectOk(write)
}

async function idsOf({ customer, chance }: Life, states: string[], open: boolean): Promise<string[]> {
	const rows = await world.sql<{ id: string }[]>`
		select id from invoice where customer_id = ${customer.id} and kind = 'invoice' and state = any(${states}::text[])
			and (not ${open} or settled_minor < total_minor) order by number`
	const ids = rows.map(({ id }) => id)
	return ids.length === 0 ? [] : Array.from({ length: 1 + chance.number(3) }, () => chance.pick(ids))
}

async function receive(life: Life) {
	const ids = [...new Set(await idsOf(life, ['issued', 'uncollectible'], true))]
	if (ids.length === 0) return
	const sums = await Promise.all(ids.map((id) => openOf(world.books, id)))
	const total = sums.reduce((sum, minor) => sum + minor, 0n)
	// Often less than was asked for comes, and sometimes more.
	const received = life.chance.pick([total, total, total + 700n, total / 2n + 1n])
	await pay(world, ids, received)
}

async function payment({ customer, chance }: Life) {
	const rows = await world.sql<{ id: string; leftMinor: bigint; amountMinor: bigint }[]>`
		select id, amount_minor - returned_minor as "leftMinor", amount_minor as "amountMinor" from payment
		where customer_id = ${customer.id} and state = 'succeeded' order by created_at, amount_minor`
	return rows.length > 0 ? chance.pick(rows) : undefined
}

async function giveBack(life: Life) {
	const one = await payment(life)
	if (!one || one.leftMinor === 0n) return
	await refund(world, one.id, life.chance.pick([one.leftMinor, one.leftMinor / 2n + 1n, 1n]), `${++life.tries}`)
}

async function failToGiveBack(life: Life) {
	const rows = await world.sql<{ paymentId: string; processorRefundId: string; amountMinor: bigint }[]>`
		select payment_id as "paymentId", processor_refund_id as "processorRefundId", refund.amount_minor as "amountMinor"
		from refund join payment on payment.id = payment_id
		where payment.customer_id = ${life.customer.id} and refund.state = 'succeeded' order by refund.created_at, refund.amount_minor`
	if (rows.length === 0) return
	const told = { ...life.chance.pick(rows), state: 'failed' as const, reason: '' }
	expectOk(await act(world.books, system, recordRefund, told))
}

async function quarrel(life: Life) {
	const one = await payment(life)
	if (one) await dispute(world, one.id, one.amountMinor, life.chance.pick(['open', 'won', 'lost']))
}

async function takeInvoiceBack(life: Life) {
	const [id] = await idsOf(life, ['issued', 'uncollectible'], false)
	if (!id) return
	const outcome = await act(world.books, system, voidInvoice, { id, reason: 'Wrong', again: life.chance.of(50) })
	// Where parts of it have been credited one after the other, nothing is left; what a change corrected is not given twice.
	const refused = outcome.ok ? null : outcome.refusal.code
	if (refused !== 'invoice.credit_exceeds' && refused !== 'invoice.changed_since') expectOk(outcome)
}

async function creditSome(life: Life) {
	const [id] = await idsOf(life, ['issued', 'uncollectible'], false)
	if (!id) return
	const [line] = await world.sql<{ id: string; left: bigint }[]>`
		select line.id, line.net_minor + coalesce((select sum(net_minor) from invoice_line where credits_line_id = line.id), 0)::bigint as left
		from invoice_line as line where invoice_id = ${id}`
	if (!line || line.left === 0n) return
	const amountMinor = String(life.chance.pick([line.left, line.left / 3n + 1n, 1n]))
	const parts = [{ by: 'amount' as const, lineId: line.id, amountMinor }]
	const paid = life.chance.pick(['card', 'balance'] as const)
	expectOk(await act(world.books, finance, decided(creditParts), { id, parts, reason: 'Agreed', paid }))
}

async function giveUp(life: Life) {
	const [id] = await idsOf(life, ['issued'], true)
	if (id) expectOk(await act(world.books, finance, decided(writeOffInvoice), { id, reason: 'Insolvent' }))
}
