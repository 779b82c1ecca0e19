import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { type Day, dayOf, formatDay } from '#core/calendar.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { takeBackReceipt } from '#core/payment/take-back-receipt.ts'
import { issueInstalments } from '#core/receivable/change-plan.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { findCoverable } from '#core/receivable/plan-cover.ts'
import { examine } from '#core/report/examine.ts'
import { administrator } from '#test/core/delivery/gate.ts'
import { receive } from '#test/core/payment/hand.ts'
import { type Customer, finance, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { agree } from './sold-machine.ts'

/** Per mille a day, so that whole yen and thousandths of a dinar are rounded alike. */
const perMille = 5n

type Sale = { contractId: string; customer: Customer; dues: { due: Day; minor: bigint }[] }
type Money = { day: number; minor: bigint; isTakenBack: boolean }

/** A machine of a price in minor units, in equal instalments a month apart, all of them invoiced. */
async function sell({ books, sql, clock }: World, currency: string, digits: number, price: bigint, count: number) {
	const customer = await welcome(books, `In ${currency}`, currency)
	const startsOn = clock.today().toString()
	const scale = 10n ** BigInt(digits)
	const unitPrice = digits === 0 ? String(price) : `${price / scale}.${String(price % scale).padStart(digits, '0')}`
	const { id: contractId } = expectOk(
		await act(books, finance, createContract, {
			...{
				customerId: customer.id,
				currency,
				timing: 'advance',
				alignment: 'anniversary',
				startsOn,
				paymentTermDays: 14,
			},
			lines: [{ description: 'Stacker', quantity: '1', unitPrice, interval: null, startsOn, taxClass: 'exempt' }],
		} as never),
	)
	expectOk(await act(books, finance, decided(activateContract), { id: contractId }))
	const coverable = expectOk(await look(books, finance, findCoverable, { contractId }))
	const lineIds = coverable.map(({ lineId }) => lineId)
	const terms = { kind: 'equal', downPayment: null, count, everyMonths: 1, firstDueOn: dayOf(clock.today()) } as const
	const plan = await agree({ books, sql, clock } as World, contractId, lineIds, terms, 0)
	const rows = await sql<{ id: string; on: Temporal.PlainDate; minor: bigint }[]>`
		select id, due_on as on, amount_minor as minor from instalment where plan_id = ${plan.id} order by due_on`
	expectOk(await act(books, finance, issueInstalments, { planId: plan.id, instalmentIds: rows.map(({ id }) => id) }))
	const dues = rows.map(({ on, minor }) => ({ due: dayOf(on), minor }))
	return { contractId, customer, dues }
}

/** Day by day, apart from the product: what each instalment bears through a day, and what is open of all. */
function byHand({ dues }: Sale, came: readonly { on: Day; minor: bigint }[], asOf: Day) {
	const open = dues.map(({ minor }) => minor)
	const borne = dues.map(() => 0n)
	let free = 0n
	for (let day = (dues[0]?.due ?? 0) - 1; day <= asOf; day++) {
		for (const [index, { due }] of dues.entries())
			if (day > due) borne[index] = (borne[index] ?? 0n) + (open[index] ?? 0n)
		free += came.filter(({ on }) => on === day).reduce((sum, { minor }) => sum + minor, 0n)
		for (const [index, left] of open.entries()) {
			const put = left < free ? left : free
			open[index] = left - put
			free -= put
		}
	}
	const penalty = borne.reduce((sum, principalDays) => sum + (2n * principalDays * perMille + 1000n) / 2000n, 0n)
	return { open: open.reduce((sum, minor) => sum + minor, 0n), penalty, free }
}

test.each([
	['JPY', 0],
	['VND', 0],
	['KWD', 3],
] as const)(
	'in %s a plan comes to its sum, money is whole, and penalty interest is rounded to its own digits',
	async (currency, digits) => {
		await using world = await openBooks({ on: '2026-01-01' })
		const { books, sql, clock } = world
		const terms = { contractType: null, contractId: null, validFrom: '2026-01-01', graceDays: 0, chargeGrace: false }
		expectOk(await act(books, administrator, setPenaltyTerms, { ...terms, dailyRatePercent: '0.5' }))
		const money: fc.Arbitrary<Money> = fc.record({
			...{ day: fc.nat(70), minor: fc.bigInt({ min: 1n, max: 400_007n }), isTakenBack: fc.boolean() },
		})
		await fc.assert(
			fc.asyncProperty(
				fc.bigInt({ min: 100n, max: 1_000_003n }),
				fc.integer({ min: 1, max: 7 }),
				fc.array(money, { maxLength: 5 }),
				async (price, count, moneys) => {
					clock.moveOn({ days: 1 })
					const start = clock.today()
					const sale = await sell(world, currency, digits, price, count)
					expect(sale.dues.reduce((sum, { minor }) => sum + minor, 0n)).toBe(price)
					const sizes = sale.dues.map(({ minor }) => Number(minor))
					expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)

					clock.standOn(start.add({ days: 70 }))
					for (const { day, minor, isTakenBack } of moneys) {
						const on = start.add({ days: day }).toString()
						const { paymentId } = expectOk(await receive(books, sale.customer, on, minor))
						if (isTakenBack) expectOk(await act(books, finance, takeBackReceipt, { paymentId, reason: 'Mistaken' }))
					}
					const came = moneys
						.filter(({ isTakenBack }) => !isTakenBack)
						.map(({ day, minor }) => ({ on: dayOf(start.add({ days: day })), minor }))
					const { customer, contractId } = sale
					const [sum] = await sql<{ came: bigint; put: bigint; back: bigint }[]>`
					select coalesce(sum(amount_minor), 0)::bigint as came, coalesce(sum(allocated_minor), 0)::bigint as put,
						coalesce(sum(returned_minor), 0)::bigint as back
					from payment where customer_id = ${customer.id} and state = 'succeeded'`
					const today = byHand(sale, came, dayOf(clock.today()))
					expect(sum).toEqual({
						came: came.reduce((all, { minor }) => all + minor, 0n),
						put: price - today.open,
						back: 0n,
					})
					for (const days of [20, 45, 70]) {
						const on = dayOf(start.add({ days }))
						const told = expectOk(await look(books, system, findPenalty, { contractId, on: formatDay(on) }))
						const wanted = byHand(sale, came, on)
						expect([days, told.accruedMinor]).toEqual([days, wanted.penalty])
						if (days === 70) expect(told.openMinor).toBe(wanted.open)
					}
				},
			),
			{ numRuns: 8 },
		)
		const findings = expectOk(await look(books, system, examine, undefined))
		expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
	},
	120_000,
)
