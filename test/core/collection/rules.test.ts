import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { applyRules, previewRules } from '#core/collection/apply-rules.ts'
import { handBackCase } from '#core/collection/hand-back.ts'
import { type LooseDebt, planDispatch } from '#core/collection/plan-dispatch.ts'
import {
	type AddCollectionRule,
	addCollectionRule,
	type CollectionRule,
	endCollectionRule,
	listCollectionRules,
	raiseCollectionRule,
} from '#core/collection/rule.ts'
import { endUser } from '#core/staff/change-user.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { system } from '../payment/ledger.ts'
import { type Member, member, mine, owing } from './collecting.ts'

let world: World
let [anna, bert, boss]: Member[] = []
const staff = (of: Member | undefined) => of as Member

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	anna = await member(world.books, 'collector')
	bert = await member(world.books, 'collector')
	boss = await member(world.books, 'administrator')
})
beforeEach(async () => {
	world.clock.standOn('2026-03-02')
	for (const { id } of await rules()) expectOk(await act(world.books, staff(boss), endCollectionRule, { id }))
})
afterAll(() => world.close())

const rules = async () => expectOk(await look(world.books, system, listCollectionRules, undefined))
const any: AddCollectionRule = {
	...{
		fromDays: 1,
		throughDays: null,
		currency: null,
		leastMinor: null,
		groupId: null,
		country: null,
		collectorId: null,
	},
}
const add = (more: Partial<AddCollectionRule> = {}) =>
	act(world.books, staff(boss), addCollectionRule, { ...any, ...more })
const apply = async () => expectOk(await act(world.books, system, applyRules, undefined))
const shown = async (actor: Actor = staff(boss)) => expectOk(await look(world.books, actor, previewRules, undefined))

test('the first rule that fits gives a debt out, and what fits none is left', () => {
	const debt = (more: Partial<LooseDebt>): LooseDebt => ({
		...{
			customerId: '1',
			customerName: 'Nord',
			currency: 'EUR',
			overdueMinor: 100n,
			daysPastDue: 10,
			groupId: 'g',
			country: 'DE',
		},
		...more,
	})
	const rule = (id: string, more: Partial<CollectionRule>): CollectionRule => ({
		...{
			id,
			fromDays: 1,
			throughDays: null,
			currency: null,
			leastMinor: null,
			group: null,
			country: null,
			collector: null,
		},
		...more,
	})
	const given = (debts: LooseDebt[], all: CollectionRule[], turns = ['a', 'b']) =>
		planDispatch(
			debts,
			all,
			turns.map((id) => ({ id, name: id })),
		).map(({ ruleId, collector }) => `${ruleId}:${collector?.id ?? 'nobody'}`)
	const chief = { id: 'chief', name: 'Chief', collects: true }
	const all = [
		rule('late', { fromDays: 60, collector: chief }),
		rule('large', { currency: 'EUR', leastMinor: 1000n }),
		rule('swiss', { country: 'CH', group: { id: 'g', name: 'North' } }),
		rule('young', { fromDays: 5, throughDays: 20, country: 'DE' }),
	]
	expect(given([debt({ daysPastDue: 60 }), debt({ daysPastDue: 59 })], all)).toEqual(['late:chief'])
	expect(given([debt({ overdueMinor: 1000n }), debt({ overdueMinor: 1000n, currency: 'USD' })], all)).toEqual([
		'large:a',
		'young:b',
	])
	expect(given([debt({ country: 'CH' }), debt({ country: 'CH', groupId: null })], all)).toEqual(['swiss:a'])
	expect(
		given(
			[5, 20, 4, 21].map((daysPastDue) => debt({ daysPastDue })),
			all,
		),
	).toEqual(['young:a', 'young:b'])
	expect(given([debt({})], all, [])).toEqual(['young:nobody'])
	expect(given([debt({ daysPastDue: 90 })], [rule('gone', { collector: { ...chief, collects: false } })])).toEqual([
		'gone:nobody',
	])
})

test('rules give out in turn what nobody has, each once, however many press at the same time', async () => {
	for (const name of ['One', 'Two', 'Three', 'Four']) await owing(world, name)
	world.clock.standOn('2026-03-05')
	expect(await apply()).toBe(0)
	expectOk(await add({ fromDays: 3 }))
	const before = await shown()
	expect(before).toMatchObject({ unfit: 0, givings: [{}, {}, {}, {}] })
	const counts = await Promise.all([apply(), apply(), apply()])
	expect(counts.sort()).toEqual([0, 0, 4])
	expect([(await mine(world.books, staff(anna))).length, (await mine(world.books, staff(bert))).length]).toEqual([2, 2])
	const [planned] = before.givings
	const owner = await mine(world.books, { kind: 'staff', userId: planned?.collector?.id ?? '', role: 'collector' })
	expect(owner.map(({ customer }) => customer.id)).toContain(planned?.debt.customerId)
	expect(await shown()).toEqual({ givings: [], unfit: 0 })
})

test('the next one in turn is whoever was given something longest ago; what was handed back waits for a hand', async () => {
	await owing(world, 'Five')
	world.clock.standOn('2026-03-05')
	expectOk(await add())
	const [first] = (await shown()).givings
	expect(await apply()).toBe(1)
	const holder: Member = { kind: 'staff', userId: first?.collector?.id ?? '', role: 'collector' }
	const case_ = (await mine(world.books, holder)).find(({ customer }) => customer.id === first?.debt.customerId)
	expectOk(await act(world.books, holder, handBackCase, { id: case_?.id ?? '', reason: 'Not mine' }))
	expect(await apply()).toBe(0)
	world.clock.standOn('2026-03-02')
	await owing(world, 'Six')
	world.clock.standOn('2026-03-05')
	expect((await shown()).givings[0]?.collector?.id).not.toBe(holder.userId)
})

test('whoever has left is given nothing, and the dry run says so', async () => {
	const carl = await member(world.books, 'collector')
	expectOk(await add({ collectorId: carl.userId }))
	expectOk(await act(world.books, staff(boss), endUser, { userId: carl.userId }))
	await owing(world, 'Seven')
	world.clock.standOn('2026-03-05')
	expect((await rules())[0]?.collector).toMatchObject({ collects: false })
	expect((await shown()).givings.every(({ collector }) => collector === null)).toBe(true)
	expect(await apply()).toBe(0)
})

test('a rule that makes no sense is refused, and one moves before another', async () => {
	for (const wrong of [
		{ fromDays: 0 },
		{ throughDays: 0 },
		{ fromDays: 9, throughDays: 8 },
		{ leastMinor: 5n },
		{ country: 'de' },
	])
		expect(await add(wrong)).toMatchObject({ refusal: { code: 'input.invalid' } })
	expect(await add({ groupId: '01900000-0000-7000-8000-000000000009' })).toMatchObject({
		refusal: { code: 'not_found' },
	})
	const [one, two] = [expectOk(await add({ fromDays: 5 })), expectOk(await add({ fromDays: 6 }))]
	expectOk(await act(world.books, staff(boss), raiseCollectionRule, two))
	expectOk(await act(world.books, staff(boss), raiseCollectionRule, two))
	expect((await rules()).map(({ id }) => id)).toEqual([two.id, one.id])
	expect(await act(world.books, staff(anna), addCollectionRule, any)).toMatchObject({
		refusal: { code: 'not_permitted' },
	})
})
