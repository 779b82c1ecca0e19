import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { tellAlerts, tellDigests } from '#core/alert/tell.ts'
import { emit, type Happening } from '#core/event.ts'
import { type Due, deliverEffects } from '#core/outbox/deliver.ts'
import { addGroup } from '#core/staff/add-group.ts'
import type { Mail } from '#emails/post/mail.ts'
import { mailAlerts } from '#portal/deliver/alert-letters.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let world: World
let portal: Portal
let customer: Customer
let administrator: Visit
let owner: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	customer = await welcome(world.books)
	const lena = await hire(world.books, 'salesperson')
	await world.sql`update customer set owner_id = ${lena.id} where id = ${customer.id}`
	await world.sql`update staff_user set language = 'ru' where id = ${lena.id}`
	administrator = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'administrator')).email)
	owner = await signedIn(world.books, portal.address, 'staff', lena.email)
	await act(world.books, system, raiseAlerts, undefined)
}, 180_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

/** Raises, tells and delivers; answers the letters that left. */
async function letters(tell: typeof tellAlerts = tellAlerts): Promise<Mail[]> {
	const sent: Mail[] = []
	const post = {
		send: async (mail: Mail) => {
			// Amounts are written with spaces that do not break.
			sent.push({ ...mail, text: mail.text.replaceAll(/[\u00a0\u202f]/g, ' ') })
			return { id: mail.idempotencyKey, repeated: false }
		},
		close: async () => {},
	}
	expectOk(await act(world.books, system, raiseAlerts, undefined))
	expectOk(await act(world.books, system, tell, undefined))
	const waiting = await world.sql<{ id: string }[]>`select id from outbox where kind = 'alert' and delivered_at is null`
	const desk = { books: world.books, post, publicUrl: 'https://portal.example' }
	const carry = (due: Due) => mailAlerts(desk, due)
	await deliverEffects(
		world.books,
		waiting.map(({ id }) => id),
		carry,
	)
	return sent
}

async function happen(kind: Happening['kind'], facts: Record<string, unknown>) {
	const subject = { kind: 'payment', id: customer.id }
	const verb = (scope: Parameters<typeof emit>[0]) => emit(scope, { kind, subject, customerId: customer.id, facts })
	expectOk(await act(world.books, system, verb, undefined))
}

test('whoever looks after a customer is written to in their language, and what follows is said', async () => {
	await happen('payment.failed', { amountMinor: '12000', currency: 'EUR', reason: 'insufficient_funds' })
	const [mail, ...others] = await letters()
	expect(others).toEqual([])
	expect(mail?.text).toContain('Платёж на 120,00 € не прошёл: на карте недостаточно средств.')
	expect(mail?.text).toContain('Автоматических попыток больше не будет')
	expect(mail?.text).toContain(`https://portal.example/staff/customers/${customer.id}`)
	expect(await letters()).toEqual([])
})

test('what a letter of its own tells is not written twice', async () => {
	await happen('contract.cancelled', { text: 'Too dear', endsOn: '2026-06-30' })
	expect(await letters()).toEqual([])
})

test('whoever has no such letter is written to, with why in their language', async () => {
	const { id } = await hire(world.books, 'manager')
	await world.sql`update staff_user set language = 'vi' where id = ${id}`
	await world.sql`
		insert into alert_rule (trigger, audience, role, at_once, created_by, created_at)
		values ('contract_cancelled', 'role', 'manager', true, 'system:test', ${world.clock.now()})`
	await happen('contract.cancelled', { reasonCode: 'closing', text: 'Too dear', endsOn: '2026-06-30' })
	const [mail, ...others] = await letters()
	expect(others).toEqual([])
	expect(mail?.text).toContain('Doanh nghiệp hoặc địa điểm sắp đóng cửa: Too dear')
})

test('the morning’s digest says what came in', async () => {
	await happen('payment.succeeded', { amountMinor: '45000', currency: 'EUR' })
	expect(await letters()).toEqual([])
	world.clock.standAt('2026-03-03T06:30:00Z')
	const [digest, ...others] = await letters(tellDigests)
	expect(others).toEqual([])
	expect(digest?.subject).toBe('Ваше утро, 3 марта 2026 г.')
	expect(digest?.text).toContain('Поступила оплата 450,00 €.')
})

