import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findAudit } from '#core/report/audit.ts'
import { changeGroup, listGroups } from '#core/staff/change-group.ts'
import { system } from '#test/core/payment/ledger.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

const teams = '/staff/settings/teams'
let world: World
let portal: Portal
let [ada, kim] = [] as unknown as [Visit, Visit]
const people: { id: string; name: string; email: string }[] = []

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
	const enter = async (role: 'administrator' | 'finance') => {
		const { email } = await hire(world.books, role)
		return await signedIn(world.books, portal.address, 'staff', email)
	}
	ada = await enter('administrator')
	kim = await enter('finance')
	for (const name of ['Mara', 'Nils', 'Olga']) {
		const { id, email } = await hire(world.books, 'salesperson')
		await world.sql`update staff_user set name = ${name} where id = ${id}`
		people.push({ id, name, email })
	}
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const [mara, nils, olga] = [0, 1, 2].map((at) => () => people[at]?.id ?? '') as [
	() => string,
	() => string,
	() => string,
]
const groups = async () => expectOk(await look(world.books, system, listGroups, undefined))
const post = async (visit: Visit, fields: [string, string][]) => await visit.post(teams, fields)
const members = async () => {
	const [north] = await groups()
	return north?.members.map(({ name, lead }) => [name, lead])
}

test('a team is made, people are put in and one leads, as the page shows them', async () => {
	expect(textOf(await ada.read(teams))).toContain('There is no team yet')
	expect(
		(
			await post(ada, [
				['intent', 'add'],
				['name', ' North '],
			])
		).headers.get('location'),
	).toBe(`${teams}?saved`)
	const again = await post(ada, [
		['intent', 'add'],
		['name', 'North'],
	])
	expect(again.status).toBe(422)
	expect(await again.text()).toContain('value="North"')
	expect(
		(
			await post(ada, [
				['intent', 'add'],
				['name', ' '],
			])
		).status,
	).toBe(422)
	const [north] = await groups()
	const chosen: [string, string][] = [
		['intent', 'change'],
		['groupId', north?.id ?? ''],
		['name', 'North'],
	]
	const put = await post(ada, [...chosen, ['member', mara()], ['lead', nils()]])
	expect(put.headers.get('location')).toBe(`${teams}?saved`)
	expect(await members()).toEqual([
		['Mara', false],
		['Nils', true],
	])
	const page = await (await ada.get(teams)).text()
	expect(textOf(page)).toContain('Mara, Nils (leads)')
	expect(page).toContain(`name="was" value="${mara()}"`)
	expect(page).toContain(`name="led" value="${nils()}"`)
})

test('what another administrator has changed meanwhile stays; who is taken out is out', async () => {
	const [north] = await groups()
	const change = { groupId: north?.id ?? '', name: 'North', was: [], members: [{ userId: olga(), lead: false }] }
	expectOk(await act(world.books, system, changeGroup, change))
	const seen: [string, string][] = [
		['intent', 'change'],
		['groupId', north?.id ?? ''],
		['was', mara()],
		['led', nils()],
	]
	const posted = await post(ada, [...seen, ['name', 'North and West'], ['member', nils()]])
	expect(posted.headers.get('location')).toBe(`${teams}?saved`)
	expect(await members()).toEqual([
		['Nils', false],
		['Olga', false],
	])
	const [{ facts } = { facts: {} }] = expectOk(await look(world.books, system, findAudit, { limit: 1 }))
	expect(facts).toEqual({ team: 'North and West', before: 'North', in: 'Nils', out: 'Mara' })
	// Looked at and saved as it is, it is no event.
	await post(ada, [
		['intent', 'change'],
		['groupId', north?.id ?? ''],
		['name', 'North and West'],
		['was', nils()],
		['member', nils()],
	])
	const [latest] = expectOk(await look(world.books, system, findAudit, { limit: 1 }))
	expect(latest?.facts).toEqual(facts)
})

test('a name that is taken, somebody who has left, and who may not are refused, and nothing is changed', async () => {
	await post(ada, [
		['intent', 'add'],
		['name', 'South'],
	])
	const [north] = await groups()
	const before = await groups()
	const change: [string, string][] = [
		['intent', 'change'],
		['groupId', north?.id ?? ''],
	]
	const taken = await post(ada, [...change, ['name', 'South'], ['member', mara()], ['member', olga()]])
	expect(taken.status).toBe(422)
	const shown = await taken.text()
	expect(shown).toMatch(/<details open/)
	expect(shown).toContain('value="South"')
	await world.sql`update staff_user set left_at = created_at where id = ${mara()}`
	expect((await post(ada, [...change, ['name', 'North'], ['member', mara()]])).status).toBe(422)
	expect((await post(ada, [...change, ['name', 'North'], ['member', 'nobody']])).status).toBe(422)
	expect((await kim.get(teams)).status).toBe(404)
	expect((await post(kim, [...change, ['name', 'Mine']])).status).toBe(404)
	expect(await groups()).toEqual(before)
})

test('a team that nobody is in and nothing belongs to is removed; one that is needed says by what', async () => {
	const made = async (name: string) => {
		await post(ada, [
			['intent', 'add'],
			['name', name],
		])
		return (await groups()).find((group) => group.name === name)?.id ?? ''
	}
	const remove = (id: string, visit = ada) =>
		post(visit, [
			['intent', 'remove'],
			['groupId', id],
		])
	const [empty, needed] = [await made('Empty'), await made('Needed')]
	const { id: userId } = await hire(world.books, 'salesperson')
	const seen = { groupId: needed, name: 'Needed', was: [] }
	expectOk(await act(world.books, system, changeGroup, { ...seen, members: [{ userId, lead: false }] }))
	const refused = await remove(needed)
	expect(refused.status).toBe(422)
	expect(textOf(await refused.text())).toContain('Needed is still needed. People in it: 1.')
	expect((await remove(empty, kim)).status).toBe(404)
	expect(await ada.read(teams)).toContain('Remove the team')
	expect((await remove(empty)).headers.get('location')).toBe(`${teams}?saved`)
	expect((await remove(empty)).status).toBe(422)
	expect((await groups()).map(({ name }) => name)).not.toContain('Empty')
	expect((await groups()).map(({ name }) => name)).toContain('Needed')
})
