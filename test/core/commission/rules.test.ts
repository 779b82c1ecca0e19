import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { addCommissionRule } from '#core/commission/add-rule.ts'
import { endCommissionRule, withdrawCommissionRule } from '#core/commission/end-rule.ts'
import { listCommissionRules } from '#core/commission/list-rules.ts'
import { findContractTypes, removeContractType } from '#core/contract/types.ts'
import { invoice, system } from '#test/core/payment/ledger.ts'
import { openFirm } from './firm.ts'

const rule = { base: 'invoiced' as const, basisPoints: 500 }
const refused = (code: string, facts = {}) => ({ ok: false, refusal: { code, ...facts } })

test('a rule for the same takes over on its first day, and the earlier one ends the day before', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	await firm.set({ basisPoints: 1000 })
	await firm.set({ basisPoints: 500, validFrom: '2026-03-01', validUntil: '2026-05-31' })
	await firm.set({ whom: { kind: 'group', key: firm.north }, basisPoints: 700 })
	const listed = expectOk(await act(world.books, system, listCommissionRules, undefined))
	expect(
		listed.map(({ whom, basisPoints, validFrom, validUntil, standing }) => [
			whom?.name,
			basisPoints,
			validFrom,
			validUntil,
			standing,
		]),
	).toEqual([
		['North', 700, '2026-01-10', null, 'in_force'],
		[undefined, 500, '2026-03-01', '2026-05-31', 'to_come'],
		[undefined, 1000, '2026-01-10', '2026-02-28', 'in_force'],
	])
	const add = (more: object) =>
		act(world.books, system, addCommissionRule, { ...rule, validFrom: '2026-05-31', ...more })
	expect(await add({})).toMatchObject(refused('commission.overlaps', { facts: { validFromOn: '2026-03-01' } }))
	expect((await add({ validFrom: '2026-06-01' })).ok).toBe(true)
	expect(await add({ whom: { kind: 'person', key: firm.north } })).toMatchObject(refused('not_found'))
	expect(await add({ basisPoints: 10_001 })).toMatchObject(refused('input.invalid'))
	expect(await add({ validUntil: '2026-05-30' })).toMatchObject(refused('input.invalid'))
})

test('rules of the day on which the first is set may begin before it, and no later one may', async () => {
	const firm = await openFirm('2026-03-10')
	await using world = firm.world
	await invoice(world.books, firm.customer, 10_000n, { contractId: firm.contractId })
	await firm.set({ validFrom: '2026-01-01' })
	const mistaken = await firm.set({ validFrom: '2026-02-01', whom: { kind: 'group', key: firm.north } })
	expectOk(await act(world.books, system, withdrawCommissionRule, mistaken))
	world.clock.standOn(Temporal.PlainDate.from('2026-03-11'))
	const add = (validFrom: string) =>
		act(world.books, system, addCommissionRule, { ...rule, validFrom, whom: { kind: 'group', key: firm.north } })
	expect(await add('2026-03-10')).toMatchObject(
		refused('commission.first_day', { facts: { earliestOn: '2026-03-11' } }),
	)
	expect((await add('2026-03-11')).ok).toBe(true)
	expect(await firm.told()).toEqual(['2026-03-10 invoiced 100.00 → 10.00 Ada'])
})

test('what was earned before stays: a rule ends yesterday at the earliest, and once it has begun it is not taken back', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	const { id } = await firm.set({})
	world.clock.standOn(Temporal.PlainDate.from('2026-01-20'))
	const end = (validUntil: string | null) => act(world.books, system, endCommissionRule, { id, validUntil })
	expect(await act(world.books, system, withdrawCommissionRule, { id })).toMatchObject(refused('commission.has_begun'))
	expect(await end('2026-01-18')).toMatchObject(refused('commission.last_day', { facts: { earliestOn: '2026-01-19' } }))
	expect((await end('2026-01-19')).ok).toBe(true)
	expect((await end(null)).ok).toBe(true)
	expect((await end('2026-01-25')).ok).toBe(true)
	await firm.set({ validFrom: '2026-01-26' })
	expect(await end('2026-01-26')).toMatchObject(refused('commission.overlaps'))
	world.clock.standOn(Temporal.PlainDate.from('2026-02-20'))
	expect(await end('2026-03-01')).toMatchObject(refused('commission.last_day'))
})

test('the database refuses two rules for the same on one day, another share, what rewrites the past, and to forget a rule', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	const { sql } = world
	const { id } = await firm.set({})
	const write = (facts: object) =>
		sql`insert into commission_rule ${sql({ ...{ base: 'invoiced', basis_points: 1, set_on: '2026-02-01', changed_on: '2026-02-01' }, ...facts })}`
	await expect(write({ valid_from: '2026-02-01' })).rejects.toThrow(
		'two rules of commission for the same count on one day',
	)
	await expect(write({ valid_from: '2026-01-31', group_id: firm.north })).rejects.toThrow(
		'begins on the day it is set or later',
	)
	await expect(write({ valid_from: '2026-02-01', group_id: firm.north, person_id: firm.ada.userId })).rejects.toThrow(
		'commission_rule_whom',
	)
	await expect(write({ valid_from: '2026-02-01', group_id: firm.north, base: 'signed' })).rejects.toThrow(
		'commission_rule_base',
	)
	const change = (set: object) =>
		sql`update commission_rule set ${sql({ changed_on: '2026-02-01', ...set })} where id = ${id}`
	await expect(change({ basis_points: 2 })).rejects.toThrow('changes in its last day alone')
	await expect(change({ valid_until: '2026-01-30' })).rejects.toThrow('brought before stays')
	await expect(change({ withdrawn_on: '2026-02-01' })).rejects.toThrow('commission_rule_withdrawn')
	await expect(sql`delete from commission_rule where id = ${id}`).rejects.toThrow('a rule of commission stays')
	await change({ valid_until: '2026-01-31' })
	await write({ valid_from: '2026-02-01' })
})

test('of two who set a rule for the same at once, one is told that it is there', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	const add = () => act(world.books, system, addCommissionRule, { ...rule, validFrom: '2026-01-10' })
	const outcomes = await Promise.all([add(), add()])
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a type of contract that has a rule of its own is taken out of use instead of removed', async () => {
	const firm = await openFirm('2026-01-10')
	await using world = firm.world
	await world.sql`insert into contract_type (code, name) values ('lease', 'Lease')`
	await firm.set({ what: { kind: 'contract_type', key: 'lease' } })
	expectOk(await act(world.books, system, removeContractType, { code: 'lease' }))
	const types = expectOk(await act(world.books, system, findContractTypes, undefined))
	expect(types.find(({ code }) => code === 'lease')).toMatchObject({ archived: true, used: true })
})
