import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { setReceiptOrder } from '#core/company/set-receipt-order.ts'
import { applyCredits } from '#core/credit-note/apply.ts'
import { allocateReceipt } from '#core/payment/allocate-receipt.ts'
import { moveAllocation } from '#core/payment/move-allocation.ts'
import { returnOverpayment } from '#core/payment/return-overpayment.ts'
import { takeBackReceipt } from '#core/payment/take-back-receipt.ts'
import { takeFromPenalty } from '#core/payment/take-from-penalty.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { receive, tellAsOf } from './hand.ts'
import { type Customer, finance, invoice, system, welcome } from './ledger.ts'
import { agree } from './shares.ts'

let world: World

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-01' })
	const terms = { contractType: null, contractId: null, validFrom: '2026-01-01', graceDays: 0, chargeGrace: false }
	const administrator = { ...finance, role: 'administrator' } as const
	expectOk(await act(world.books, administrator, setPenaltyTerms, { ...terms, dailyRatePercent: '0.05' }))
})
afterAll(() => world.close())

/** A contract with invoices of these amounts, due ten days one after the other. */
async function sell(amounts: readonly number[]) {
	const customer = await welcome(world.books)
	const contractId = await agree(world, customer, 'Fleet')
	const ids: string[] = []
	for (const [index, minor] of amounts.entries())
		ids.push((await invoice(world.books, customer, BigInt(minor), { contractId, days: 10 * index + 5 })).id)
	return { customer, contractId, ids }
}

const amount = fc.integer({ min: 1, max: 90_000 })

test('whatever the order in which receipts are typed, and whenever, all is as if each had been typed on its day', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(amount, { minLength: 1, maxLength: 4 }),
			fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 50 }), amount, fc.double()), {
				minLength: 1,
				maxLength: 4,
				selector: ([day]) => day,
			}),
			fc.nat(60),
			async (amounts, receipts, asOf) => {
				world.clock.moveOn({ days: 1 })
				const start = world.clock.today()
				const [then, late] = [await sell(amounts), await sell(amounts)]
				const on = (days: number) => start.add({ days })
				for (const [day, minor] of [...receipts].sort(([one], [two]) => one - two)) {
					world.clock.standOn(on(day))
					expectOk(await receive(world.books, then.customer, on(day).toString(), BigInt(minor)))
				}
				world.clock.standOn(on(60))
				for (const [day, minor] of [...receipts].sort(([, , one], [, , two]) => one - two))
					expectOk(await receive(world.books, late.customer, on(day).toString(), BigInt(minor)))
				const tell = ({ customer, contractId }: typeof then, day: number) =>
					tellAsOf(world.books, customer, contractId, on(day).toString())
				for (const day of [asOf, 60]) expect(await tell(late, day)).toEqual(await tell(then, day))
			},
		),
		{ numRuns: 8 },
	)
}, 60_000)

test('so it is where what is left pays penalty interest, and something is invoiced in between', async () => {
	const administrator = { ...finance, role: 'administrator' } as const
	const pays = async (paysPenalty: boolean) => {
		expectOk(await act(world.books, administrator, setReceiptOrder, { order: 'oldest', paysPenalty }))
		delete world.books.company
	}
	await pays(true)
	const day = fc.integer({ min: 1, max: 50 })
	let paidByLeftOver = 0
	await fc.assert(
		fc.asyncProperty(
			amount,
			fc.uniqueArray(fc.tuple(day, amount), { minLength: 1, maxLength: 2, selector: ([on]) => on }),
			fc.uniqueArray(fc.tuple(day, amount, fc.double()), { minLength: 1, maxLength: 4, selector: ([on]) => on }),
			fc.nat(60),
			async (owed, invoices, receipts, asOf) => {
				world.clock.moveOn({ days: 1 })
				const start = world.clock.today()
				const on = (days: number) => start.add({ days })
				const [then, late] = [await sell([owed]), await sell([owed])]
				const bill = async ({ customer, contractId }: typeof then, minor: number) => {
					await invoice(world.books, customer, BigInt(minor), { contractId, days: 5 })
					expectOk(await act(world.books, system, (scope) => applyCredits(scope, [customer.id]), undefined))
				}
				for (let days = 1; days <= 50; days++) {
					world.clock.standOn(on(days))
					for (const [, minor] of invoices.filter(([one]) => one === days))
						for (const sold of [then, late]) await bill(sold, minor)
					for (const [, minor] of receipts.filter(([one]) => one === days))
						expectOk(await receive(world.books, then.customer, on(days).toString(), BigInt(minor)))
				}
				world.clock.standOn(on(60))
				for (const [days, minor] of [...receipts].sort(([, , one], [, , two]) => one - two))
					expectOk(await receive(world.books, late.customer, on(days).toString(), BigInt(minor)))
				const tell = ({ customer, contractId }: typeof then, days: number) =>
					tellAsOf(world.books, customer, contractId, on(days).toString())
				for (const days of [asOf, 60]) expect(await tell(late, days)).toEqual(await tell(then, days))
				const [put] = await world.sql`select 1 from penalty_payment where customer_id = ${late.customer.id} limit 1`
				if (put) paidByLeftOver += 1
			},
		),
		{
			numRuns: 5,
			examples: [
				[
					60_000,
					[[30, 50_000]],
					[
						[20, 70_000, 2],
						[40, 60_000, 1],
					],
					25,
				],
			],
		},
	)
	expect(paidByLeftOver).toBeGreaterThan(0)
	await pays(false)
}, 60_000)

