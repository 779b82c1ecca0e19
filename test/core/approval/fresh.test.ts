import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { propose } from '#core/approval/ask.ts'
import { requestChange } from '#core/approval/request-change.ts'
import { type CardBody, type FactValue, fingerprintOfCard } from '#core/approval/subject.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { waivePenalty } from '#core/receivable/waiver.ts'
import { clerk, openShop } from '#test/core/amendment/world.ts'
import { administrator, demand, reserved } from '#test/core/delivery/gate.ts'
import { ask, crew, deliver, found, type Lot } from '#test/core/machine-request/lot.ts'
import { finance } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { cardOf, hire, press } from './office.ts'

/** Money for an open invoice of a contract. */
async function receive(
	{ books, sql }: World,
	{ contractId, customerId }: Omit<Lot, 'equipmentId' | 'serialNumber'>,
	amountMinor: bigint,
	receivedOn: string,
) {
	const [open] = await sql<
		{ id: string }[]
	>`select id from invoice where contract_id = ${contractId} and kind = 'invoice' limit 1`
	const receipt = { customerId, currency: 'EUR', amountMinor, receivedOn, method: 'transfer', reference: '' } as const
	expectOk(
		await act(books, finance, recordReceipts, [
			{ ...receipt, invoiceId: open?.id ?? null, importKey: crypto.randomUUID() },
		]),
	)
}
const moneyOn = (card: CardBody, name: string) => {
	const fact = card.facts.find((one) => one.name === name)?.value
	return fact?.kind === 'money' ? fact.minor : undefined
}

test('a lock that is asked for waits unchanged while days pass, and is asked anew when money comes', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const lot = await deliver(world, 'SN-1')
	const { collector, risk } = await crew(world)
	world.clock.standOn(Temporal.PlainDate.from('2026-04-20'))
	const { id, approvalId } = await ask(world, collector, lot, { kind: 'lock', reason: 'Nobody answers' })
	const before = await cardOf(world, approvalId, risk)
	world.clock.standOn(Temporal.PlainDate.from('2026-04-22'))
	await receive(world, lot, 400_00n, '2026-04-22')
	const pressed = expectOk(await press(world, risk, approvalId, 'approve'))
	expect(pressed).toMatchObject({ did: 'outdated', card: { state: 'outdated' } })
	const fresh = await cardOf(world, pressed.freshId ?? '', risk)
	expect([moneyOn(before, 'overdue'), moneyOn(fresh, 'overdue')].map(Number)).toEqual([
		Number(moneyOn(before, 'overdue')),
		Number(moneyOn(before, 'overdue')) - 400_00,
	])
	expect(fresh).toMatchObject({ state: 'waiting', requester: { userId: collector.userId }, note: before.note })
	expect(await found(world, id)).toMatchObject({ state: 'asked' })
	world.clock.standOn(Temporal.PlainDate.from('2026-04-29'))
	expect(expectOk(await press(world, risk, fresh.id, 'approve'))).toMatchObject({ did: 'approved' })
	expect(await found(world, id)).toMatchObject({ state: 'approved' })
})

test('a waiver is as of the day it was asked for; money that comes makes a fresh one, and too little left refuses it', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, clock } = world
	const lot = await deliver(world, 'SN-1')
	const { risk } = await crew(world)
	const mara = await hire(books, 'mara', 'manager')
	const terms = { contractType: null, contractId: null, validFrom: '2026-01-01', graceDays: 0, chargeGrace: false }
	expectOk(await act(books, administrator, setPenaltyTerms, { ...terms, dailyRatePercent: '0.1' }))
	clock.standOn(Temporal.PlainDate.from('2026-04-20'))
	const input = { contractId: lot.contractId, amountMinor: '1000', reason: 'Our mistake' }
	const asking = async () => {
		const proposed = expectOk(await act(books, mara, propose<'penalty_waiver'>, { kind: 'penalty_waiver', input }))
		return proposed.kind === 'asked' ? proposed.requestId : ''
	}
	const id = await asking()
	const before = await cardOf(world, id, risk)
	clock.standOn(Temporal.PlainDate.from('2026-04-22'))
	await receive(world, lot, 300_00n, '2026-04-21')
	const pressed = expectOk(await press(world, risk, id, 'approve'))
	expect(pressed).toMatchObject({ did: 'outdated' })
	const fresh = await cardOf(world, pressed.freshId ?? '', risk)
	expect(Number(moneyOn(fresh, 'open'))).toBe(Number(moneyOn(before, 'open')) - 300_00)
	clock.standOn(Temporal.PlainDate.from('2026-04-25'))
	expect(expectOk(await press(world, risk, fresh.id, 'approve'))).toMatchObject({ did: 'approved' })
	const other = await asking()
	expectOk(
		await act(books, risk, decided(waivePenalty), {
			contractId: lot.contractId,
			amountMinor: null,
			percent: '100',
			reason: 'All',
		}),
	)
	expect(expectOk(await press(world, risk, other, 'approve'))).toMatchObject({
		did: 'failed',
		card: { outcome: { failure: { code: 'penalty.nothing_due' } } },
	})
})

