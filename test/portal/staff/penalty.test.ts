import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let told: Story
let staff: Visit
let owed: { id: string; contractId: string }

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 14)
	portal = await openPortal(world)
	staff = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'administrator')).email)
	await hire(world.books, 'finance')
	const [invoice] = await world.sql<{ id: string; contractId: string }[]>`
		select id, contract_id as "contractId" from invoice
		where customer_id = ${told.nordwind.id} and contract_id is not null and kind = 'invoice' and state = 'issued'
			and settled_minor < total_minor order by due_on limit 1`
	if (!invoice) throw new Error('Nothing is open')
	owed = invoice
	world.clock.standOn(world.clock.today().add({ months: 6 }))
}, 120_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

test('terms are agreed in the settings, and what is wrong with them is said at its field', async () => {
	const said = { intent: 'agree', type: '', rate: '0,05', graceDays: '0', validFrom: '2020-01-01' }
	for (const wrong of [{ rate: '101' }, { graceDays: 'x' }, { validFrom: '2020-02-30' }])
		expect((await staff.post('/staff/settings/penalty', { ...said, ...wrong })).status).toBe(422)
	const none = textOf(await staff.read('/staff/settings/penalty'))
	expect(none).toContain('Nothing is agreed: late payment costs nothing.')
	const made = await staff.post('/staff/settings/penalty', said)
	expect(made.headers.get('location')).toBe('/staff/settings/penalty?saved')
	expect(textOf(await staff.read('/staff/settings/penalty'))).toMatch(/0\.05 % a day.*only stated/)
	await staff.post('/staff/settings/penalty', { ...said, billed: 'on', validFrom: '2031-01-01' })
	expect(textOf(await staff.read('/staff/settings/penalty'))).toContain('invoiced monthly')
})

test('a waiver says what it does before it is asked for, and waits for somebody else', async () => {
	const path = `/staff/contracts/${owed.contractId}/penalty`
	const page = textOf(await staff.read(path))
	expect(page).toContain('How it is reckoned')
	expect(page).toContain('To settle everything on that day')
	const customer = await signedIn(world.books, portal.address, 'customer', told.nordwind.email)
	for (const amount of ['-1', '999999']) {
		const wrong = await (
			await customer.post(`/contracts/${owed.contractId}/penalty`, { amount, reason: 'Flood' })
		).text()
		expect(/<input[^>]* name="amount"[^>]*>/.exec(wrong)?.[0], amount).toContain('aria-invalid="true"')
	}
	const said = { intent: 'weigh', amount: '', percent: '', reason: 'Flood' }
	const both = await staff.post(path, { ...said, amount: '1', percent: '5' })
	expect(textOf(await both.text())).toContain('Say an amount or per cent, one of the two.')
	const much = await staff.post(path, { ...said, amount: '1000000' })
	const atField = await much.text()
	expect(textOf(atField)).toMatch(/At most .* of penalty interest is owed/)
	expect(/<input[^>]* name="amount"[^>]*>/.exec(atField)?.[0]).toContain('aria-invalid="true"')
	const shown = await (await staff.post(path, { ...said, percent: '50' })).text()
	expect(textOf(shown)).toMatch(/Waives .*: .* of penalty interest is owed now, .* afterwards/)
	const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(shown)?.[1] ?? ''
	const waive = { intent: 'waive', minor: field('minor'), reason: 'Flood', seen: field('seen') }
	const asked = await staff.post(path, waive)
	expect(asked.headers.get('location')).toMatch(/^\/staff\/approvals\//)
	expect(await world.sql`select id from penalty_waiver`).toHaveLength(0)
	expect(textOf(await staff.read(path))).not.toContain('Show what it does')
})

test('a customer sees what late payment costs in their language, and not why something was waived', async () => {
	const path = `/contracts/${owed.contractId}/penalty`
	const customer = await signedIn(world.books, portal.address, 'customer', told.nordwind.email)
	const page = textOf(await customer.read(path))
	expect(page).toContain('You asked to be let off')
	expect(page).not.toContain('Flood')
	expect(textOf(await customer.read(`/contracts/${owed.contractId}`))).toMatch(
		/of penalty interest is owed(?!.*Reckoned)/,
	)
	expect(textOf(await customer.read(`/contracts/${owed.contractId}?on=2031-01-01`))).toMatch(
		/of penalty interest is owed\. Reckoned as if nothing were paid until then\./,
	)
	const again = await customer.post(path, { amount: '1', reason: 'Flood' })
	expect(again.status).toBe(422)
	customer.cookies.set('language', 'ru')
	expect(textOf(await customer.read(path))).toContain('Чтобы закрыть всё в этот день')
	expect((await customer.get(`${path}?on=soon`)).status).toBe(200)
	for (const far of ['2199-01-01', '9999-12-31'])
		expect(textOf(await customer.read(`${path}?on=${far}`))).toContain('Выберите день от сегодняшнего до')
	customer.cookies.set('language', 'zh')
	expect(textOf(await customer.read(`${path}?on=9999-12-31`))).toContain('请选择今天至')
	expect(textOf(await customer.read(`${path}?on=2026-02-30`))).toContain('“2026-02-30”不是日期')
})

test('a customer pays what settles everything: what is only stated is invoiced, and then chosen to be paid', async () => {
	const path = `/contracts/${owed.contractId}/penalty`
	const customer = await signedIn(world.books, portal.address, 'customer', told.nordwind.email)
	expect(await customer.read(path)).toContain('Pay all of it now')
	const counted = async () =>
		await world.sql`
		select from invoice_line where contract_id = ${owed.contractId} and kind = 'penalty'`
	expect(await counted()).toHaveLength(0)
	// By the statement too, of which the press asks for no less than it says is owed.
	const statement = `/statement?contract=${owed.contractId}`
	expect(await (await customer.get(statement)).text()).toContain('name="currency" value="EUR"')
	expect((await customer.post(`/statement?customer=${told.stranger.id}`, { currency: 'EUR' })).status).toBe(404)
	expect((await customer.post(statement, { currency: 'euros' })).status).toBe(422)
	const all = await customer.post(statement, { currency: 'EUR' })
	expect(all.headers.get('location')).toBe(`/pay?contract=${owed.contractId}`)
	expect((await customer.post('/statement', { currency: 'EUR' })).headers.get('location')).toContain('all=EUR')
	const paid = await customer.post(path, { intent: 'pay' })
	expect(paid.headers.get('location')).toBe(`/pay?contract=${owed.contractId}`)
	const { length } = await counted()
	expect(length).toBeGreaterThan(0)
	await customer.post(path, { intent: 'pay' })
	expect(await counted()).toHaveLength(length)
	expect(await (await customer.get(`/contracts/${owed.contractId}`)).text()).toContain(`href="${path}"`)
})

test('a statement of a day to come says what settles everything on it, on page, PDF and CSV', async () => {
	const customer = await signedIn(world.books, portal.address, 'customer', told.nordwind.email)
	const on = world.clock.today().add({ months: 2 }).toString()
	const query = `contract=${owed.contractId}&on=${on}`
	const page = await (await customer.get(`/statement?${query}`)).text()
	expect(textOf(page)).toMatch(/To settle everything on .* To be invoiced by then/)
	expect(page).toContain(`/contracts/${owed.contractId}/penalty`)
	expect((await customer.get(`/statement.pdf?${query}`)).status).toBe(200)
	const csv = await (await customer.get(`/statement.csv?${query}`)).text()
	expect(csv).toContain(`${on},To settle everything on that day`)
	expect(csv).toContain('Penalty interest owed')
})
