// What rules of alerts do themselves: a next step that is written down, a contract that is given to somebody.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { type AddAlertRule, addAlertRule, endAlertRule, listAlertRules } from '#core/alert/rule.ts'
import { emit } from '#core/event.ts'
import { listFollowUps } from '#core/follow-up/list.ts'
import { listTasks } from '#core/follow-up/list-tasks.ts'
import { hire, type Member } from '#test/core/approval/office.ts'
import { system } from '#test/core/payment/ledger.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let told: Story
let lena: Member
let carl: Member
let administrator: Member

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 3)
	world.clock.standOn('2026-08-20')
	const { books } = world
	lena = await hire(books, 'Lena', 'salesperson')
	carl = await hire(books, 'Carl', 'collector')
	administrator = await hire(books, 'Ada', 'administrator')
	expectOk(await act(books, system, raiseAlerts, undefined))
})
beforeEach(async () => {
	await world.sql`update contract set owner_id = ${lena.userId} where id = ${told.subscription.id}`
	for (const { id } of expectOk(await look(world.books, administrator, listAlertRules, undefined)))
		expectOk(await act(world.books, administrator, endAlertRule, { id }))
	world.clock.moveOn({ hours: 3 })
})
afterAll(() => world.close())

const plain = { role: null, groupId: null, leastMinor: null, currency: null, atOnce: true } as const
const whole = (more: Partial<AddAlertRule>): AddAlertRule => ({
	...{ ...plain, trigger: 'payment_failed', audience: 'owner', ...more },
})
const add = async (more: Partial<AddAlertRule>) =>
	expectOk(await act(world.books, administrator, addAlertRule, whole(more)))

/** A payment for the contract fails, and the worker looks, twice at once and once more. */
async function fail(amountMinor = '12000'): Promise<void> {
	const { id, customerId } = await subject()
	expectOk(
		await act(
			world.books,
			system,
			async (scope) => {
				const facts = { amountMinor, currency: 'EUR' }
				await emit(scope, {
					...{ kind: 'payment.failed', subject: { kind: 'payment', id: customerId } },
					...{ customerId, contractId: id, facts },
				})
			},
			undefined,
		),
	)
	const looks = [1, 2].map(() => act(world.books, system, raiseAlerts, undefined))
	for (const looked of await Promise.all(looks)) expectOk(looked)
	expectOk(await act(world.books, system, raiseAlerts, undefined))
}

async function subject(): Promise<{ id: string; customerId: string; ownerId: string | null; state: string }> {
	const [contract] = await world.sql<{ id: string; customerId: string; ownerId: string | null; state: string }[]>`
		select id, customer_id as "customerId", owner_id as "ownerId", state from contract where id = ${told.subscription.id}`
	if (!contract) throw new Error('No contract')
	return contract
}

const steps = async () => expectOk(await look(world.books, administrator, listTasks, { limit: 50 }))

test('a rule writes a next step down for whoever looks after the contract, once of what happened, and tells nobody', async () => {
	await add({ action: 'next_step', nextStep: 'Call about the card', withinDays: 2 })
	const before = await steps()
	await fail()
	const seen = new Set(before.map(({ id }) => id))
	const written = (await steps()).filter(({ id }) => !seen.has(id))
	expect(written).toMatchObject([
		{
			...{ nextStep: 'Call about the card', nextOn: '2026-08-22', assigneeId: lena.userId },
			contractId: told.subscription.id,
		},
	])
	expect((await world.sql`select from alert where raised_at > '2026-08-20'`).count).toBe(0)
	const { customerId } = await subject()
	const records = expectOk(await look(world.books, administrator, listFollowUps, { customerId, limit: 5 }))
	expect(JSON.stringify(records)).toContain('Call about the card')
})

test('a rule gives the contract to one person, once: whoever is given it afterwards keeps it', async () => {
	await add({ action: 'assign', audience: 'person', personId: carl.userId, leastMinor: 10_000n, currency: 'EUR' })
	await fail('9999')
	expect((await subject()).ownerId).toBe(lena.userId)
	await fail()
	expect((await subject()).ownerId).toBe(carl.userId)
	const changed = await world.sql<{ actor: string }[]>`
		select actor from event where kind = 'contract.updated' and contract_id = ${told.subscription.id} order by id desc limit 1`
	expect(changed).toEqual([{ actor: 'system:test' }])
	await world.sql`update contract set owner_id = ${lena.userId} where id = ${told.subscription.id}`
	expectOk(await act(world.books, system, raiseAlerts, undefined))
	expect((await subject()).ownerId).toBe(lena.userId)
})

test('a rule does nothing of what happened before it was there, nor for who has left', async () => {
	await fail()
	world.clock.moveOn({ minutes: 5 })
	await add({ action: 'assign', audience: 'person', personId: carl.userId })
	expectOk(await act(world.books, system, raiseAlerts, undefined))
	expect((await subject()).ownerId).toBe(lena.userId)
	await world.sql`update staff_user set left_at = now() where id = ${carl.userId}`
	await fail()
	expect((await subject()).ownerId).toBe(lena.userId)
	const gone = whole({ audience: 'person', personId: carl.userId })
	const refused = await act(world.books, administrator, addAlertRule, gone)
	expect(refused).toMatchObject({ refusal: { code: 'input.invalid', facts: { field: 'personId' } } })
})

test('a rule that cannot be done is refused, naming its field', async () => {
	const step = { action: 'next_step', nextStep: 'Call', withinDays: 1 } as const
	for (const [wrong, field] of [
		[{ ...step, nextStep: null }, 'nextStep'],
		[{ ...step, nextStep: ' ' }, 'nextStep'],
		[{ ...step, withinDays: null }, 'withinDays'],
		[{ ...step, withinDays: 400 }, 'withinDays'],
		[{ ...step, audience: 'group_channel' }, 'audience'],
		[{ ...step, atOnce: false }, 'atOnce'],
		[{ action: 'assign' }, 'audience'],
		[{ audience: 'person' }, 'personId'],
		[{ personId: lena.userId }, 'personId'],
		[{ nextStep: 'Call' }, 'nextStep'],
	] as const) {
		const refused = await act(world.books, administrator, addAlertRule, whole(wrong))
		expect(refused).toMatchObject({ refusal: { code: 'input.invalid', facts: { field } } })
	}
})
