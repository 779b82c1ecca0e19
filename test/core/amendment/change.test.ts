// Over 300 lines: what may be changed, by whom and from when, is told rule by rule in one place.
import { describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { evaluateChange } from '#core/amendment/evaluate-change.ts'
import { listAmendments } from '#core/amendment/list-amendments.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { type ChangeTerms, changeTerms, findTerms, previewTerms } from '#core/contract/change-terms.ts'
import { findLines } from '#core/contract/lines.ts'
import { saveOwnField } from '#core/own-field/save.ts'
import { findOptions } from '#core/product/find-options.ts'
import { offerOption } from '#core/product/offer.ts'
import { clerk, openShop, type Shop } from './world.ts'

describe('a change', () => {
	test('of the quantity makes one credit and one charge, and is invoiced as it was shown', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const quantity = { kind: 'quantity' as const, lineId: await shop.lineId(), quantity: '5' }
		const { preview, lines, invoiceIds } = await shop.change(quantity)
		expect(lines).toEqual(['credit 2026-01-10..2026-02-01 -66.00', 'charge 2026-01-10..2026-02-01 110.00'])
		expect(invoiceIds.length).toBe(1)
		expect(preview.effect).toMatchObject({ kind: 'invoice', on: '2026-01-10', subtotalMinor: 4400n, totalMinor: 5280n })
		expect(preview.recurring.before.monthMinor).toBe(9300n)
		expect(preview.recurring.after).toMatchObject({
			monthMinor: 15500n,
			next: { on: '2026-02-01', subtotalMinor: 15500n },
		})
		expect(preview.coming.before.length).toBe(12)
		expect(preview.coming.after.map(({ subtotalMinor }) => subtotalMinor)).toEqual(Array(12).fill(15500n))
	})

	test('of the quantity back on its day leaves no trace in money', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const before = await shop.net()
		const lineId = await shop.lineId()
		await shop.change({ kind: 'quantity', lineId, quantity: '7' })
		const { lines } = await shop.change({ kind: 'quantity', lineId, quantity: '3' })
		expect(lines).toEqual(['credit 2026-01-10..2026-02-01 -154.00', 'charge 2026-01-10..2026-02-01 66.00'])
		expect(await shop.net()).toBe(before)
	})
})

