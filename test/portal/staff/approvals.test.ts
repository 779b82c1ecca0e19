import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { writeQuote } from '#core/quote/write.ts'
import { addUser } from '#core/staff/add-user.ts'
import { type Customer, invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let customer: Customer
let [sal, kim, ada] = [] as unknown as [Visit, Visit, Visit]
const ids: Record<string, string> = {}

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
	customer = await welcome(world.books)
	const enter = async (name: string, role: 'finance' | 'administrator' | 'salesperson') => {
		const email = `${name}@halden.example`
		ids[name] = expectOk(await act(world.books, system, addUser, { name, email, role })).id
		return await signedIn(world.books, portal.address, 'staff', email)
	}
	sal = await enter('Sal', 'finance')
	kim = await enter('Kim', 'finance')
	ada = await enter('Ada', 'administrator')
	await enter('Bea', 'administrator')
	await enter('Tom', 'salesperson')
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const seenOn = (page: string) => /name="seen" value="([0-9a-f]+)"/.exec(page)?.[1] ?? ''
const landed = (response: Response) => response.headers.get('location') ?? ''
const page = async (visit: Visit, path: string) => textOf(await (await visit.get(path)).text())

test('a button that a workflow watches asks for it; another person does it, and a late press is told what happened', async () => {
	const owed = await invoice(world.books, customer, 5000_00n)
	const small = await invoice(world.books, customer, 10_00n)
	const paper = (id: string) => `/staff/invoices/${id}`
	const press = async (id: string, reason: string) => {
		const shown = await (await sal.post(paper(id), { intent: 'void', reason })).text()
		const asked = JSON.stringify({ reason, again: false })
		return await sal.post(paper(id), { intent: 'apply', way: 'void', asked, typed: '{}', seen: seenOn(shown) })
	}
	const done = await press(small.id, 'Wrong')
	expect(landed(done)).toMatch(/^\/staff\/invoices\//)
	const request = landed(await press(owed.id, 'Wrong customer'))
	expect(request).toMatch(/^\/staff\/approvals\/.*\?did=new$/)
	expect(await openOf(world.books, owed.id)).toBe(5000_00n)
	const asked = await page(sal, request)
	expect(asked).toContain('It is not done yet')
	expect(asked).toContain('You asked for this yourself')
	expect(await page(sal, '/staff/approvals')).toContain('Nothing waits for you')
	expect(await page(kim, '/staff/approvals')).toContain(`Credit note for invoice ${owed.number}`)
	// Counted beside the room's name, wherever one is in the console.
	expect(await page(kim, '/staff')).toMatch(/Approvals\s+1\s/)
	expect(await page(sal, '/staff')).not.toMatch(/Approvals\s+1\s/)
	const path = request.replace('?did=new', '')
	const shown = await (await kim.get(path)).text()
	for (const part of ['€5,000.00', 'Nordwind Logistik', 'Wrong customer', 'Risk, by how they pay', 'Sal asks'])
		expect(textOf(shown)).toContain(part)
	const decided = { seen: seenOn(shown), comment: '' }
	const refused = await kim.post(path, { ...decided, intent: 'reject' })
	expect(refused.status).toBe(422)
	expect(textOf(await refused.text())).toContain('Say in a sentence why not')
	await kim.post(path, { ...decided, intent: 'ask', comment: 'Which one is right?' })
	expect(await page(sal, path)).toContain('Which one is right?')
	await sal.post(path, { intent: 'answer', comment: 'Acme in Hamburg.' })
	expect(landed(await kim.post(path, { ...decided, intent: 'approve' }))).toBe(`${path}?did=approved`)
	expect(await openOf(world.books, owed.id)).toBe(0n)
	const late = await kim.post(path, { ...decided, intent: 'approve' })
	const told = await page(kim, landed(late))
	expect(told).toContain('It was decided before you pressed')
	expect(told).toContain('Approved by Kim')
	expect(told).toMatch(/No\. \d+ · [0-9a-f]{64}/)
	expect(await page(kim, '/staff/approvals?show=decided')).toContain('Approved')
	// A card that stands in the chat page asks, with what it shows, for what there is now.
	const id = path.split('/').at(-1)
	const [{ revision } = { revision: 0 }] = await world.sql<{ revision: number }[]>`
		select revision from approval_request where id = ${id ?? ''}`
	const cards = async (shown: string) => await (await kim.get(`/staff/chat.data?shown=${shown}`)).text()
	expect(await cards(`${id}:1`)).toContain('Approved by Kim')
	for (const same of [`${id}:${revision}`, `${crypto.randomUUID()}:1`, 'nonsense'])
		expect(await cards(same)).not.toContain('Approved by Kim')
})

test('a quote at a large discount waits for approval, which leads to it, and is sent once it is agreed to', async () => {
	const { books, sql } = world
	const userId = ids.Sal ?? ''
	const { id } = expectOk(
		await act(books, { kind: 'staff', userId, role: 'finance' }, writeQuote, {
			...{ customerId: customer.id, currency: 'EUR', validUntil: '2026-06-30', termMonths: 12 },
			lines: [
				{
					...{ description: 'Fleet', quantity: '10', unitPrice: '30', discountPercent: '60' },
					interval: { unit: 'month', count: 1 },
				},
			],
		}),
	)
	const state = async () => (await sql<{ state: string }[]>`select state from quote where id = ${id}`)[0]?.state
	const request = landed(await sal.post(`/staff/quotes/${id}`, { intent: 'send' }))
	expect(request).toMatch(/^\/staff\/approvals\//)
	expect(await state()).toBe('draft')
	const path = request.replace('?did=new', '')
	const shown = await (await kim.get(path)).text()
	expect(shown).toContain(`href="/staff/quotes/${id}"`)
	await kim.post(path, { seen: seenOn(shown), comment: '', intent: 'approve' })
	expect(await state()).toBe('sent')
})

test('workflows are written in the console, and tried there: who would be asked for what', async () => {
	const list = '/staff/settings/workflows'
	expect((await kim.get(list)).status).toBe(404)
	const rules = await page(ada, list)
	expect(rules).toContain('A refund above 1,000')
	expect(rules).toContain('Amount is above €1,000.00')
	const fields = {
		...{ intent: 'save', name: 'Large refunds', subjectKind: 'refund', position: '10', own: 'never', groupId: '' },
		...{ 'conditions[0].fact': 'amount', 'conditions[0].is': 'above', 'conditions[0].value': '10,000' },
		'conditions[0].currency': 'EUR',
		...{ 'conditions[1].fact': 'currency', 'conditions[1].is': 'above', 'conditions[1].value': 'eur' },
		...{ 'steps[0].name': 'Finance', 'steps[0].stage': '1', 'steps[0].needs': 'all', 'steps[0].count': '1' },
		...{ 'steps[1].name': 'Board', 'steps[1].stage': '2', 'steps[1].needs': 'any', 'steps[1].count': '1' },
		...{ 'steps[1].asked[0]': `user:${ids.Ada}`, 'steps[1].limitHours': '24' },
	}
	const empty = await ada.post(`${list}/new`, { ...fields, 'steps[1].asked[0]': '' })
	expect(empty.status).toBe(422)
	const kept = await empty.text()
	expect(textOf(kept)).toContain('Name at least one step that asks somebody')
	for (const typed of ['value="Large refunds"', 'value="10,000"']) expect(kept).toContain(typed)
	const wrong = await ada.post(`${list}/new`, { ...fields, 'conditions[0].value': 'much' })
	expect(textOf(await wrong.text())).toContain('“much” is no value')
	const asks = { ...fields, 'steps[0].asked[0]': 'role:finance' }
	expect((await ada.post(`${list}/new`, { ...asks, 'conditions[1].value': 'XXQ' })).status).toBe(422)
	const half = await (await ada.post(`${list}/new`, { ...asks, 'conditions[1].value': '' })).text()
	expect(textOf(half)).toContain('Name a value')
	expect(half).toMatch(/href="#condition-2-value"/)
	const other = await (await ada.post(`${list}/new`, { ...asks, 'conditions[1].fact': '' })).text()
	expect(textOf(other)).toContain('Choose what this value is compared with')
	const foreign = { ...asks, 'conditions[1].fact': 'discount', 'conditions[1].value': '20' }
	expect(textOf(await (await ada.post(`${list}/new`, foreign)).text())).toContain(
		'“Discount, %” would never hold for “Refund”',
	)
	const made = await ada.post(`${list}/new`, asks)
	expect(landed(made)).toBe(`${list}?done=saved`)
	expect(await page(ada, list)).toContain('Currency is EUR')
	const tried = await page(ada, `${list}?kind=refund&amount=20000&asker=${ids.Sal}`)
	expect(tried).toContain('“Large refunds” fits')
	expect(tried).toMatch(/Finance\s*:\s*Kim\s*\(\s*all of them/)
	expect(tried).toMatch(/Board\s*:\s*Ada/)
	expect(await page(ada, `${list}?kind=refund&amount=5`)).toContain('it would be done at once')
	const [row] = await world.sql<{ id: string; version: number }[]>`
		select id, version from approval_workflow where name = 'Large refunds'`
	const own = `${list}/${row?.id}`
	expect(await page(ada, own)).toContain('Large refunds')
	const change = { ...fields, name: 'Very large refunds', version: '1', 'steps[0].asked[0]': 'role:finance' }
	expect(landed(await ada.post(own, change))).toBe(`${list}?done=saved`)
	expect((await ada.post(own, change)).status).toBe(422)
	expect(landed(await ada.post(own, { intent: 'remove' }))).toBe(`${list}?done=removed`)
	expect(await page(ada, list)).not.toContain('Very large refunds')
	expect((await ada.post(list, {})).status).toBe(422)
	expect(landed(await ada.post(list, { d1: 'on', d6: 'on' }))).toBe(`${list}?done=saved`)
	const [company] = await world.sql`select working_days as days from company`
	expect(company).toEqual({ days: [1, 6] })
})

test('somebody who is away lets a colleague decide, for themselves; others only by who looks after staff', async () => {
	const away = { intent: 'delegate', delegateId: ids.Tom ?? '', startsOn: '2026-03-02', endsOn: '2026-03-06' }
	const early = await kim.post('/staff/delegation', { ...away, endsOn: '2026-03-01' })
	expect([early.status, await early.text()]).toEqual([
		422,
		expect.stringMatching(/id="delegate-endsOn-error"[^>]*>.*last day/),
	])
	const alone = await ada.post('/staff/delegation', { ...away, userId: ids.Tom ?? '' })
	expect([alone.status, await alone.text()]).toEqual([
		422,
		expect.stringMatching(/id="delegate-delegateId-error"[^>]*>.*Choose a colleague/),
	])
	expect((await kim.post('/staff/delegation', { ...away, userId: ids.Sal ?? '' })).status).toBe(422)
	expect(landed(await kim.post('/staff/delegation', away))).toBe('/staff/delegation?done=saved')
	expect(await page(kim, '/staff/delegation')).toContain('Tom stands in for Kim')
	expect(await page(sal, '/staff/delegation')).not.toContain('Tom stands in for Kim')
	const [made] = await world.sql<{ id: string }[]>`select id from approval_delegation`
	expect((await sal.post('/staff/delegation', { intent: 'end', id: made?.id ?? '' })).status).toBe(422)
	expect(landed(await ada.post('/staff/delegation', { intent: 'end', id: made?.id ?? '' }))).toContain('done=ended')
})

test('another role is given at once, that of an administrator only when a second one agrees', async () => {
	const people = '/staff/settings/people'
	expect((await kim.get(people)).status).toBe(404)
	const superior = { intent: 'superior', userId: ids.Tom ?? '', superiorId: ids.Kim ?? '' }
	const change = { intent: 'role', userId: ids.Tom ?? '' }
	expect(landed(await ada.post(people, superior))).toBe(`${people}?saved`)
	expect(landed(await ada.post(people, { ...change, role: 'manager' }))).toBe(`${people}?saved`)
	const [tom] = await world.sql`select role, superior_id as superior from staff_user where id = ${ids.Tom ?? ''}`
	expect(tom).toEqual({ role: 'manager', superior: ids.Kim })
	const asked = landed(await ada.post(people, { ...change, role: 'administrator' }))
	expect(asked).toContain('/staff/approvals/')
	expect((await kim.get(asked)).status).toBe(404)
	expect(await page(ada, asked)).toContain('Access for Tom')
	expect((await ada.post(people, { ...superior, superiorId: ids.Tom ?? '' })).status).toBe(422)
	expect(landed(await ada.post(people, { ...superior, superiorId: '' }))).toBe(`${people}?saved`)
	expect(await world.sql`select role, superior_id from staff_user where id = ${ids.Tom ?? ''}`).toEqual([
		{ role: 'manager', superior_id: null },
	])
	const added = { intent: 'add', name: 'New', email: 'new@halden.example', role: 'salesperson', language: 'vi' }
	expect(landed(await ada.post(people, added))).toBe(`${people}?saved`)
	expect(await world.sql`select language from staff_user where name = 'New'`).toEqual([{ language: 'vi' }])
	const again = await ada.post(people, added)
	expect(again.status).toBe(422)
	expect(await again.text()).toContain('id="add-email-error"')
	expect(landed(await ada.post(people, { intent: 'left', userId: ids.Tom ?? '' }))).toBe(`${people}?saved`)
	const mine = await ada.post(people, { intent: 'left', userId: ids.Bea ?? '' })
	expect(landed(mine)).toBe(`${people}?saved`)
	const last = await ada.post(people, { intent: 'left', userId: ids.Ada ?? '' })
	expect(textOf(await last.text())).toContain('Somebody has to stay administrator')
})
