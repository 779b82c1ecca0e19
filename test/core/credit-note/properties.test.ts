import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import type { ChargedLine } from '#core/credit-note/charged-lines.ts'
import { lineOfCredit } from '#core/credit-note/part.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { examine } from '#core/report/examine.ts'
import { type Customer, finance, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { pay, refund } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { billed, credit } from './bill.ts'

const untouched: ChargedLine = {
	...{ id: 'line', kind: 'manual', description: '', periodFrom: null, periodTo: null, quantity: '1', unit: '' },
	...{ unitPrice: '1', discountPercent: '0', netMinor: 0n, taxPercent: '19', taxLabel: 'USt', taxMinor: 0n, why: {} },
	...{ takenNetMinor: 0n, takenTaxMinor: 0n, creditedQuantity: '0', creditedByQuantityMinor: 0n, corrected: false },
}

test('any parts by quantity that make up a line come to it exactly, net and tax, none of them below nothing', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 1n, max: 10_000_000n }),
			fc.bigInt({ min: 0n, max: 2_500_000n }),
			fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 12 }),
			(netMinor, taxMinor, pieces) => {
				const whole = pieces.reduce((sum, piece) => sum + piece, 0)
				let line: ChargedLine = { ...untouched, netMinor, taxMinor, quantity: String(whole) }
				let done = 0
				for (const piece of pieces) {
					const part = { by: 'quantity' as const, lineId: 'line', quantity: String(piece) }
					const made = lineOfCredit(line, part, 'EUR')
					expect(made.netMinor <= 0n && made.taxMinor <= 0n).toBe(true)
					done += piece
					line = {
						...line,
						takenNetMinor: line.takenNetMinor + made.netMinor,
						takenTaxMinor: line.takenTaxMinor + made.taxMinor,
						creditedQuantity: String(done),
						creditedByQuantityMinor: line.creditedByQuantityMinor - made.netMinor,
					}
				}
				expect([-line.takenNetMinor, -line.takenTaxMinor]).toEqual([netMinor, taxMinor])
			},
		),
	)
})

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-01-05' })
})
afterAll(() => world.close())

type Step =
	| { do: 'credit'; line: number; by: 'rest' | 'quantity' | 'amount'; share: number; card: boolean }
	| { do: 'pay'; share: number }
	| { do: 'refund'; share: number }
	| { do: 'void' }

const share = fc.integer({ min: 1, max: 100 })
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant('credit' as const),
			line: fc.nat(2),
			by: fc.constantFrom('rest', 'quantity', 'amount'),
			share,
			card: fc.boolean(),
		}),
	},
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('pay' as const), share }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('refund' as const), share }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('void' as const) }) },
)
const charged = fc.array(
	fc.record({
		net: fc.bigInt({ min: -2_000n, max: 50_000n }),
		tax: fc.constant(0n),
		quantity: fc.constantFrom('1', '3', '2.5'),
	}),
	{ minLength: 1, maxLength: 3 },
)

test('whatever is credited, paid, refunded and voided in whatever order, no line is credited beyond what it charged', async () => {
	const customer = await welcome(world.books)
	await fc.assert(
		fc.asyncProperty(charged, fc.array(step, { minLength: 3, maxLength: 12 }), async (lines, steps) => {
			const taxed = lines.map((line) => ({ ...line, tax: (line.net * 19n) / 100n }))
			fc.pre(taxed.reduce((sum, { net, tax }) => sum + net + tax, 0n) > 0n)
			const invoice = await billed(world, customer, taxed)
			const life: Life = { ...invoice, customer, payments: [], done: 0 }
			for (const one of steps) await live(life, one, taxed)
			await withinWhatWasCharged(invoice.id)
		}),
		{ numRuns: 15, seed: 20261128, endOnFailure: true },
	)
	const found = expectOk(await look(world.books, system, examine, undefined))
	expect(found.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
}, 60_000)

type Life = {
	id: string
	lineIds: string[]
	customer: Customer
	payments: { id: string; minor: bigint }[]
	done: number
}
const partOf = (minor: bigint, of: number) => (minor * BigInt(of) + 99n) / 100n

/** What is refused is an expected no; an error of ours throws. */
async function live(life: Life, one: Step, lines: { net: bigint; quantity: string }[]): Promise<void> {
	const { id } = life
	if (one.do === 'credit') {
		const at = one.line % lines.length
		const line = lines[at]
		const lineId = life.lineIds[at] ?? ''
		const net = line?.net ?? 0n
		const amountMinor = String(partOf(net < 0n ? -net : net, one.share))
		const quantity = ((Number(line?.quantity) * one.share) / 100).toFixed(4)
		const part = {
			rest: { by: 'rest', lineId },
			amount: { by: 'amount', lineId, amountMinor },
			quantity: { by: 'quantity', lineId, quantity },
		} as const
		await credit(world, { id, parts: [part[one.by]], paid: one.card ? 'card' : 'balance' })
	} else if (one.do === 'pay') {
		const open = await openOf(world.books, id)
		const [row] = await world.sql<{ state: string }[]>`select state from invoice where id = ${id}`
		if (open <= 0n || row?.state !== 'issued') return
		const { id: paymentId } = await pay(world, [id], partOf(open, one.share))
		life.payments.push({ id: paymentId, minor: partOf(open, one.share) })
	} else if (one.do === 'refund') {
		const payment = life.payments[0]
		if (!payment) return
		const [left] = await world.sql<{ minor: bigint }[]>`
			select amount_minor - returned_minor - coalesce((select sum(amount_minor) from refund
				where payment_id = payment.id and state = 'started'), 0)::bigint as minor from payment where id = ${payment.id}`
		const amount = partOf(left?.minor ?? 0n, one.share)
		if (amount > 0n) await refund(world, payment.id, amount, String(++life.done))
	} else await act(world.books, finance, decided(voidInvoice), { id, reason: 'Wrong' })
}

async function withinWhatWasCharged(id: string): Promise<void> {
	const beyond = await world.sql`
		select line.id from invoice_line as line left join invoice_line as credit on credit.credits_line_id = line.id
		where line.invoice_id = ${id} group by line.id
		having abs(coalesce(sum(credit.net_minor), 0)) > abs(line.net_minor) or coalesce(sum(credit.net_minor), 0) * sign(line.net_minor) > 0
			or abs(coalesce(sum(credit.tax_minor), 0)) > abs(line.tax_minor) or coalesce(sum(credit.tax_minor), 0) * sign(line.tax_minor) > 0`
	expect(beyond).toEqual([])
	const [row] = await world.sql<{ state: string; settled: bigint; total: bigint; credited: bigint }[]>`
		select state, settled_minor as settled, total_minor as total,
			coalesce((select sum(-note.total_minor) from invoice as note where note.credits_invoice_id = invoice.id), 0)::bigint as credited
		from invoice where id = ${id}`
	if (!row) throw new Error('The invoice has gone')
	expect(row.credited <= row.total && row.settled <= row.total).toBe(true)
	if (row.state === 'void') expect([row.credited, row.settled]).toEqual([row.total, row.total])
}
