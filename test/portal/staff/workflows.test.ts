import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { addGroup } from '#core/staff/add-group.ts'
import { addUser } from '#core/staff/add-user.ts'
import { endUser } from '#core/staff/change-user.ts'
import { system } from '#test/core/payment/ledger.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let ada: Visit
let [sal, team] = ['', '']
const editor = '/staff/settings/workflows/new'

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
	const add = async (name: string, role: 'finance' | 'administrator') =>
		expectOk(await act(world.books, system, addUser, { name, email: `${name}@halden.example`, role })).id
	await add('ada', 'administrator')
	sal = await add('sal', 'finance')
	team = expectOk(await act(world.books, system, addGroup, { name: 'North' })).id
	ada = await signedIn(world.books, portal.address, 'staff', 'ada@halden.example')
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const fields = {
	...{ intent: 'save', name: 'Typed with care', subjectKind: 'refund', position: '10', own: 'never', groupId: '' },
	// As a browser posts the rows that are left empty.
	...{ 'conditions[0].is': 'above', 'conditions[2].is': 'above', 'conditions[3].is': 'above', 'steps[1].needs': 'any' },
	...{ 'conditions[1].fact': 'amount', 'conditions[1].is': 'above', 'conditions[1].value': '10,000' },
	'conditions[1].currency': 'EUR',
	...{ 'steps[0].name': 'First look', 'steps[0].stage': '1', 'steps[0].needs': 'any', 'steps[0].count': '1' },
	'steps[0].asked[0]': 'role:finance',
}

/** The form as it comes back, and the fields that its top leads to. */
async function refused(more: Record<string, string>) {
	const response = await ada.post(editor, { ...fields, ...more })
	const html = await response.text()
	const top = /role="alert".*?<\/div>/s.exec(html)?.[0] ?? ''
	const ids = [...top.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? '')
	for (const id of ids)
		expect(html).toMatch(new RegExp(`id="${id}"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="${id}"`))
	for (const kept of ['value="Typed with care"', 'value="10,000"', 'value="First look"']) expect(html).toContain(kept)
	return { status: response.status, ids, text: textOf(html), html }
}
const written = async () => (await world.sql`select from approval_workflow where name = 'Typed with care'`).length

test('what a workflow names that is not there is refused at its field, and nothing that was typed is lost', async () => {
	const at = async (more: Record<string, string>) => {
		const { status, ids } = await refused(more)
		return [status, ...ids]
	}
	expect(await at({ groupId: randomUUID() })).toEqual([422, 'workflow-groupId'])
	expect(await at({ subjectKind: 'tea' })).toEqual([422, 'workflow-subjectKind'])
	expect(await at({ position: '0' })).toEqual([422, 'workflow-position'])
	for (const key of [`user:${randomUUID()}`, 'user:me', 'role:king', 'tea'])
		expect(await at({ 'steps[0].asked[1]': key })).toEqual([422, 'step-1-asked-1'])
	expect(await at({ 'steps[0].otherwise[0]': 'role:king' })).toEqual([422, 'step-1-otherwise-0'])
	expect(await at({ 'steps[0].escalateTo[0]': `user:${randomUUID()}` })).toEqual([422, 'step-1-escalateTo-0'])
	for (const hours of ['0', '-1', '2401', '999999999999', '1.5', 'soon'])
		expect(await at({ 'steps[0].limitHours': hours })).toEqual([422, 'step-1-limitHours'])
	expect(await at({ 'steps[0].remindHours': '0' })).toEqual([422, 'step-1-remindHours'])
	for (const count of ['0', '21', '-3', 'most'])
		expect(await at({ 'steps[0].needs': 'count', 'steps[0].count': count })).toEqual([422, 'step-1-count'])
	expect(await at({ 'steps[0].stage': '99' })).toEqual([422, 'step-1-stage'])
	expect(
		await at({
			'conditions[1].value': '10,000',
			'conditions[3].fact': 'currency',
			'conditions[3].is': 'equal',
			'conditions[3].value': 'QQQ',
		}),
	).toEqual([422, 'condition-4-value'])
	const huge = await ada.post(editor, { ...fields, 'steps[900000].name': 'Far', 'conditions[900000].value': '1' })
	expect(huge.status).toBe(400)
	expect((await ada.post(editor, { ...fields, 'steps[40].name': 'Far', 'conditions[40].value': '1' })).status).toBe(422)
	expect((await ada.post(editor, { ...fields, version: '99999999999' })).status).toBe(422)
	expect((await ada.post(editor, { intent: 'remove' })).status).toBe(404)
	expect(await written()).toBe(0)
})

