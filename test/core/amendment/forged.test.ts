import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { createCustomer } from '#core/customer/create.ts'
import { offerOption } from '#core/product/offer.ts'
import { forge } from './forge.ts'
import { clerk, openShop, type Shop } from './world.ts'

test('no kind of change does what its contract does not allow', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	const { sql } = shop.world
	await shop.agree({ endsOn: '2026-12-31' })
	await shop.standOn('2026-01-10')
	const [lineId, { id: productId, planId }] = [await shop.lineId(), await shop.product('storage', '5.00')]
	const parts = [{ contractId: shop.contractId }]
	const off = { kind: 'option_off' as const, lineId }
	// Of a contract bound by its term, with a line that the company has planned something for: by access none, upsell, and both.
	const tries: { [Kind in ContractChange['kind']]: [Extract<ContractChange, { kind: Kind }>, ...string[]] } = {
		quantity: [{ kind: 'quantity', lineId, quantity: '4' }, ...Array(3).fill('change.planned_otherwise')],
		option_on: [{ kind: 'option_on', productId, planId, quantity: '1' }, ...Array(3).fill('change.not_offered')],
		option_off: [off, ...Array(3).fill('change.not_allowed')],
		line_end: [{ kind: 'line_end', lineId, endsOn: '2026-01-31' }, ...Array(3).fill('change.not_allowed')],
		plan: [{ kind: 'plan', lineId, planId: planId ?? '' }, ...Array(3).fill('change.planned_otherwise')],
		price: [{ kind: 'price', lineId, unitPrice: '1' }, ...Array(3).fill('change.not_allowed')],
		several: [{ kind: 'several', changes: [off] }, ...Array(3).fill('change.not_allowed')],
		take_back: [{ kind: 'take_back', sequence: 2 }, ...Array(3).fill('change.not_allowed')],
		discount: [{ kind: 'discount', percent: '10' }, ...Array(3).fill('change.not_allowed')],
		discount_end: [{ kind: 'discount_end', discountId: randomUUID() }, ...Array(3).fill('not_found')],
		pause: [
			{ kind: 'pause', until: '2026-03-31' },
			...['change.not_allowed', 'change.not_allowed', 'change.pause_bound'],
		],
		resume: [{ kind: 'resume' }, ...Array(3).fill('contract.not_allowed_in_state')],
		cancel: [{ kind: 'cancel', endsOn: '2026-03-31' }, ...Array(3).fill('change.before_notice')],
		undo_cancel: [{ kind: 'undo_cancel' }, ...Array(3).fill('contract.not_allowed_in_state')],
		renew: [{ kind: 'renew', endsOn: '2030-12-31' }, ...Array(3).fill('change.not_allowed')],
		co_terminate: [{ kind: 'co_terminate', endsOn: '2026-03-31', parts }, ...Array(3).fill('change.before_notice')],
	}
	await shop.change({ kind: 'quantity', lineId, quantity: '9' }, { on: '2026-06-01' })
	for (const [index, access] of ['none', 'upsell', 'upsell_and_downsell'].entries()) {
		await sql`update contract set access = ${access}`
		for (const [change, ...codes] of Object.values(tries))
			expect([access, change.kind, await forge(shop, change)]).toEqual([access, change.kind, codes[index]])
	}
	expect(await amendments(shop)).toBe(1)
})

const amendments = async ({ world }: Shop) => (await world.sql`select from amendment where kind <> 'original'`).length