type Step =
	| { kind: 'receive'; day: number; minor: number; by: 'order' | 'none' }
	| { kind: 'allocate' | 'takeBack'; which: number }
	| { kind: 'hand'; day: number; minor: number; to: number; share: number; penalty: number }
	| { kind: 'takeFromPenalty'; which: number }
	| { kind: 'move'; which: number; to: number; share: number }
	| { kind: 'return'; which: number; share: number }

/** How often a receipt was put to penalty interest: where it never was, the property says nothing of it. */
let penaltiesPaid = 0

const which = fc.nat(4)
const share = fc.integer({ min: 1, max: 100 })
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constant('receive' as const),
		day: fc.nat(40),
		minor: amount,
		by: fc.constantFrom('order', 'none'),
	}),
	fc.record({
		kind: fc.constant('hand' as const),
		...{ day: fc.nat(40), minor: amount, to: fc.nat(2), share, penalty: share },
	}),
	fc.record({ kind: fc.constantFrom('allocate' as const, 'takeBack' as const, 'takeFromPenalty' as const), which }),
	fc.record({ kind: fc.constant('move' as const), which, to: fc.nat(3), share }),
	fc.record({ kind: fc.constant('return' as const), which, share }),
)

test('money in is what settles something, what is free and what went back, after any acts and undos, on every day', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 11 }), async (steps) => {
			world.clock.moveOn({ days: 1 })
			const start = world.clock.today()
			const { customer, contractId, ids } = await sell([10_000, 20_000, 30_000])
			world.clock.standOn(start.add({ days: 40 }))
			const known: string[] = []
			for (const one of steps) await take({ customer, contractId, ids }, start, known, one)
			await expectWhole(customer)
			for (const days of [0, 7, 19, 40]) {
				const told = await tellAsOf(world.books, customer, contractId, start.add({ days }).toString())
				expect(told.closing).toBe((told.open ?? 0n) - (told.free ?? 0n))
				expect(told.free).toBeGreaterThanOrEqual(0n)
				for (const item of told.items ?? []) expect(item.openMinor).toBeGreaterThan(0n)
				if (days === 40) expect(told.penalty.open).toBe(told.open)
			}
		}),
		{ numRuns: 12 },
	)
	expect(penaltiesPaid).toBeGreaterThan(0)
	const findings = expectOk(await look(world.books, system, examine, undefined))
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
}, 60_000)

/** Of each payment, and of all: what came is what its parts say and what the journal has left of it, each from its own rows. */
async function expectWhole({ id }: Customer) {
	const rows = await world.sql<
		{ came: bigint; settled: bigint; told: bigint; back: bigint; toldBack: bigint; keptMinor: bigint }[]
	>`
		select amount_minor as came, allocated_minor as settled, returned_minor as back,
			(select coalesce(sum(amount_minor), 0)::bigint from allocation where payment_id = payment.id)
				+ (select coalesce(sum(amount_minor), 0)::bigint from penalty_payment where payment_id = payment.id) as told,
			(select coalesce(sum(amount_minor), 0)::bigint from refund where payment_id = payment.id and state <> 'failed') as "toldBack",
			(select -coalesce(sum(line.amount_minor), 0)::bigint from journal_line as line join journal_entry as entry on entry.id = line.entry_id
				left join allocation on entry.kind = 'allocation' and allocation.id = entry.subject_id
				left join penalty_payment as penalty on entry.kind = 'penalty_payment' and penalty.id = entry.subject_id
				left join refund on entry.kind in ('refund', 'refund_failed') and refund.id = entry.subject_id
				where line.account = 'customer_balance' and payment.id = case when entry.kind in ('payment', 'payment_back') then entry.subject_id
					else coalesce(allocation.payment_id, penalty.payment_id, refund.payment_id) end) as "keptMinor"
		from payment where customer_id = ${id} and state = 'succeeded'`
	for (const { came, settled, told, back, toldBack, keptMinor } of rows) {
		expect([settled, back]).toEqual([told, toldBack])
		expect(keptMinor).toBe(came - told - toldBack)
		expect(keptMinor).toBeGreaterThanOrEqual(0n)
	}
	const [journal] = await world.sql<{ minor: bigint }[]>`
		select -coalesce(sum(amount_minor), 0)::bigint as minor from journal_line join journal_entry on journal_entry.id = entry_id
		where customer_id = ${id} and account = 'customer_balance'`
	expect(rows.reduce((sum, { keptMinor }) => sum + keptMinor, 0n)).toBe(journal?.minor)
}