describe('what a customer may change', () => {
	const tried = async (shop: Shop, actor: Actor, change: ContractChange) => {
		const input = { contractId: shop.contractId, change }
		const outcome = await act(shop.world.books, actor, previewChange, input)
		return outcome.ok ? 'shown' : outcome.refusal.code
	}

	test.each([
		['none', 'change.not_allowed', 'change.not_allowed'],
		['upsell', 'shown', 'change.not_allowed'],
		['upsell_and_downsell', 'shown', 'shown'],
	] as const)('with access %s: more is %s, less is %s; leaving always', async (access, more, less) => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ access, noticeDays: 30 })
		await shop.standOn('2026-01-10')
		const lineId = await shop.lineId()
		for (const actor of [shop.contact, shop.link('manage')]) {
			expect(await tried(shop, actor, { kind: 'quantity', lineId, quantity: '4' })).toBe(more)
			expect(await tried(shop, actor, { kind: 'quantity', lineId, quantity: '2' })).toBe(less)
			expect(await tried(shop, actor, { kind: 'option_off', lineId }), 'that would be leaving').toBe(
				'change.not_allowed',
			)
			expect(await tried(shop, actor, { kind: 'quantity', lineId, quantity: '0' })).toBe('change.not_allowed')
			const bound = (code: string) => (less === 'shown' ? code : less)
			expect(await tried(shop, actor, { kind: 'pause' })).toBe(bound('change.pause_until'))
			expect(await tried(shop, actor, { kind: 'pause', until: '2026-03-31' })).toBe(bound('change.pause_bound'))
			expect(await tried(shop, actor, { kind: 'cancel' })).toBe('shown')
			expect(await tried(shop, actor, { kind: 'price', lineId, unitPrice: '0' })).toBe('change.not_allowed')
			expect(await tried(shop, actor, { kind: 'discount', percent: '100' })).toBe('change.not_allowed')
			expect(await tried(shop, actor, { kind: 'cancel', endsOn: '2026-01-20' })).toBe('change.before_notice')
		}
		const change = { kind: 'quantity' as const, lineId, quantity: '4' }
		expect(await tried(shop, shop.link('view'), change)).toBe('link.view_only')
		expect(await tried(shop, shop.link('pay'), change)).toBe('link.too_narrow')
		const stranger = { kind: 'contact' as const, contactId: shop.customerId }
		expect(await tried(shop, stranger, change)).toBe('not_found')
	})

	test('follows the rule of the contract before that of the plan before that of the company', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const { planId } = await shop.product('SEATS', '31.00')
		await shop.agree({}, { planId })
		await shop.standOn('2026-01-10')
		const rule = { direction: 'more' as const, timing: 'period_end' as const, prorate: true }
		const effective = async () =>
			(await shop.preview({ kind: 'quantity', lineId: await shop.lineId(), quantity: '4' }, {}, shop.contact))
				.effectiveOn
		expect(await effective()).toBe('2026-01-10')
		expectOk(await act(world.books, clerk, setChangeRule, rule))
		expect(await effective()).toBe('2026-02-01')
		expectOk(await act(world.books, clerk, setChangeRule, { ...rule, timing: 'now', planId }))
		expect(await effective()).toBe('2026-01-10')
		expectOk(await act(world.books, clerk, setChangeRule, { ...rule, contractId: shop.contractId }))
		expect(await effective()).toBe('2026-02-01')
		expect(await world.sql`select kind, contract_id as on from event where facts ? 'changeRule' order by id`).toEqual([
			{ kind: 'company.updated', on: null },
			{ kind: 'product.changed', on: null },
			{ kind: 'contract.updated', on: shop.contractId },
		])
		const nobodys = { ...rule, contractId: planId }
		expect(await act(world.books, clerk, setChangeRule, nobodys)).toMatchObject({ refusal: { code: 'not_found' } })
	})

	test('less begins with the next period, and is not credited', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const less = { kind: 'quantity' as const, lineId: await shop.lineId(), quantity: '1' }
		const { preview, lines } = await shop.change(less, {}, shop.contact)
		expect([preview.effectiveOn, lines]).toEqual(['2026-02-01', []])
		expect(preview.coming.after[0]?.subtotalMinor).toBe(3100n)
		await shop.standOn('2026-02-01')
		expect(await shop.net()).toBe(9300n + 3100n)
	})

	test('without proration is in use at once and charged from the next period', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const rule = { direction: 'more' as const, timing: 'now' as const, prorate: false }
		expectOk(await act(world.books, clerk, setChangeRule, rule))
		const more = { kind: 'quantity' as const, lineId: await shop.lineId(), quantity: '4' }
		const { lines } = await shop.change(more, {}, shop.contact)
		expect(lines).toEqual([])
		const found = { contractId: shop.contractId, on: '2026-01-10', limit: 5 }
		expect(expectOk(await act(world.books, clerk, findLines, found)).lines[0]?.quantity).toBe('4')
		await shop.standOn('2026-02-01')
		expect(await shop.net()).toBe(9300n + 12400n)
	})

	test('above the limit is approved first, and outside the bounds refused', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		const rule = { direction: 'more' as const, timing: 'now' as const, prorate: true, largest: '9' }
		const approval = { aboveMinor: 6200n, currency: 'EUR' }
		expectOk(await act(world.books, clerk, setChangeRule, { ...rule, approval }))
		const lineId = await shop.lineId()
		const decided = async (quantity: string, actor: Actor) => {
			const input = { contractId: shop.contractId, change: { kind: 'quantity' as const, lineId, quantity } }
			return expectOk(await act(world.books, actor, evaluateChange, input)).decision
		}
		expect(await decided('5', shop.contact)).toEqual({ kind: 'apply' })
		const limit = { monthMinor: 9300n, limitMinor: 6200n, currency: 'EUR' }
		expect(await decided('6', shop.contact)).toEqual({ kind: 'approve', ...limit })
		expect(await decided('6', clerk)).toEqual({ kind: 'apply' })
		expect(await decided('10', shop.contact)).toMatchObject({ refusal: { code: 'change.quantity_out_of_range' } })
		const change = { kind: 'quantity' as const, lineId, quantity: '6' }
		const { seen } = await shop.preview(change, {}, shop.contact)
		const applied = await act(world.books, shop.contact, applyChange, { contractId: shop.contractId, change, seen })
		expect(applied).toMatchObject({ ok: false, refusal: { code: 'change.needs_approval', facts: limit } })
		// In two steps they go no further than in one, until the first is a month ago.
		await shop.change({ kind: 'quantity', lineId, quantity: '5' }, {}, shop.contact)
		expect(await decided('6', shop.contact)).toEqual({ kind: 'approve', ...limit })
		await shop.standOn('2026-02-01')
		expect(await decided('6', shop.contact)).toEqual({ kind: 'apply' })
	})

	test('is refused with the new figures when it would do something else than was seen', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree()
		await shop.standOn('2026-01-10')
		const change = { kind: 'quantity' as const, lineId: await shop.lineId(), quantity: '4' }
		const { seen } = await shop.preview(change)
		await shop.standOn('2026-01-11')
		const refused = await act(world.books, clerk, applyChange, { contractId: shop.contractId, change, seen })
		expect(refused).toMatchObject({ ok: false, refusal: { code: 'change.different', facts: { effectMinor: 2520n } } })
		expect(await shop.net()).toBe(9300n)
	})

	test('only what is offered can be added, at the list price; with its trial it is free until the trial is over', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const base = await shop.product('BASE', '31.00')
		const extra = await shop.product('EXTRA', '62.00', { trialDays: 14 })
		await shop.agree({}, { productId: base.id, planId: base.planId })
		const add = { kind: 'option_on' as const, productId: extra.id, planId: extra.planId, quantity: '1' }
		expect(await tried(shop, shop.contact, add)).toBe('change.not_offered')
		const offer = { productId: extra.id, planId: extra.planId, forProductId: base.id, largest: '3' }
		expectOk(await act(world.books, clerk, offerOption, offer))
		const options = expectOk(await act(world.books, shop.contact, findOptions, { contractId: shop.contractId }))
		expect(options.options).toMatchObject([
			{ code: 'EXTRA', unitPrice: '62.00', trialDays: 14, largest: '3', lines: [] },
		])
		expect(await tried(shop, shop.contact, { ...add, quantity: '4' })).toBe('change.quantity_out_of_range')
		expect(await tried(shop, shop.contact, { ...add, unitPrice: '1' })).toBe('change.not_allowed')
		const { preview, lines } = await shop.change(add, {}, shop.contact)
		expect(lines).toEqual([])
		expect(preview.recurring.after.monthMinor - preview.recurring.before.monthMinor).toBe(6200n)
		await shop.standOn('2026-01-15')
		expect(await shop.net()).toBe(9300n + 3400n)
		const found = { contractId: shop.contractId, on: '2026-01-15', limit: 5 }
		expect(expectOk(await act(world.books, clerk, findLines, found)).lines[1]?.freeUntil).toBe('2026-01-14')
		// Another of it, or the same taken off and added again, on whichever contract, is paid from its first day.
		await shop.agree({}, { productId: base.id, planId: base.planId })
		const again = expectOk(await act(world.books, shop.contact, findOptions, { contractId: shop.contractId }))
		expect(again.options).toMatchObject([{ code: 'EXTRA', trialDays: 0 }])
		expect((await shop.change(add, {}, shop.contact)).preview.effect?.subtotalMinor).toBe(6200n)
		expect((await shop.preview(add)).effect).toBe(null)
	})
})

