import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let world: World
let portal: Portal
let told: Story
let seller: { id: string; email: string }
let salesperson: Visit
let storekeeper: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 10 })
	told = await tellStory(world, 3)
	portal = await openPortal(world)
	seller = await hire(world.books, 'salesperson')
	salesperson = await signedIn(world.books, portal.address, 'staff', seller.email)
	const { email } = await hire(world.books, 'storekeeper')
	storekeeper = await signedIn(world.books, portal.address, 'staff', email)
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

const owners = async (table: 'customer' | 'contract') =>
	(
		await world.sql<{ ownerId: string | null }[]>`select owner_id as "ownerId" from ${world.sql(table)} order by number`
	).map(({ ownerId }) => ownerId)
const events = async (kind: string) => (await world.sql`select from event where kind = ${kind}`).length

/** The hidden fields of the form that does it, as a page shows them. */
function formOf(html: string): [string, string][] {
	const form =
		/<form method="post"(?! action="\/(?:sign-out|settings|staff\/clock))[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
	return [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
		name,
		value.replaceAll('&amp;', '&'),
	])
}

async function look(visit: Visit, list: string, query: [string, string][]) {
	const path = `/staff/lists/${list}/change?${new URLSearchParams(query)}`
	const answer = await visit.get(path)
	const html = await answer.text()
	return { path, status: answer.status, text: textOf(html), form: formOf(html) }
}

test('everything that a list shows gets an owner, but for what has them already and what is over', async () => {
	await world.sql`update contract set owner_id = ${seller.id} where id = ${told.service.id}`
	const before = await events('contract.updated')
	const query: [string, string][] = [
		['deed', 'owner'],
		['all', 'yes'],
		['query', 'customer=nordwind'],
		['value', seller.id],
	]
	const seen = await look(salesperson, 'contracts', query)
	expect(seen.text).toMatch(/1 row is changed\. Left out: 1 is so already : K-\S+/)
	const done = await salesperson.post(seen.path, seen.form)
	expect(textOf(await done.text())).toContain('Done with 1 row.')
	expect(await events('contract.updated')).toBe(before + 1)
	expect((await owners('contract')).filter((id) => id === seller.id)).toHaveLength(2)
	// The second press finds other rows than were seen, and does nothing.
	const again = await salesperson.post(seen.path, seen.form)
	expect(again.status).toBe(422)
	expect(textOf(await again.text())).toContain('Someone changed this meanwhile')
	expect(await events('contract.updated')).toBe(before + 1)
})

test('only the rows that were ticked are changed, and a row that is not there is said to be gone', async () => {
	const query: [string, string][] = [
		['deed', 'owner'],
		['row', told.nordwind.id],
		['row', '01900000-0000-7000-8000-000000000000'],
	]
	expect((await look(salesperson, 'customers', query)).text).toContain('From now on looked after by')
	const seen = await look(salesperson, 'customers', [...query, ['value', seller.id]])
	expect(seen.text).toMatch(/1 row is changed\. Left out: 1 is no longer there/)
	expect((await salesperson.post(seen.path, seen.form)).status).toBe(200)
	expect((await owners('customer')).sort()).toEqual([seller.id, null])
	const back = await look(salesperson, 'customers', [...query, ['value', 'none']])
	expect((await salesperson.post(back.path, back.form)).status).toBe(200)
	expect(await owners('customer')).toEqual([null, null])
})

test('invoices are sent again once for one press, a void one not at all', async () => {
	const letters = async () => (await world.sql`select from outbox where key like '%:again:%'`).length
	const voided = (await world.sql`select from invoice where state = 'void'`).length
	const issued = (await world.sql`select from invoice where state <> 'draft'`).length
	const seen = await look(salesperson, 'invoices', [
		['deed', 'send_again'],
		['all', 'yes'],
	])
	expect(seen.text).toContain(`${issued - voided} rows are changed.`)
	await salesperson.post(seen.path, seen.form)
	await salesperson.post(seen.path, seen.form)
	expect(await letters()).toBe(issued - voided)
})

test('next steps are ticked off together, but for what has none or is done', async () => {
	for (const [text, step, on] of [
		['One', 'Call', '2026-03-09'],
		['Two', 'Visit', '2026-03-10'],
		['Three', '', null],
	] as const)
		await world.sql`
			insert into follow_up (customer_id, kind, happened_on, text, next_step, next_on, author_name, created_at, key)
			values (${told.nordwind.id}, 'call', '2026-03-02', ${text}, ${step}, ${on}, 'Ida', now(), ${text})`
	const query: [string, string][] = [
		['deed', 'settle'],
		['all', 'yes'],
	]
	const seen = await look(salesperson, 'follow-ups', query)
	expect(seen.text).toMatch(/2 rows are changed\. Left out: 1 has no next step/)
	await salesperson.post(seen.path, seen.form)
	expect(await world.sql`select from follow_up where settled_at is not null`).toHaveLength(2)
	expect((await look(salesperson, 'follow-ups', query)).text).toMatch(
		/0 rows are changed\. Left out: .*2 are done already/,
	)
})

test('whoever may not do it to one may not do it to many, and what nobody understands is refused', async () => {
	const ask = (visit: Visit, list: string, ...query: [string, string][]) =>
		look(visit, list, query).then(({ status }) => status)
	const all: [string, string] = ['all', 'yes']
	const owner: [string, string] = ['deed', 'owner']
	expect(await ask(storekeeper, 'customers', owner, all, ['value', seller.id])).toBe(404)
	expect(await ask(storekeeper, 'invoices', ['deed', 'send_again'], all)).toBe(404)
	for (const list of ['lines', 'invoices', 'people', '__proto__'])
		expect(await ask(salesperson, list, owner, all)).toBe(404)
	expect(await ask(salesperson, 'customers', ['deed', 'remove'], all)).toBe(404)
	expect(await ask(salesperson, 'customers', owner, ['row', "'"], ['value', 'none'])).toBe(404)
	expect(await ask(salesperson, 'customers', owner, all, ['value', told.nordwind.id])).toBe(422)
	expect(await ask(salesperson, 'customers', owner, all, ['value', 'none'], ['query', 'password=1'])).toBe(422)
	const seen = await look(salesperson, 'customers', [owner, all, ['value', seller.id]])
	expect((await storekeeper.post(seen.path, seen.form)).status).toBe(404)
	const forged = seen.form.map(([name, value]): [string, string] => [name, name === 'seen' ? '0'.repeat(64) : value])
	expect((await salesperson.post(seen.path, forged)).status).toBe(422)
	expect(await owners('customer')).toEqual([null, null])
})
