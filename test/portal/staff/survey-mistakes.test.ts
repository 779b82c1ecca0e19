import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Crew, crew, dispatched, draft, fillIn } from '#test/core/credit-survey/surveying.ts'
import { welcome } from '#test/core/payment/ledger.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { signedIn } from './console.ts'
import { mistake } from './mistake.ts'

let world: World
let portal: Portal
let people: Crew
let path: string
let id: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	people = await crew(world.books)
	const customer = await welcome(world.books)
	id = await dispatched(world.books, people, await draft(world.books, customer))
	path = `/staff/surveys/${id}`
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

async function enter({ userId }: { userId: string }): Promise<Visit> {
	const [user] = await world.sql<{ email: string }[]>`select email from staff_user where id = ${userId}`
	return await signedIn(world.books, portal.address, 'staff', user?.email ?? '')
}

test('a day ahead, or a guarantor who is none, is said at its field, and what was typed stays', async () => {
	const surveyor = await enter(people.surveyor)
	const save = (section: string, answers: Record<string, string>) =>
		mistake(surveyor, path, { intent: 'save', section, version: '0', ...answers })
	expect(await save('business', { activity: 'Freight', startedOn: '2026-03-03' })).toBe(
		'startedOn: This day has not come yet.',
	)
	const guarantor = { 'first.name': 'Otto Berg' }
	expect(await save('guarantors', { ...guarantor, 'first.limit': '0' })).toMatch(
		/^first\.limit: Otto Berg: a limit of 0/,
	)
	const unknown = { ...guarantor, 'second.name': 'Ida Berg', 'second.customerNumber': 'C-99999' }
	expect(await save('guarantors', unknown)).toMatch(/^second\.customerNumber: There is no customer/)
	const [customer] = await world.sql<{ number: string }[]>`
		select number from customer join credit_survey on customer_id = customer.id where credit_survey.id = ${id}`
	const self = { ...guarantor, 'first.customerNumber': customer?.number ?? '' }
	expect(await save('guarantors', self)).toMatch(/^first\.customerNumber: A customer cannot stand good/)
	const twice = { ...guarantor, 'first.identityNumber': 'HRB 1', 'third.name': 'Berg', 'third.identityNumber': 'HRB 1' }
	expect(await save('guarantors', twice)).toMatch(/^third\.name: Berg is named twice/)
})

test('advice, conclusion and what a survey is handed back for are asked for at their fields', async () => {
	const [surveyor, manager] = [await enter(people.surveyor), await enter(people.manager)]
	expect(await mistake(surveyor, path, { intent: 'submit', advice: 'grant', text: ' ' })).toBe('text: Fill this in.')
	await fillIn(world.books, people, id)
	expect(await mistake(manager, path, { intent: 'return', note: '  ' })).toBe('note: Fill this in.')
	expect(await mistake(manager, path, { intent: 'close', conclusion: 'refuse', note: '' })).toMatch(
		/^note: This goes against/,
	)
	const undecided = await manager.post(path, { intent: 'close', note: 'All was seen' })
	expect(await undecided.text()).toMatch(/All was seen/)
	expect(await mistake(manager, path, { intent: 'withdraw', note: '' })).toBe('note: Fill this in.')
})

test('months without an amount are asked for at the amount', async () => {
	const manager = await enter(people.manager)
	const [customer] = await world.sql<{ id: string }[]>`select customer_id as id from credit_survey where id = ${id}`
	const asked = { amount: '', months: '36', note: 'Two excavators' }
	expect(await mistake(manager, `/staff/surveys/new?customer=${customer?.id}`, asked)).toBe('amount: Fill this in.')
})
