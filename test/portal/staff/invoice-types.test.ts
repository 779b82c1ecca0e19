import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, look } from '#core/act.ts'
import { describe } from '#portal/api/describe.ts'
import { readJson } from '#portal/api/json-row.ts'
import { textOfPdf } from '#portal/files/read-text.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hire, signedIn } from './console.ts'

const settings = '/staff/settings/invoice-types'
let world: World
let shop: Shop
let told: Story
let chief: Visit
let money: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 10 })
	told = await tellStory(world, 2)
	world.clock.standOn('2026-07-15')
	shop = await openShop(world)
	const enter = async (role: 'administrator' | 'finance') =>
		signedIn(world.books, shop.address, 'staff', (await hire(world.books, role)).email)
	chief = await enter('administrator')
	money = await enter('finance')
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

const post = (fields: Record<string, string>) => chief.post(settings, { intent: 'save', position: '5', ...fields })

test('the administrator names types of invoices, says what they are for, and takes them out of use', async () => {
	expect((await money.get(settings)).status).toBe(404)
	expect(await chief.read('/staff/settings')).toContain('Types of invoices')
	expect(
		(await post({ name: 'Care invoice', bills: 'period', usual: 'of:service', 'names.ru': 'Счёт за уход' })).status,
	).toBe(302)
	expect((await post({ name: 'Single sale', bills: 'one_off' })).status).toBe(302)
	const page = await chief.read(settings)
	expect(page).toContain('Care invoice (periods, as agreed; usual for Service)')
	expect(page).toContain('Single sale (something once)')
	expect(page).toContain('Service Now: Care invoice (periods, as agreed)')
	expect(await (await chief.get(settings)).text()).toMatch(/value="Счёт за уход"/)
	const again = await post({ name: 'care invoice', bills: 'any', usual: 'of:rental' })
	expect(again.status).toBe(422)
	const shown = await again.text()
	expect(textOf(shown)).toContain('There is already one called “care invoice”.')
	// What was typed stays: the name, and what it was to be usual for.
	expect(shown).toMatch(/value="care invoice"/)
	expect(shown).toMatch(/value="of:rental"[^>]*checked|checked[^>]*value="of:rental"/)
	expect((await chief.post(settings, { intent: 'remove', key: 'Single sale' })).status).toBe(302)
	expect(await chief.read(settings)).not.toContain('Single sale')
})

test('where a contract is billed by hand its invoice’s type is chosen, and stands wherever it is read', async () => {
	expect((await post({ name: 'Spring service', bills: 'any', 'names.ru': 'Весенний счёт' })).status).toBe(302)
	expect((await post({ name: 'Penalty notice', bills: 'penalty' })).status).toBe(302)
	const place = `/staff/contracts/${told.service.id}/bill`
	const page = await (await money.get(place)).text()
	expect(page).toMatch(/<select[^>]*form="bill"[^>]*name="types\[0\]"|<select[^>]*name="types\[0\]"[^>]*form="bill"/)
	expect(textOf(page)).toMatch(/Type Invoice, no more Care invoice Spring service/)
	expect(textOf(page)).not.toContain('Penalty notice')
	expect(page).toMatch(/<option value="of:Care invoice" selected="">/)
	const seen = /name="seen" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? ''
	const wrong = await money.post(place, { intent: 'bill', seen, 'types[0]': 'of:Penalty notice' })
	expect(wrong.status).toBe(422)
	expect(textOf(await wrong.text())).toContain('There is no invoice type “Penalty notice” for this.')
	expect((await money.post(place, { intent: 'bill', seen, 'types[0]': 'of:Spring service' })).status).toBe(302)
	const [invoice] = await world.sql<{ id: string; number: string }[]>`
		select id, number from invoice where type = 'Spring service' order by number`
	const { id = '', number = '' } = invoice ?? {}

	expect(await money.read(`/staff/invoices/${id}`)).toContain('Type Spring service')
	expect(await money.read('/staff/invoices?type=spring&column=number&column=type')).toMatch(
		new RegExp(`${number}.*Spring service`),
	)
	expect(await money.read('/staff/invoices?type.is=empty')).not.toContain(number)
	const csv = await (await money.get('/staff/lists/invoices.csv?type=spring&column=number&column=type')).text()
	expect(csv.split(/\r?\n/).slice(0, 2)).toEqual([expect.stringMatching(/Number,.*Type/), `${number},Spring service`])
	const saved = await money.post('/staff/invoices', { intent: 'save', name: 'Springs', query: 'type=spring' })
	expect(saved.status).toBe(302)
	expect(await money.read(saved.headers.get('location') ?? '')).toMatch(new RegExp(`Springs[\\s\\S]*${number}`))
	const rows = expectOk(
		await look(world.books, { kind: 'system', name: 'test' }, readJson, { name: 'invoices', id, limit: 1 }),
	)
	expect(rows[0]?.shown).toMatchObject({ number, type: 'Spring service' })
	const { components, paths } = describe('https://x.example') as {
		components: { schemas: Record<string, { properties: object }> }
		paths: Record<string, { get: { parameters: { name: string }[] } }>
	}
	expect(components.schemas.Invoices?.properties).toHaveProperty('type')
	expect(paths['/invoices']?.get.parameters.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['type', 'type.is']),
	)

	const theirs = await signedIn(world.books, shop.address, 'customer', 'anna@nordwind.example')
	expect(await (await theirs.get(`/invoices/${id}`)).text()).toMatch(
		new RegExp(`<h1[^>]*>[\\s\\S]*Spring service ${number}[\\s\\S]*</h1>`),
	)
	expect(await theirs.read('/invoices?search=spring')).toMatch(new RegExp(`${number} Spring service`))
	expect(await theirs.read(`/contracts/${told.service.id}`)).toContain(`Spring service ${number}`)
	expect(await (await theirs.get('/invoices.csv?search=spring')).text()).toMatch(
		new RegExp(`^Spring service,${number},`, 'm'),
	)
	const pdf = new Uint8Array(await (await theirs.get(`/invoices/${id}.pdf`)).arrayBuffer())
	expect(await textOfPdf(pdf)).toMatch(new RegExp(`Spring service\\s*(No\\. )?${number}`))
	await theirs.post('/settings/language', { language: 'ru' })
	expect(await (await theirs.get(`/invoices/${id}`)).text()).toContain(`Весенний счёт ${number}`)
})

test('a type that issued invoices say keeps its name on the page and behind it', async () => {
	const page = await (await chief.get(settings)).text()
	const form = /<form(?:(?!<\/form>)[\s\S])*value="Spring service"(?:(?!<\/form>)[\s\S])*<\/form>/.exec(page)?.[0] ?? ''
	expect(form).toMatch(/<input[^>]*readOnly=""[^>]*name="name"|<input[^>]*name="name"[^>]*readOnly=""/i)
	const renamed = await post({ key: 'Spring service', name: 'Summer', bills: 'any', 'names.ru': 'Весенний счёт' })
	expect(renamed.status).toBe(422)
	expect(textOf(await renamed.text())).toContain('Issued invoices say “Spring service”')
	expect((await chief.post(settings, { intent: 'remove', key: 'Spring service' })).status).toBe(302)
	expect(await chief.read(settings)).toContain('Spring service (not in use any more)')
})
