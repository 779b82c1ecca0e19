import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, type Verb } from '#core/act.ts'
import { moveEquipment } from '#core/equipment/move.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { moveTask } from '#core/follow-up/task.ts'
import { findStatement } from '#core/journal/statement.ts'
import { allocateReceipt } from '#core/payment/allocate-receipt.ts'
import { moveAllocation } from '#core/payment/move-allocation.ts'
import { previewReceipt } from '#core/payment/preview-receipt.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { returnOverpayment } from '#core/payment/return-overpayment.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { waivePenalty } from '#core/receivable/waiver.ts'
import { hire } from '#test/core/approval/office.ts'
import { deliver } from '#test/core/machine-request/lot.ts'
import { type Customer, finance, invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

const days = [
	'',
	'tomorrow',
	'2026-02-30',
	'2026-13-45',
	'0001-01-01',
	'1899-12-31',
	'9999-12-31',
	'-000044-03-15',
	'+012026-01-01',
]
const amounts = [0n, -1n, -(10n ** 17n), 10n ** 17n, 2n ** 63n, 10n ** 40n]

let world: World
let customer: Customer
let paymentId: string
let invoiceId: string
let taskId: string
let lot: Awaited<ReturnType<typeof deliver>>
let admin: Actor

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10' })
	customer = await welcome(world.books, 'Kuwait', 'KWD')
	lot = await deliver(world, 'HI-1')
	invoiceId = (await invoice(world.books, customer, 1_005n)).id
	paymentId = expectOk(await act(world.books, finance, recordReceipt, receipt({}))).paymentId
	admin = await hire(world.books, 'ada', 'administrator')
	taskId = expectOk(
		await act(world.books, admin, recordFollowUp, follow({ nextStep: 'Call', nextOn: '2026-03-12' })),
	).id
})
afterAll(() => world.close())

const receipt = (more: object) => ({
	...{
		customerId: customer.id,
		currency: 'KWD',
		amountMinor: 2_000n,
		receivedOn: '2026-03-10',
		method: 'transfer' as const,
	},
	allocate: { by: 'order' as const },
	...more,
})
const back = (more: object) => ({
	...{ paymentId, amountMinor: 1n, returnedOn: '2026-03-10', reference: '', reason: 'Too much', freeMinor: 995n },
	...more,
})
const follow = (more: object) => ({
	...{ customerId: customer.id, kind: 'call' as const, text: 'Spoke', key: crypto.randomUUID() },
	...more,
})
const promise = (more: object) => follow({ promise: { amountMinor: 1n, currency: 'KWD', on: '2026-03-12', ...more } })

/** What is wrong: it broke, or took what it should refuse. A reader may answer of any day there is. */
async function tried<Input>(
	name: string,
	verb: Verb<Input, unknown>,
	input: unknown,
	reads = false,
): Promise<string[]> {
	try {
		const { ok } = await act(world.books, admin, verb, input as Input)
		return ok && !reads ? [`${name} took ${told(input)}`] : []
	} catch (error) {
		return [`${name} broke at ${told(input)}: ${String(error).slice(0, 120)}`]
	}
}
const told = (input: unknown) =>
	JSON.stringify(input, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)).slice(0, 300)

test('no day that nobody can mean, and no amount that nobody has, breaks what takes money in or is taken by it', async () => {
	const wrong: string[] = []
	for (const on of days) {
		wrong.push(
			...(await tried('receipt', recordReceipt, receipt({ receivedOn: on }))),
			...(await tried('preview', previewReceipt, receipt({ receivedOn: on }), true)),
			...(await tried('return', decided(returnOverpayment), back({ returnedOn: on }))),
			...(await tried('promise', recordFollowUp, promise({ on }))),
			...(await tried('happened', recordFollowUp, follow({ happenedOn: on }))),
			...(await tried('next', recordFollowUp, follow({ nextStep: 'Call', nextOn: on }))),
			...(await tried('task', moveTask, { id: taskId, nextOn: on })),
			...(await tried('penalty', findPenalty, { contractId: lot.contractId, on }, true)),
			...(await tried('statement', findStatement, { contractId: lot.contractId, on }, true)),
			...(await tried('statement from', findStatement, { customerId: customer.id, from: on }, true)),
			...(await tried('move', moveEquipment, { id: lot.equipmentId, action: 'note', note: 'x', on })),
			...(await tried('terms', setPenaltyTerms, {
				...{
					contractType: null,
					contractId: null,
					validFrom: on,
					dailyRatePercent: '0.05',
					graceDays: 0,
					chargeGrace: false,
				},
			})),
		)
	}
	for (const amountMinor of amounts) {
		wrong.push(
			...(await tried('receipt', recordReceipt, receipt({ amountMinor }))),
			...(await tried('return', decided(returnOverpayment), back({ amountMinor }))),
			...(await tried('promise', recordFollowUp, promise({ amountMinor }))),
			...(await tried('waive', decided(waivePenalty), {
				contractId: lot.contractId,
				amountMinor,
				percent: null,
				reason: 'x',
			})),
			...(await tried('put', allocateReceipt, {
				paymentId,
				freeMinor: 995n,
				allocate: { by: 'hand', to: [{ invoiceId, amountMinor }] },
			})),
			...(await tried('put penalty', allocateReceipt, {
				paymentId,
				freeMinor: 995n,
				allocate: { by: 'hand', to: [], penalty: [{ contractId: lot.contractId, amountMinor }] },
			})),
			...(await tried('away', moveAllocation, {
				paymentId,
				fromInvoiceId: invoiceId,
				toInvoiceId: null,
				amountMinor,
				seenMinor: 1_005n,
			})),
		)
	}
	expect(wrong).toEqual([])
})