describe('a line that staff add to a contract in force', () => {
	test('has its machine, its own words, days and fields, and what must be filled in is asked for', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const { books, sql } = shop.world
		const base = await shop.product('BASE', '31.00')
		const service = await shop.product('SERVICE', '62.00')
		await shop.agree({ endsOn: '2026-12-31' }, { productId: base.id, planId: base.planId })
		const yard = {
			subject: 'line' as const,
			kind: 'text' as const,
			name: 'Yard',
			required: true,
			...{ position: 1, choices: [] },
		}
		const { id } = expectOk(await act(books, clerk, saveOwnField, yard))
		const [field] = await sql<{ key: string }[]>`select 'own_' || number as key from own_field where id = ${id}`
		const own = { [field?.key ?? '']: 'Kiel' }
		const machine = { model: 'HX 20', serialNumber: 'SN-77', factoryNumber: 'F-9' }
		const words = { description: 'Service of the crane', startsOn: '2026-02-01', endsOn: '2026-06-30' }
		const line = { productId: service.id, planId: service.planId, quantity: '1', ...machine, ...words }
		const add = { kind: 'option_on' as const, ...line, own }
		const tried = async (change: ContractChange, actor: Actor = clerk) => {
			const outcome = await act(books, actor, previewChange, { contractId: shop.contractId, change })
			return outcome.ok ? 'shown' : outcome.refusal.code
		}
		expect(await tried({ ...add, own: {} })).toBe('own_field.required')
		expect(await tried({ ...add, own: { ...own, own_99: 'x' } })).toBe('own_field.unknown')
		expect(await tried({ ...add, endsOn: '2027-01-01' })).toBe('contract.line_outside')
		expect(await tried({ ...add, endsOn: '2026-01-31' })).toBe('contract.ends_before_start')
		expect(await tried(add, shop.contact)).toBe('change.not_allowed')
		const twice = [add, { ...add, serialNumber: 'sn-77' }]
		expect(await tried({ kind: 'several', changes: twice })).toBe('contract.serial_known')

		await shop.change(add)
		const [, written] = await sql`
				select description, model, serial_number, factory_number, state.starts_on::text, state.ends_on::text, own_value.text_value
				from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
					left join own_value on own_value.line_id = line.id
				where line.contract_id = ${shop.contractId} order by position`
		expect(written).toEqual({
			...{ description: 'Service of the crane', model: 'HX 20', serial_number: 'SN-77', factory_number: 'F-9' },
			...{ starts_on: '2026-02-01', ends_on: '2026-06-30', text_value: 'Kiel' },
		})
		expect(await tried(add)).toBe('contract.serial_known')
		expect(await tried({ ...add, startsOn: '2026-07-01', endsOn: undefined })).toBe('shown')
	})
})

