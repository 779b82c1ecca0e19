import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { runOrdered } from '#core/import/run-ordered.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { textOf, Visit } from '../customer/visit.ts'

let world: World
let portal: Portal
const system = { kind: 'system', name: 'test' } as const

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	portal = await openPortal(world)
}, 240_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

async function signIn(role: string): Promise<Visit> {
	const email = `${role}@halden.example`
	await world.sql`insert into staff_user (email, name, role) values (${email}, ${role}, ${role}) on conflict do nothing`
	const { token } = expectOk(await act(world.books, system, createSignIn, { audience: 'staff', email }))
	const visit = new Visit(portal.address)
	await visit.post(`/sign-in/open/${token}`)
	return visit
}

async function upload(
	visit: Visit,
	subject: string,
	name: string,
	content: string | Uint8Array<ArrayBuffer>,
): Promise<Response> {
	const form = new FormData()
	form.set('subject', subject)
	form.set('file', new File([content], name))
	const cookie = [...visit.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
	return await fetch(`${portal.address}/staff/imports`, {
		method: 'POST',
		body: form,
		redirect: 'manual',
		headers: { cookie, 'sec-fetch-site': 'same-origin' },
	})
}

/** What a page would post back as it stands: chosen options, texts, ticked boxes. */
async function formOf(visit: Visit, path: string): Promise<[string, string][]> {
	const html = await (await visit.get(path)).text()
	const fields: [string, string][] = []
	for (const [, name = '', inside = ''] of html.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
		fields.push([name, /<option[^>]*value="([^"]*)"[^>]*selected=""/.exec(inside)?.[1] ?? ''])
	for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
		const name = /name="([^"]+)"/.exec(tag)?.[1]
		const type = /type="([^"]+)"/.exec(tag)?.[1] ?? 'text'
		if (!name || type === 'radio' || type === 'hidden') continue
		if (type !== 'checkbox') fields.push([name, /value="([^"]*)"/.exec(tag)?.[1] ?? ''])
		else if (tag.includes('checked=""')) fields.push([name, 'on'])
	}
	return fields
}

const file = 'ID,Company,Land,Ort\n1,Acme,DE,Köln\n2,Beta,UK,Leeds\n3,Gamma,Narnia,Cair Paravel\n'