test('the administrator adds a rule and ends one; nonsense is refused with what was typed', async () => {
	const rule = { intent: 'add', trigger: 'payment_received', audience: 'role', role: 'finance', timing: 'at_once' }
	const added = await administrator.post('/staff/settings/alerts', { ...rule, least: '1,000.00' })
	expect(added.headers.get('location')).toBe('/staff/settings/alerts?done=added')
	const page = await administrator.read('/staff/settings/alerts?done=added')
	expect(page).toContain('The rule is added.')
	expect(page).toContain('Everybody: Finance')
	expect(page).toContain('€1,000.00')
	const [latest] = await world.sql<
		{ id: string }[]
	>`select id from alert_rule order by created_at desc, id desc limit 1`
	const ended = await administrator.post('/staff/settings/alerts', { intent: 'end', id: latest?.id ?? '' })
	expect(ended.headers.get('location')).toBe('/staff/settings/alerts?done=ended')
	expect((await administrator.post('/staff/settings/alerts', { ...rule, least: 'lots' })).status).toBe(422)
	for (const [wrong, field] of [
		[{ role: '' }, 'role'],
		[{ groupId: crypto.randomUUID() }, 'groupId'],
		[{ audience: 'group_channel', timing: 'digest' }, 'timing'],
		[{ least: '0' }, 'least'],
		[{ least: '-5' }, 'least'],
	] as const) {
		const refused = await administrator.post('/staff/settings/alerts', { ...rule, ...wrong })
		expect(refused.status).toBe(422)
		const text = await refused.text()
		expect(text, field).toMatch(new RegExp(`id="rule-${field}-error"`))
		expect(text).not.toContain('Please look at “')
	}
	const step = { ...rule, audience: 'owner', action: 'next_step', nextStep: 'Call them', withinDays: '2' }
	await administrator.post('/staff/settings/alerts', step)
	const listed = await administrator.read('/staff/settings/alerts')
	expect(listed).toContain('Writes down a next step for them: “Call them” within 2 days')
	for (const [wrong, field] of [
		[{ nextStep: '' }, 'nextStep'],
		[{ withinDays: '' }, 'withinDays'],
		[{ withinDays: 'soon' }, 'withinDays'],
		[{ audience: 'role' }, 'audience'],
		[{ audience: 'person' }, 'personId'],
		[{ audience: 'person', personId: crypto.randomUUID() }, 'personId'],
		[{ timing: 'urgent' }, 'timing'],
		[{ action: 'assign' }, 'audience'],
	] as const) {
		const refused = await administrator.post('/staff/settings/alerts', { ...step, ...wrong })
		expect([field, refused.status]).toEqual([field, 422])
		const text = await refused.text()
		expect(text, field).toMatch(new RegExp(`id="rule-${field}-error"`))
		expect(text).not.toContain('Please look at “')
	}
	expect((await owner.get('/staff/settings/alerts')).status).toBe(404)
	const north = expectOk(await act(world.books, system, addGroup, { name: 'North' }))
	const hours = {
		intent: 'hours',
		groupId: north.id,
		timeZone: 'Asia/Ho_Chi_Minh',
		quietFrom: '18:00',
		quietUntil: '08:30',
	}
	const wrong = await administrator.post('/staff/settings/alerts', { ...hours, timeZone: 'Mars/Olympus' })
	expect([wrong.status, (await wrong.text()).match(/value="18:00"/g)]).toEqual([422, ['value="18:00"']])
	await administrator.post('/staff/settings/alerts', hours)
	expect(await administrator.read('/staff/settings/alerts?done=hours')).toContain('18:00 – 08:30')
	await administrator.post('/staff/settings/alerts', { intent: 'usual_hours', groupId: north.id })
	expect(await administrator.read('/staff/settings/alerts')).not.toContain('18:00 – 08:30')
	expect((await owner.post('/staff/settings/alerts', rule)).status).toBe(404)
})

test('everybody chooses their own hours and language', async () => {
	const hours = {
		language: 'zh',
		timeZone: 'Asia/Shanghai',
		quietFrom: '21:30',
		quietUntil: '06:15',
		digestAt: '06:30',
	}
	const saved = await owner.post('/staff/my-alerts', { ...hours, digest: 'on' })
	expect(saved.headers.get('location')).toBe('/staff/my-alerts?saved')
	const page = await (await owner.get('/staff/my-alerts')).text()
	for (const value of ['21:30', '06:15', '06:30']) expect(page).toContain(`value="${value}"`)
	expect(page).toMatch(/<option value="zh" selected/)
	// The bot answers in it.
	const waits = await (await owner.post('/staff/chat', { ask: 'mrr' })).text()
	expect(waits).toContain('理解为')
	expect((await owner.post('/staff/my-alerts', { ...hours, language: 'de' })).status).toBe(422)
	expect((await owner.post('/staff/my-alerts', { ...hours, quietFrom: '25:00' })).status).toBe(422)
	expect((await owner.post('/staff/my-alerts', { ...hours, timeZone: 'Mars/Olympus' })).status).toBe(422)
})
