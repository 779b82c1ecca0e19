import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { listWaitingFor } from '#core/approval/list-waiting.ts'
import { saveWorkflow } from '#core/approval/save-workflow.ts'
import type { StepRule } from '#core/approval/workflow.ts'
import { type Customer, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { askCredit, byRole, cardOf, hire, type Member, press, rule, step } from './office.ts'

let world: World
let customer: Customer
let [fin, mia, sal, boss] = [] as unknown as [Member, Member, Member, Member]
let owed: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	customer = await welcome(books)
	fin = await hire(books, 'fin', 'finance')
	mia = await hire(books, 'mia', 'manager')
	sal = await hire(books, 'sal', 'finance')
	boss = await hire(books, 'boss', 'administrator')
})
afterAll(() => world.close())
beforeEach(async () => {
	owed = (await invoice(world.books, customer, 5000_00n)).id
})

const did = async (...given: Parameters<typeof press>) => {
	const outcome = await press(...given)
	return outcome.ok ? outcome.value.did : outcome.refusal.code
}

test('a workflow is not kept with a condition on what its subject does not have', async () => {
	const save = (
		subjectKind: 'refund' | 'discount' | 'partner_application',
		fact: 'discount' | 'risk',
		value: string,
	) => ({
		...{ subjectKind, groupId: null, name: 'Much', position: 1, steps: [step()], own: 'never' as const },
		conditions: [{ fact, is: 'above' as const, value }],
	})
	const saved = async (...given: Parameters<typeof save>) => {
		const outcome = await act(world.books, boss, saveWorkflow, save(...given))
		return outcome.ok ? 'saved' : outcome.refusal.code
	}
	expect(await saved('refund', 'discount', '20')).toBe('approval.fact_foreign')
	expect(await saved('partner_application', 'risk', 'low')).toBe('approval.fact_foreign')
	expect(await saved('discount', 'discount', '90')).toBe('saved')
	await world.sql`update approval_workflow set archived_at = now() where name = 'Much'`
})

test('a workflow is not kept for a team or with somebody who is not here, whoever writes it', async () => {
	const save = async (groupId: string | null, approvers: StepRule['approvers']) => {
		const named = { subjectKind: 'refund' as const, groupId, name: 'Of nobody', position: 1, own: 'never' as const }
		const outcome = await act(world.books, boss, saveWorkflow, {
			...named,
			conditions: [],
			steps: [step({ approvers })],
		})
		return outcome.ok ? 'saved' : outcome.refusal
	}
	const nobody = '019f0000-0000-7000-8000-000000000000'
	expect(await save(nobody, [byRole('finance')])).toEqual({ code: 'not_found', facts: { noun: 'group' } })
	expect(await save(null, [{ kind: 'user', userId: nobody }])).toEqual({ code: 'not_found', facts: { noun: 'user' } })
	expect(await world.sql`select from approval_workflow where name = 'Of nobody'`).toHaveLength(0)
})

describe('a step', () => {
	test('of so many that names fewer asks others too, and all there are is enough where they are fewer still', async () => {
		const only: StepRule['approvers'] = [{ kind: 'user', userId: mia.userId }]
		await rule(world, 'credit_note', [step({ approvers: only, needs: 'count', count: 2 })])
		const id = await askCredit(world, sal, owed)
		const [shown] = (await cardOf(world, id)).steps
		expect(shown).toMatchObject({ short: true, needed: 2, approvers: [{ name: 'mia' }, { name: 'boss' }] })
		expect(await did(world, mia, id, 'approve')).toBe('counted')
		expect(await did(world, boss, id, 'approve')).toBe('approved')
		await rule(world, 'credit_note', [step({ approvers: only, needs: 'count', count: 5 })])
		owed = (await invoice(world.books, customer, 5000_00n)).id
		const fewer = await askCredit(world, sal, owed)
		expect((await cardOf(world, fewer)).steps[0]).toMatchObject({ short: true, count: 5, needed: 2 })
		expect(await did(world, boss, fewer, 'approve')).toBe('counted')
		expect(await did(world, mia, fewer, 'approve')).toBe('approved')
		expect(await openOf(world.books, owed)).toBe(0n)
	})

	test('of all takes a word anew from whoever comes to stand in for somebody; of so many it counts them once', async () => {
		const named: StepRule['approvers'] = [fin, mia].map(({ userId }) => ({ kind: 'user', userId }))
		const standsIn = async () => {
			await world.sql`
				insert into approval_delegation (user_id, delegate_id, starts_on, ends_on, made_by, made_at)
				values (${mia.userId}, ${fin.userId}, '2026-03-02', '2026-03-31', 'test', now())`
		}
		await rule(world, 'credit_note', [step({ approvers: named, needs: 'all' })])
		const id = await askCredit(world, sal, owed)
		expect(await did(world, fin, id, 'approve')).toBe('counted')
		expect(await did(world, fin, id, 'approve')).toBe('again')
		await standsIn()
		expect(await cardOf(world, id, fin)).toMatchObject({ mine: 'decide' })
		expect(await did(world, fin, id, 'approve')).toBe('approved')
		await rule(world, 'credit_note', [step({ approvers: named, needs: 'count', count: 2 })])
		owed = (await invoice(world.books, customer, 5000_00n)).id
		const counted = await askCredit(world, sal, owed)
		expect(await did(world, fin, counted, 'approve')).toBe('counted')
		expect(await did(world, fin, counted, 'approve')).toBe('again')
		expect(await did(world, mia, counted, 'approve')).toBe('approved')
		await world.sql`update approval_delegation set ended_at = now()`
	})
})

test('what waits for somebody is found behind more of others than are looked at at once', async () => {
	await rule(world, 'credit_note', [step({ approvers: [byRole('manager')] })])
	const id = await askCredit(world, sal, owed)
	const [{ customerId } = { customerId: '' }] = await world.sql<{ customerId: string }[]>`
		select customer_id as "customerId" from approval_request where id = ${id}`
	await world.sql`
		insert into approval_request (id, subject_kind, subject_id, about, customer_id, change, asked_on, fingerprint, shown, requested_by, requested_at, workflow)
		select uuidv7(), subject_kind, uuidv7(), about, ${customerId}, change, asked_on, fingerprint, shown, requested_by,
			'2026-01-01'::timestamptz, workflow
		from approval_request, generate_series(1, 1001) where id = ${id}`
	const mine = expectOk(await look(world.books, mia, listWaitingFor, undefined)).map((one) => one.id)
	expect(mine).toContain(id)
	await world.sql`
		update approval_request set state = 'withdrawn', decided_by = 'test', decided_at = now(), decided_in = 'console'
		where requested_at = '2026-01-01'`
})