test('a forged form changes nothing that access, offers or bounds do not allow', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	const { books, sql } = shop.world
	await shop.agree()
	await shop.standOn('2026-01-10')
	const lineId = await shop.lineId()
	const storage = await shop.product('storage', '5.00')
	const secret = await shop.product('secret', '1.00')
	expectOk(
		await act(books, clerk, offerOption, {
			productId: storage.id,
			planId: storage.planId,
			smallest: '2',
			largest: '5',
		}),
	)
	const { id: productId, planId } = storage
	const on = (quantity: string, more = {}) => ({ kind: 'option_on' as const, productId, planId, quantity, ...more })
	const tries: [ContractChange, string][] = [
		[{ kind: 'quantity', lineId: randomUUID(), quantity: '4' }, 'contract.line_unknown'],
		[{ kind: 'quantity', lineId, quantity: '1000001' }, 'change.quantity_out_of_range'],
		[{ kind: 'quantity', lineId, quantity: '-4' }, 'input.invalid'],
		[{ kind: 'quantity', lineId, quantity: '0.0000000001' }, 'line.not_whole'],
		[{ kind: 'renew', endsOn: '9999-12-31' }, 'input.invalid'],
		[{ kind: 'price', lineId, unitPrice: '0' }, 'change.not_allowed'],
		[{ kind: 'discount', percent: '99' }, 'change.not_allowed'],
		[{ kind: 'plan', lineId, planId: planId ?? '', unitPrice: '0.01' }, 'change.not_allowed'],
		[{ kind: 'plan', lineId, planId: planId ?? '' }, 'change.not_offered'],
		[on('1'), 'change.quantity_out_of_range'],
		[on('6'), 'change.quantity_out_of_range'],
		[on('0'), 'change.quantity_out_of_range'],
		[on('2', { unitPrice: '0.01' }), 'change.not_allowed'],
		[on('2', { discountPercent: '100' }), 'change.not_allowed'],
		[{ kind: 'option_on', productId: secret.id, planId: secret.planId, quantity: '1' }, 'change.not_offered'],
		[
			{ kind: 'several', changes: [{ kind: 'quantity', lineId, quantity: '4' }, on('2', { unitPrice: '0' })] },
			'change.not_allowed',
		],
	]
	for (const [change, code] of tries) expect([change, await forge(shop, change)]).toEqual([change, code])
	for (const [access, more, less] of [
		['none', 'change.not_allowed', 'change.not_allowed'],
		['upsell', 'made', 'change.not_allowed'],
	] as const) {
		await sql`update contract set access = ${access}`
		expect(await forge(shop, { kind: 'quantity', lineId, quantity: '2' })).toBe(less)
		expect(await forge(shop, { kind: 'option_off', lineId })).toBe(less)
		expect(await forge(shop, { kind: 'pause' })).toBe(less)
		expect(await forge(shop, { kind: 'quantity', lineId, quantity: '4' })).toBe(more)
	}
	expect(await amendments(shop)).toBe(1)
	for (const scope of ['view', 'pay'] as const)
		expect(await forge(shop, { kind: 'quantity', lineId, quantity: '5' }, shop.link(scope))).toMatch(/^link\./)
})

test('ends together reach no other customer’s contract, cut nothing before notice, and follow access', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	const { books, sql } = shop.world
	const stranger = expectOk(
		await act(books, clerk, createCustomer, {
			name: 'Other',
			language: 'en',
			currency: 'EUR',
			email: '',
			country: 'DE',
		}),
	)
	const foreign = await shop.agree({ customerId: stranger.id, endsOn: '2026-12-31' })
	const second = await shop.agree({ endsOn: '2026-09-30', noticeDays: 30 })
	const first = await shop.agree({ endsOn: '2026-12-31', noticeDays: 30 })
	await shop.standOn('2026-01-10')
	const together = (endsOn: string, ...ids: string[]): ContractChange => ({
		kind: 'co_terminate',
		endsOn,
		parts: ids.map((contractId) => ({ contractId })),
	})
	expect(await forge(shop, together('2026-12-31', first, foreign))).toBe('not_found')
	const line = await shop.lineId(1, foreign)
	const parts = [{ contractId: first, lineIds: [line] }]
	expect(await forge(shop, { kind: 'co_terminate', endsOn: '2026-06-30', parts })).toBe('contract.line_unknown')
	// The first would end before its term, which no notice allows.
	expect(await forge(shop, together('2026-06-30', first, second))).toBe('change.before_notice')
	// Neither has an end so late, and a year from now is over by then.
	expect(await forge(shop, together('2036-12-31', first, second))).toBe('change.ends_too_late')
	expect(await forge(shop, together('2027-01-11', second))).toBe('change.ends_too_late')
	await sql`update contract set access = 'none' where id = ${second}`
	expect(await forge(shop, together('2026-12-31', first, second))).toBe('change.not_allowed')
	expect(await amendments(shop)).toBe(0)
	await sql`update contract set access = 'upsell' where id = ${second}`
	// The first ends on that day already: only the second is prolonged, which is more.
	expect(await forge(shop, together('2026-12-31', first, second))).toBe('made')
	expect(await amendments(shop)).toBe(1)
	expect(await forge(shop, together('2026-12-31', first, second))).toBe('contract.nothing_changes')
})

test('ends together go as far as the latest of them, or a year; what staff agree goes further', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	const long = await shop.agree({ endsOn: '2028-12-31' })
	const short = await shop.agree({ endsOn: '2026-12-31' })
	const together = (endsOn: string, ...ids: string[]): ContractChange => ({
		...{ kind: 'co_terminate', endsOn },
		parts: ids.map((contractId) => ({ contractId })),
	})
	expect(await forge(shop, together('2027-01-02', short))).toBe('change.ends_too_late')
	expect(await forge(shop, together('2029-01-01', long, short))).toBe('change.ends_too_late')
	expect(await forge(shop, together('2027-01-01', short))).toBe('made')
	expect(await forge(shop, together('2028-12-31', long, short))).toBe('made')
	expect(await forge(shop, together('2036-12-31', long, short), clerk)).toBe('made')
})