describe('a change of terms', () => {
	test('is an amendment from today on that says what binds the customer more, and is seen in the days that count', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const { books } = shop.world
		await shop.agree({ endsOn: '2026-12-31', renewal: 'none', noticeDays: 30, paymentTermDays: 14 })
		await shop.standOn('2026-02-10')
		const id = shop.contractId
		const { version, ...was } = expectOk(await look(books, clerk, findTerms, { id }))
		expect(was).toEqual({
			...{ renewal: 'none', termMonths: null, noticeDays: 30 },
			paymentTermDays: 14,
			access: 'upsell_and_downsell',
		})
		const asked = { id, version, renewal: 'tacit' as const, termMonths: 12, noticeDays: 90, access: 'upsell' as const }
		const preview = expectOk(await look(books, clerk, previewTerms, asked))
		expect(preview.changed.map(({ term, stricter }) => [term, stricter])).toEqual([
			...[
				['renewal', true],
				['termMonths', true],
				['noticeDays', true],
				['access', true],
			],
		])
		expect(preview.next).toEqual({ kind: 'renewed', endsOn: '2026-12-31', lastDay: '2026-10-02' })
		expectOk(await act(books, clerk, changeTerms, asked))
		const stands = expectOk(await look(books, clerk, findTerms, { id }))
		expect(stands).toMatchObject({ renewal: 'tacit', noticeDays: 90, access: 'upsell', paymentTermDays: 14 })
		const { amendments } = expectOk(await look(books, clerk, listAmendments, { contractId: id, limit: 5 }))
		expect(amendments[0]).toMatchObject({ kind: 'change', effectiveOn: '2026-02-10' })
		expect(amendments[0]?.terms).toContainEqual({ term: 'noticeDays', before: 30, after: 90 })
		expect(amendments[1]?.terms).toEqual([])
		const refused = async (input: ChangeTerms) => {
			const outcome = await act(books, clerk, changeTerms, input)
			return outcome.ok ? 'done' : outcome.refusal.code
		}
		expect(await refused(asked)).toBe('changed_meanwhile')
		expect(await refused({ id, version: stands.version, noticeDays: 90 })).toBe('contract.nothing_changes')
		const customer = await act(books, shop.contact, changeTerms, { id, version: stands.version, noticeDays: 0 })
		expect(customer.ok || customer.refusal.code).toBe('not_permitted')
	})
})