type Sold = Awaited<ReturnType<typeof sell>>

/** What cannot be done is refused, and changes nothing. */
async function take(
	{ customer, contractId, ids: invoices }: Sold,
	start: Temporal.PlainDate,
	known: string[],
	one: Step,
) {
	if (one.kind === 'receive') {
		const on = start.add({ days: one.day }).toString()
		known.push(expectOk(await receive(world.books, customer, on, BigInt(one.minor), { by: one.by })).paymentId)
		return
	}
	if (one.kind === 'hand') {
		const on = start.add({ days: one.day }).toString()
		const invoiceId = invoices[one.to] ?? ''
		const [open] = await world.sql<
			{ minor: bigint }[]
		>`select total_minor - settled_minor as minor from invoice where id = ${invoiceId}`
		const { dueMinor } = expectOk(await look(world.books, finance, findPenalty, { contractId }))
		const most = (minor: bigint, limit: bigint) => (minor < limit ? minor : limit)
		const toInvoice = most((BigInt(one.minor) * BigInt(one.share) + 99n) / 100n, open?.minor ?? 0n)
		const toPenalty = most((dueMinor * BigInt(one.penalty)) / 100n, BigInt(one.minor) - toInvoice)
		const to = toInvoice > 0n ? [{ invoiceId, amountMinor: toInvoice }] : []
		const penalty = toPenalty > 0n ? [{ contractId, amountMinor: toPenalty }] : []
		const outcome = await receive(world.books, customer, on, BigInt(one.minor), { by: 'hand', to, penalty })
		if (outcome.ok) known.push(outcome.value.paymentId)
		if (outcome.ok && toPenalty > 0n) penaltiesPaid += 1
		return
	}
	const paymentId = known[one.which]
	if (!paymentId) return
	const [free] = await world.sql<{ minor: bigint; on: string }[]>`
		select amount_minor - allocated_minor - returned_minor as minor, received_on::text as on from payment where id = ${paymentId}`
	const freeMinor = free?.minor ?? 0n
	if (one.kind === 'takeFromPenalty') {
		const [paid] = await world.sql<{ minor: bigint }[]>`
			select coalesce(sum(amount_minor), 0)::bigint as minor from penalty_payment where payment_id = ${paymentId} and contract_id = ${contractId}`
		await act(world.books, finance, takeFromPenalty, { paymentId, contractId, seenMinor: paid?.minor ?? 0n })
	}
	if (one.kind === 'takeBack') await act(world.books, finance, takeBackReceipt, { paymentId, reason: 'x' })
	if (one.kind === 'allocate')
		await act(world.books, finance, allocateReceipt, { paymentId, allocate: { by: 'order' }, freeMinor })
	if (one.kind === 'return') {
		const amountMinor = (freeMinor * BigInt(one.share) + 99n) / 100n
		const back = { paymentId, amountMinor, returnedOn: free?.on ?? '', reference: '', reason: 'x', freeMinor }
		await act(world.books, finance, returnOverpayment, back)
	}
	if (one.kind === 'move') {
		const [from] = await world.sql<{ id: string; minor: bigint }[]>`
			select invoice_id as id, sum(amount_minor)::bigint as minor from allocation where payment_id = ${paymentId}
			group by 1 having sum(amount_minor) > 0 order by 1 limit 1`
		if (!from) return
		const amountMinor = (from.minor * BigInt(one.share) + 99n) / 100n
		const move = { paymentId, fromInvoiceId: from.id, toInvoiceId: invoices[one.to] ?? null, amountMinor }
		await act(world.books, finance, moveAllocation, { ...move, seenMinor: from.minor })
	}
}