test('a delivery without a condition is asked anew when more of the money has come', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const yard = await reserved(world)
	expectOk(await act(world.books, finance, billContract, { id: yard.contractId }))
	await demand(world, [{ kind: 'amount_received', percent: '50' }])
	const asked = expectOk(await yard.ask({ without: ['amount_received'], reason: 'They pay tomorrow' }))
	const id = asked.kind === 'asked' ? asked.requestId : ''
	const before = await cardOf(world, id, yard.risk)
	world.clock.standOn(Temporal.PlainDate.from('2026-03-03'))
	await receive(world, yard, 100_00n, '2026-03-03')
	const pressed = expectOk(await press(world, yard.risk, id, 'approve'))
	expect(pressed).toMatchObject({ did: 'outdated' })
	const fresh = await cardOf(world, pressed.freshId ?? '', yard.risk)
	expect(Number(moneyOn(fresh, 'received'))).toBeGreaterThan(Number(moneyOn(before, 'received')))
	expect(expectOk(await press(world, yard.risk, fresh.id, 'approve'))).toMatchObject({ did: 'approved' })
})

test('a customer looks again and asks anew: their second request takes the place of the one that had changed', async () => {
	const shop = await openShop('2026-01-01')
	const { world, contact } = shop
	const { books } = world
	const approval = { aboveMinor: 1000n, currency: 'EUR' } as const
	expectOk(
		await act(books, clerk, setChangeRule, { direction: 'more', timing: 'now', prorate: true, approval } as const),
	)
	const fin = await hire(books, 'fin', 'finance')
	await shop.agree()
	await shop.standOn('2026-01-10')
	const asking = async () => {
		const change = { kind: 'quantity', lineId: await shop.lineId(), quantity: '5' } as const
		const { seen } = await shop.preview(change, {}, contact)
		return expectOk(await act(books, contact, requestChange, { contractId: shop.contractId, change, seen }))
	}
	const { id } = await asking()
	await shop.change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '99' })
	expect(expectOk(await press(world, fin, id, 'approve'))).toMatchObject({ did: 'outdated', freshId: null })
	const before = (await cardOf(world, id, fin)).revision
	const again = await asking()
	expect(await cardOf(world, id, fin)).toMatchObject({ outcome: { freshId: again.id }, revision: before + 1 })
	expect(expectOk(await press(world, fin, again.id, 'approve'))).toMatchObject({ did: 'approved' })
	await world.close()
})

const values: [FactValue, FactValue][] = [
	[
		{ kind: 'text', text: '3 × 40' },
		{ kind: 'text', text: '3 × 39' },
	],
	[
		{ kind: 'money', minor: '100', currency: 'EUR' },
		{ kind: 'money', minor: '101', currency: 'EUR' },
	],
	[
		{ kind: 'money', minor: '100', currency: 'EUR' },
		{ kind: 'money', minor: '100', currency: 'USD' },
	],
	[
		{ kind: 'day', on: '2026-01-01' },
		{ kind: 'day', on: '2026-01-02' },
	],
	[
		{ kind: 'percent', percent: '5' },
		{ kind: 'percent', percent: '6' },
	],
	[
		{ kind: 'role', role: 'finance' },
		{ kind: 'role', role: 'manager' },
	],
	[
		{ kind: 'country', code: 'DE' },
		{ kind: 'country', code: 'FR' },
	],
	[
		{ kind: 'flag', is: true },
		{ kind: 'flag', is: false },
	],
	[
		{ kind: 'party', is: 'customer' },
		{ kind: 'party', is: 'company' },
	],
	[{ kind: 'none' }, { kind: 'flag', is: false }],
	[
		{ kind: 'condition', condition: 'amount_received', percent: '50', note: '' },
		{ kind: 'condition', condition: 'amount_received', percent: '60', note: '' },
	],
	[
		{ kind: 'promise', on: '2026-01-01', minor: '5', currency: 'EUR', state: 'open' },
		{ kind: 'promise', on: '2026-01-01', minor: '5', currency: 'EUR', state: 'broken' },
	],
]
const body = (more: Partial<CardBody>): CardBody => ({ facts: [], changes: [], effect: null, told: [], ...more })
const lineOf = (more: object) => ({ description: 'Seats', from: null, to: null, net: '100', tax: '19', ...more })
const effect = (more: object, line = {}) => ({ minor: '119', currency: 'EUR', lines: [lineOf(line)], ...more })

test.each(values)('what a card shows is in the fingerprint, whatever it is: %o and %o', (one, other) => {
	const of = (value: FactValue) => fingerprintOfCard('', body({ facts: [{ name: 'total', value }] }))
	const [none] = [{ kind: 'none' }] as const
	const then = (before: FactValue, after: FactValue) =>
		fingerprintOfCard('', body({ changes: [{ name: 'open', before, after }] }))
	expect(of(one)).not.toBe(of(other))
	expect(then(one, none)).not.toBe(then(other, none))
	expect(then(none, one)).not.toBe(then(none, other))
})

test('the effect is in it line by line, and the company’s own words for a reason are not', () => {
	const of = (given: object, line = {}) => fingerprintOfCard('', body({ effect: effect(given, line) }))
	const all = [
		of({}),
		of({ minor: '120' }),
		of({ currency: 'USD' }),
		of({ lines: [] }),
		of({}, { net: '101' }),
		of({}, { tax: '20' }),
		of({}, { from: '2026-01-01' }),
		of({}, { to: '2026-01-01' }),
		of({}, { description: 'Desks' }),
	]
	expect(new Set(all).size).toBe(all.length)
	expect(fingerprintOfCard('a', body({}))).not.toBe(fingerprintOfCard('b', body({})))
	const said = (en: string, text: string) =>
		fingerprintOfCard(
			'',
			body({ facts: [{ name: 'reason', value: { kind: 'labelled', labels: { en, ru: '', zh: '', vi: '' }, text } }] }),
		)
	expect(said('Closing', 'x')).toBe(said('They close', 'x'))
	expect(said('Closing', 'x')).not.toBe(said('Closing', 'y'))
})
