import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { previewTakeBack, takeBackPlan } from '#core/receivable/change-plan.ts'
import { cardOf, hire, press, rule, step } from '#test/core/approval/office.ts'
import { finance } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'
import { agree, sell } from './sold-machine.ts'

test('a reschedule is not gone round by taking the plan back and making another', async () => {
	await using world = await openBooks({ on: '2028-01-20' })
	const { books, sql } = world
	const { id, lineIds } = await sell(world)
	const plan = await agree(world, id, lineIds)
	const fritz = await hire(books, 'fritz', 'finance')
	const fiona = await hire(books, 'fiona', 'finance')
	await rule(world, 'reschedule', [step()])
	const { seen } = expectOk(await look(books, fritz, previewTakeBack, { planId: plan.id }))
	const alone = await act(books, fritz, takeBackPlan, { planId: plan.id, reason: 'Harvest', seen })
	expect(alone).toMatchObject({ refusal: { code: 'not_permitted', facts: { action: 'decided.reschedule' } } })
	const input = { contractId: id, planId: plan.id, terms: null, reason: 'Harvest', rollIn: [] }
	const asked = expectOk(await act(books, fritz, propose<'reschedule'>, { kind: 'reschedule', input }))
	if (asked.kind !== 'asked') throw new Error('Nobody was asked')
	const standing = async () =>
		(await sql`select from collection_plan where id = ${plan.id} and taken_back_sequence is null`).length
	expect(await standing()).toBe(1)
	const card = await cardOf(world, asked.requestId, fritz)
	expect(card.changes.map(({ name, before, after }) => [name, before, after])).toContainEqual([
		'instalments',
		expect.objectContaining({ text: '13' }),
		expect.objectContaining({ text: '0' }),
	])
	expectOk(await press(world, fiona, asked.requestId, 'approve'))
	expect(await standing()).toBe(0)
	expect((await sql`select from amendment where contract_id = ${id} and reason = 'Harvest'`).length).toBe(1)
})

test('the plan of a draft is taken back at once, by nobody’s leave', async () => {
	await using world = await openBooks({ on: '2028-01-20' })
	const { books, sql } = world
	const { id, lineIds } = await sell(world, { draft: true })
	const plan = await agree(world, id, lineIds)
	await rule(world, 'reschedule', [step()])
	expectOk(await act(books, finance, takeBackPlan, { planId: plan.id }))
	expect(await sql`select from collection_plan`).toHaveLength(0)
})
