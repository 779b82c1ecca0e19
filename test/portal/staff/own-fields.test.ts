import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'

const settings = '/staff/settings/fields'
let world: World
let shop: Shop
let told: Story
let chief: Visit
let seller: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 10 })
	told = await tellStory(world, 4)
	shop = await openShop(world)
	const enter = async (role: 'administrator' | 'salesperson') =>
		signedIn(world.books, shop.address, 'staff', (await hire(world.books, role)).email)
	chief = await enter('administrator')
	seller = await enter('salesperson')
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

type Field = { id: string; key: string }
const fieldNamed = async (name: string): Promise<Field> => {
	const [field] = await world.sql<Field[]>`select id, 'own_' || number as key from own_field where name = ${name}`
	return field ?? { id: '', key: '' }
}
const choiceNamed = async (name: string) =>
	(await world.sql<{ id: string }[]>`select id from own_choice where name = ${name}`)[0]?.id ?? ''

const add = (subject: string, kind: string, name: string, more: Record<string, string> = {}) =>
	chief.post(settings, { intent: 'save', subject, kind, name, position: '10', ...more })

const customer = { name: 'Own & Sons', language: 'en', currency: 'EUR', country: 'DE', email: '' }

test('only the administrator gives the company fields, and what is wrong is said with everything kept', async () => {
	expect((await seller.get(settings)).status).toBe(404)
	expect(
		(await seller.post(settings, { intent: 'save', subject: 'line', kind: 'text', name: 'X', position: '1' })).status,
	).toBe(404)
	expect((await add('customer', 'choice', 'Segment', { more: 'Retail\r\nPublic\n\n' })).status).toBe(302)
	expect((await add('contract', 'number', 'Hours')).status).toBe(302)
	expect((await add('contract', 'date', 'Audit day')).status).toBe(302)
	expect((await add('line', 'text', 'Cabinet')).status).toBe(302)
	const again = await add('contract', 'text', 'hours')
	expect(again.status).toBe(422)
	const page = await again.text()
	expect(textOf(page)).toContain('There is already one called “hours”.')
	expect(page).toContain('value="hours"')
	expect(textOf(await (await add('contract', 'choice', 'Colour')).text())).toContain(
		'“Colour” needs something to choose from.',
	)
	expect(await chief.read(settings)).toMatch(/Segment \(One of several\).*Hours \(Number\).*Cabinet \(Text\)/)
})

test('they are filled in with a customer, shown on its page, listed, found by and exported', async () => {
	const { key } = await fieldNamed('Segment')
	const [retail, open] = [await choiceNamed('Retail'), '/staff/customers/new']
	expect(await seller.read(open)).toMatch(/Segment · optional Nothing Retail Public/)
	const made = await seller.post(open, { ...customer, [`own.${key}`]: retail })
	expect(made.status).toBe(302)
	const place = made.headers.get('location') ?? ''
	expect(await seller.read(place)).toMatch(/Own fields Change Own fields Segment Retail/)
	const edit = await (await seller.get(`${place}/edit`)).text()
	expect(edit).toMatch(new RegExp(`<option value="${retail}" selected="">Retail`))
	expect(await seller.read(`/staff/customers?${key}=${retail}`)).toContain('Own & Sons')
	expect(await seller.read(`/staff/customers?${key}.is=empty`)).not.toContain('Own & Sons')
	const csv = await (await seller.get(`/staff/lists/customers.csv?${key}=${retail}&column=name&column=${key}`)).text()
	expect(csv.replace('\ufeff', '').trim().split(/\r?\n/)).toEqual(['Name,Segment', 'Own & Sons,Retail'])
	const strange = await seller.post(open, { ...customer, name: 'Other', [`own.${key}`]: await choiceNamed('Nobody') })
	expect(strange.status).toBe(302)
	const wrong = await seller.post(open, { ...customer, name: 'Third', [`own.${key}`]: told.nordwind.id })
	expect(wrong.status).toBe(422)
	expect(textOf(await wrong.text())).toContain('does not fit “Segment”')
})