describe('importing in the console', () => {
	it('goes by columns, questions and a check to what came of it, without script', async () => {
		const visit = await signIn('finance')
		const uploaded = await upload(visit, 'customers', 'клиенты & Co.csv', file)
		expect(uploaded.status).toBe(302)
		const path = uploaded.headers.get('location') ?? ''
		const id = path.split('/').at(-1) ?? ''
		expect(await visit.read(path)).toContain('клиенты & Co.csv')

		const fields = (await formOf(visit, path)).filter(([name]) => name !== 'column-3' && name !== 'column-4')
		const chosen: [string, string][] = [...fields, ['column-3', 'country'], ['column-4', 'city'], ['intent', 'check']]
		const asked = await visit.post(path, chosen)
		expect(asked.headers.get('location')).toBe(`${path}?asked=1`)
		expect(await visit.read(path)).toContain('Which country is “UK” in “Land”?')
		const answered = await visit.post(path, [
			...(await formOf(visit, path)),
			['answer country country UK', 'GB'],
			['intent', 'check'],
		])
		expect(answered.headers.get('location')).toBe(path)
		expect(await visit.read(path)).toContain('Checking every row')

		await runOrdered(world.books, { id })
		const checked = await visit.read(path)
		expect(checked).toContain('Import 2 rows')
		expect(checked).toContain('Land: “Narnia” is not a country that is known.')
		expect(await world.sql`select from customer`).toHaveLength(0)

		await visit.post(path, { intent: 'load' })
		await runOrdered(world.books, { id })
		expect(await visit.read(path)).toContain('What came of it')
		const customers = await world.sql`
			select customer.name, party.country, party.city from customer join billing_party as party on party.id = billing_party_id
			order by import_key`
		expect(customers).toEqual([
			{ name: 'Acme', country: 'DE', city: 'Köln' },
			{ name: 'Beta', country: 'GB', city: 'Leeds' },
		])
		const rejected = await visit.get(`${path}/rejected.csv`)
		expect(rejected.headers.get('content-type')).toBe('text/csv; charset=utf-8')
		expect(parse(await rejected.text(), { bom: true })).toEqual([
			['ID', 'Company', 'Land', 'Ort', 'Row', 'Why it was not imported'],
			['3', 'Gamma', 'Narnia', 'Cair Paravel', '4', 'Land: “Narnia” is not a country that is known.'],
		])
		expect(await visit.read('/staff/imports')).toContain('new 2, left out 1')
	})

	it('reads the next file with the same header in the same way', async () => {
		const visit = await signIn('finance')
		const path =
			(await upload(visit, 'customers', 'next.csv', file.replace('Acme', 'Acme SE'))).headers.get('location') ?? ''
		const fields = await formOf(visit, path)
		expect(fields).toContainEqual(['column-3', 'country'])
		expect(textOf(await (await visit.get(path)).text())).not.toContain('Which country')
		await visit.post(path, [...fields, ['intent', 'check']])
		await runOrdered(world.books, { id: path.split('/').at(-1) ?? '' })
		const page = await visit.read(path)
		expect(page).toContain('Import 1 row')
	})

	it('shows each row beside what is here, asks about conflicts, and takes the import back after saying what that does', async () => {
		const visit = await signIn('finance')
		await world.sql`update customer set name = 'Acme Holding', version = version + 1 where import_key = '1'`
		const next = `${file.replace('Acme', 'Acme AG').replace('Leeds', 'York')}4,Delta,DE,Kiel\n`
		const path = (await upload(visit, 'customers', 'conflict.csv', next)).headers.get('location') ?? ''
		const id = path.split('/').at(-1) ?? ''
		expect(await visit.read(path)).toContain('The columns are matched as in the last file with these columns.')
		await visit.post(path, [...(await formOf(visit, path)), ['intent', 'check']])
		await runOrdered(world.books, { id })
		const checked = await visit.read(path)
		expect(checked).toContain('1 row was changed both in the file and here, or contradicts another row')
		expect(checked).toContain('Name : Acme Holding → becomes Acme AG also changed here: ours is kept')
		expect(checked).toContain('City : Leeds → becomes York')
		const changed = await visit.read(`${path}?show=updated`)
		expect(changed).toContain('City : Leeds')
		expect(changed).not.toContain('Acme Holding →')
		expect(await visit.read(`${path}?show=unchanged`)).toContain('No such row')

		await visit.post(path, { intent: 'load', onConflict: 'file' })
		await runOrdered(world.books, { id })
		const names = async () => (await world.sql`select name from customer order by import_key`).map(({ name }) => name)
		expect(await names()).toEqual(['Acme AG', 'Beta', 'Delta'])
		const csv = await visit.get(`${path}/rows.csv`)
		expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
		expect(parse(await csv.text(), { bom: true })).toContainEqual([
			'3',
			'Changed',
			'2',
			'Beta',
			'City',
			'Leeds',
			'York',
			'yes',
		])

		const asked = await visit.read(`${path}?undo=1`)
		expect(asked).toContain('1 customer that it brought is taken away.')
		expect(asked).toContain('2 customers are put back to what they were.')
		await visit.post(path, { intent: 'undo' })
		expect(await visit.read(path)).toContain('Taking the import back')
		await runOrdered(world.books, { id })
		expect(await visit.read(path)).toContain('The import was taken back')
		expect(await names()).toEqual(['Acme Holding', 'Beta'])
		const twice = await visit.post(path, { intent: 'undo' })
		expect(twice.status).toBe(422)
	})

	it('says what is wrong with a column chosen twice, a constant and a missing field', async () => {
		const visit = await signIn('finance')
		const path =
			(await upload(visit, 'customers', 'odd.csv', 'Key,Name,Other\n1,Acme,x\n')).headers.get('location') ?? ''
		const fields = await formOf(visit, path)
		const without = (...names: string[]) => fields.filter(([name]) => !names.includes(name))
		const twice = await visit.post(path, [
			...without('column-2', 'column-3'),
			['column-2', 'name'],
			['column-3', 'name'],
			['intent', 'check'],
		])
		expect([twice.status, textOf(await twice.text())]).toEqual([
			422,
			expect.stringContaining('Two columns are chosen for Name.'),
		])
		await visit.post(path, [...without('constant-country'), ['constant-country', 'Narnia'], ['intent', 'check']])
		expect(await visit.read(path)).toContain('“Narnia” is not understood.')
		await visit.post(path, [
			...without('constant-country', 'column-2'),
			['column-2', ''],
			['constant-country', 'DE'],
			['intent', 'check'],
		])
		expect(await visit.read(path)).toContain('Every row needs this, and no column gives it Name')
	})

	it('refuses what is no table, in words, and keeps nothing of it', async () => {
		const visit = await signIn('finance')
		const before = await world.sql`select from import_batch`
		const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 0, 0, 0])
		for (const content of [picture, new Uint8Array(0), new TextEncoder().encode('\n\n')]) {
			const answer = await upload(visit, 'customers', 'picture.csv', content)
			expect(answer.status).toBe(422)
			expect(textOf(await answer.text())).toMatch(/neither CSV nor XLSX|holds no rows|Choose a file/)
		}
		expect(await world.sql`select from import_batch`).toHaveLength(before.length)
	})

	it('is for those who may, and of files that are there', async () => {
		const stranger = new Visit(portal.address)
		expect((await stranger.get('/staff/imports')).headers.get('location')).toMatch(/^\/sign-in\/staff/)
		const keeper = await signIn('storekeeper')
		expect((await keeper.get('/staff/imports')).status).toBe(404)
		expect((await upload(keeper, 'customers', 'a.csv', file)).status).toBe(404)
		const visit = await signIn('finance')
		const nowhere = '/staff/imports/01a20299-7b1b-7056-ae39-4c3379cb9ba0'
		expect((await visit.get(nowhere)).status).toBe(404)
		expect((await visit.post(nowhere, { intent: 'load' })).status).toBe(404)
		expect((await visit.get(`${nowhere}/rejected.csv`)).status).toBe(404)
		expect((await visit.get(`${nowhere}/rows.csv`)).status).toBe(404)
		expect((await visit.post(nowhere, { intent: 'undo' })).status).toBe(404)
	})
})