test('a step that asks nobody yet keeps its name and hours when the form is refused for something else', async () => {
	const more = {
		'steps[2].name': 'Later',
		'steps[2].limitHours': '36',
		'steps[2].needs': 'all',
		name: 'Typed with care',
	}
	const { html, ids } = await refused({ ...more, position: '0', 'steps[0].limitHours': 'soon' })
	expect(ids).toEqual(['workflow-position', 'step-1-limitHours'])
	for (const kept of ['value="Later"', 'value="36"', 'name="steps[2].name"']) expect(html).toContain(kept)
})

test('conditions that never hold together are refused at the later one', async () => {
	const beside = async (fact: string, is: string, value: string, more: Record<string, string> = {}) => {
		const second = { 'conditions[3].fact': fact, 'conditions[3].is': is, 'conditions[3].value': value }
		const { status, ids, text } = await refused({ ...second, 'conditions[3].currency': 'EUR', ...more })
		expect(text).toContain('the workflow would never be taken')
		return [status, ...ids]
	}
	expect(await beside('amount', 'below', '10,000')).toEqual([422, 'condition-4-value'])
	expect(await beside('amount', 'below', '10,000.01')).toEqual([422, 'condition-4-value'])
	expect(await beside('amount', 'equal', '5')).toEqual([422, 'condition-4-value'])
	expect(await beside('overdue_days', 'below', '0')).toEqual([422, 'condition-4-value'])
	expect(await beside('risk', 'above', 'high')).toEqual([422, 'condition-4-value'])
	const usd = { 'conditions[2].fact': 'currency', 'conditions[2].is': 'equal', 'conditions[2].value': 'USD' }
	expect(await beside('currency', 'equal', 'EUR', usd)).toEqual([422, 'condition-4-value'])
	expect(await written()).toBe(0)
	const between = { 'conditions[3].fact': 'amount', 'conditions[3].is': 'below', 'conditions[3].value': '10,000.02' }
	const saved = await ada.post(editor, { ...fields, ...between, 'conditions[3].currency': 'EUR', groupId: team })
	expect(saved.headers.get('location')).toBe('/staff/settings/workflows?done=saved')
})

test('everybody a workflow asks stands in its form: every role, and somebody who has left, until another is chosen', async () => {
	const asks = {
		'steps[0].asked[0]': `user:${sal}`,
		'steps[0].otherwise[0]': 'role:storekeeper',
		'steps[0].escalateTo[0]': 'role:surveyor:team',
	}
	await ada.post(editor, { ...fields, ...asks, name: 'Of Sal' })
	const [row] = await world.sql<
		{ id: string; steps: unknown }[]
	>`select id, steps from approval_workflow where name = 'Of Sal'`
	expect(row?.steps).toMatchObject([
		{
			approvers: [{ kind: 'user', userId: sal }],
			otherwise: [{ kind: 'role', role: 'storekeeper', ofGroup: false }],
			escalateTo: [{ kind: 'role', role: 'surveyor', ofGroup: true }],
		},
	])
	expectOk(await act(world.books, system, endUser, { userId: sal }))
	const own = `/staff/settings/workflows/${row?.id}`
	const html = await (await ada.get(own)).text()
	for (const key of [`user:${sal}`, 'role:storekeeper', 'role:surveyor:team'])
		expect(html).toMatch(new RegExp(`<option (selected="" value="${key}"|value="${key}" selected="")`))
	expect(textOf(html)).toContain('Somebody who is no longer here')
	const kept = await ada.post(own, { ...fields, ...asks, name: 'Of Sal', version: '1' })
	expect(kept.status).toBe(422)
	expect(await kept.text()).toMatch(/href="#step-1-asked-0"/)
	const another = await ada.post(own, {
		...fields,
		...asks,
		'steps[0].asked[0]': 'superior',
		name: 'Of Sal',
		version: '1',
	})
	expect(another.headers.get('location')).toBe('/staff/settings/workflows?done=saved')
})