test('a contract in force and its lines have them too, whatever else of it is agreed', async () => {
	const [hours, audit, cabinet] = [
		await fieldNamed('Hours'),
		await fieldNamed('Audit day'),
		await fieldNamed('Cabinet'),
	]
	const place = `/staff/contracts/${told.service.id}`
	const set = (own: Record<string, string>, line = '') => seller.post(`${place}/fields${line}`, own)
	expect((await set({ [`own.${hours.key}`]: '12,50', [`own.${audit.key}`]: '2026-05-01' })).status).toBe(302)
	expect(await seller.read(place)).toMatch(/Own fields .*Hours 12\.5 .*Audit day 1 May 2026/)
	const wrong = await set({ [`own.${hours.key}`]: 'many', [`own.${audit.key}`]: '2026-05-02' })
	const refused = await wrong.text()
	expect(textOf(refused)).toContain('“many” does not fit “Hours”')
	expect(refused).toContain('value="many"')
	const [line] = await world.sql<{ id: string }[]>`
		select id from contract_line where contract_id = ${told.service.id} order by position limit 1`
	expect((await set({ [`own.${cabinet.key}`]: 'Hall 3, left' }, `?line=${line?.id}`)).status).toBe(302)
	expect(await seller.read(`${place}/lines`)).toMatch(/Cabinet ?: Hall 3, left/)
	expect(await seller.read(`/staff/lines?${cabinet.key}=hall+LEFT&column=description&column=${cabinet.key}`)).toContain(
		'Hall 3, left',
	)
	for (const [filter, found] of [
		[`${hours.key}.from=12`, true],
		[`${hours.key}.to=12`, false],
		[`${audit.key}.from=2026-05-01&${audit.key}.to=2026-05-31`, true],
		[`sort=-${hours.key}`, true],
	] as const) {
		const list = await seller.read(`/staff/contracts?${filter}&column=number&column=${hours.key}&column=${audit.key}`)
		expect(list.includes('12.5') && list.includes('1 May 2026'), filter).toBe(found)
	}
	const answer = await seller.get(`/staff/lists/contracts.xlsx?${hours.key}.is=set&column=number&column=${hours.key}`)
	expect(answer.status).toBe(200)
	// The customer sees none of it.
	const theirs = await signedIn(world.books, shop.address, 'customer', 'anna@nordwind.example')
	expect(await theirs.read(`/contracts/${told.service.id}`)).not.toMatch(/Hours|Hall 3/)
})

test('a draft keeps them when it is written anew, and asks for what is to be filled in', async () => {
	const [hours, cabinet] = [await fieldNamed('Hours'), await fieldNamed('Cabinet')]
	await chief.post(settings, {
		intent: 'save',
		id: hours.id,
		subject: 'contract',
		kind: 'number',
		name: 'Hours',
		position: '10',
		required: 'on',
	})
	const draft = {
		customerId: told.nordwind.id,
		...{ startsOn: '2026-07-01', alignment: 'contract', timing: 'advance', title: 'With fields' },
		...{
			'lines[0].description': 'Desk',
			'lines[0].quantity': '1',
			'lines[0].unitPrice': '10',
			'lines[0].every': 'month',
		},
		[`lines[0].own.${cabinet.key}`]: 'B12',
	}
	const without = await seller.post(`/staff/contracts/new?customer=${told.nordwind.id}`, draft)
	const page = await without.text()
	expect(textOf(page)).toContain('“Hours” is to be filled in.')
	expect(page).toContain('value="B12"')
	const made = await seller.post(`/staff/contracts/new?customer=${told.nordwind.id}`, {
		...draft,
		[`own.${hours.key}`]: '3',
	})
	expect(made.status).toBe(302)
	const place = made.headers.get('location') ?? ''
	const edit = await (await seller.get(`${place}/edit`)).text()
	expect(edit).toContain('value="B12"')
	const version = /name="version" value="(\d+)"/.exec(edit)?.[1] ?? ''
	const saved = await seller.post(`${place}/edit`, {
		...{ ...draft, version, title: 'Anew', 'lines[0].was': '0', [`own.${hours.key}`]: '4' },
	})
	expect(saved.status).toBe(302)
	expect(await seller.read(place)).toMatch(/Hours 4/)
	expect(await (await seller.get(`${place}/edit`)).text()).toContain('value="B12"')
})

test('a field in which something stands is archived, and is still there to find by; another goes', async () => {
	const hours = await fieldNamed('Hours')
	await add('line', 'text', 'Never used')
	const unused = await fieldNamed('Never used')
	expect((await chief.post(settings, { intent: 'remove', id: unused.id })).headers.get('location')).toBe(
		`${settings}?done=removed`,
	)
	expect((await chief.post(settings, { intent: 'remove', id: hours.id })).headers.get('location')).toBe(
		`${settings}?done=archived`,
	)
	expect(await seller.read(`/staff/contracts/${told.service.id}`)).toMatch(/Hours 12\.5/)
	expect(await seller.read(`/staff/contracts/${told.service.id}/fields`)).not.toContain('Hours')
	expect(await seller.read(`/staff/contracts?${hours.key}.from=12&column=${hours.key}`)).toMatch(
		/Hours \(not in use any more\)/,
	)
	const choices = await fieldNamed('Segment')
	const [retail, open] = [await choiceNamed('Retail'), await choiceNamed('Public')]
	const field = { intent: 'save', id: choices.id, subject: 'customer', kind: 'choice', name: 'Segment', position: '10' }
	await chief.post(settings, { ...field, [`choice.${retail}`]: '', [`choice.${open}`]: 'State', more: 'Retail' })
	expect(await chief.read(settings)).toMatch(/Not offered any more: Retail/)
	expect(await world.sql`select from own_choice where name in ('Retail', 'State')`).toHaveLength(3)
})
