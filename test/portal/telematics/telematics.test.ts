// Longer than 300 lines: every test speaks to the same provider, played over HTTP in both directions.
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { findAlerts } from '#core/alert/find.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import type { Language } from '#core/company/read.ts'
import { processMessage } from '#core/inbox/process.ts'
import { confirmByHand, sendAgain } from '#core/machine-request/confirm.ts'
import { deliverEffects } from '#core/outbox/deliver.ts'
import { undoReceipts } from '#core/payment/record.ts'
import { addTelematicsProvider, listTelematicsProviders, removeTelematicsProvider } from '#core/telematics/provider.ts'
import { tellLateCommands } from '#core/telematics/tell-late.ts'
import { alertSentence, toldAlert } from '#emails/kit/alert.ts'
import { tellable } from '#portal/deliver/alert-letters.ts'
import { callWebhook } from '#portal/deliver/webhook.ts'
import { openLog } from '#portal/log.ts'
import { handleAnswer } from '#portal/telematics/answer.ts'
import { receiveTelematics } from '#portal/telematics/receive.ts'
import { sendCommand } from '#portal/telematics/send.ts'
import { press } from '#test/core/approval/office.ts'
import { codeOf } from '#test/core/delivery/gate.ts'
import { ask, crew, deliver, found, type Lot, pay, stateOf } from '#test/core/machine-request/lot.ts'
import { finance, system } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

type Heard = { headers: Record<string, string>; body: string }

let world: World
let people: Awaited<ReturnType<typeof crew>>
let provider: { id: string; commandSecret: string; answerSecret: string }
let far: Server
let near: Server
let heard: Heard[] = []
/** What the provider answers, one after the other; then 202. */
let answers: number[] = []
const seconds = 1_800_000_000

const log = openLog('silent')
/** What the collector is told of a request, in the languages that staff read. */
async function toldOf(requestId: string): Promise<Record<Language, string>[]> {
	const { books, sql } = world
	const rows = await sql<{ id: string; userId: string }[]>`
		select alert.id, user_id as "userId" from alert join event on event.id = event_id join staff_user on staff_user.id = user_id
		where event.subject_id = ${requestId} and staff_user.name = 'cora' order by event.id`
	const userId = rows[0]?.userId ?? ''
	const told = async (language: Language) => {
		const found = await look(books, system, findAlerts, { ids: rows.map(({ id }) => id), language, userId })
		return expectOk(found).map((alert) => alertSentence(language, toldAlert.parse(tellable(alert))))
	}
	const [en, ru, zh, vi] = [await told('en'), await told('ru'), await told('zh'), await told('vi')]
	return rows.map((_, at) => ({ en: en[at] ?? '', ru: ru[at] ?? '', zh: zh[at] ?? '', vi: vi[at] ?? '' }))
}

const administrator: Actor = { kind: 'staff', userId: '01900000-0000-7000-8000-000000000001', role: 'administrator' }
const day = (on: string) => world.clock.standOn(Temporal.PlainDate.from(on))
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const listen = (server: Server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-10' })
	people = await crew(world)
	far = createServer((request, response) => {
		let body = ''
		request.on('data', (part) => {
			body += part
		})
		request.on('end', () => {
			heard.push({ headers: request.headers as Record<string, string>, body })
			const status = answers.shift() ?? 202
			if (status === 0) request.socket.destroy()
			else response.writeHead(status).end()
		})
	})
	const take = receiveTelematics({ books: world.books, log, seconds: () => seconds })
	near = createServer(take)
	await Promise.all([listen(far), listen(near)])
	const given = { name: 'FarSight', url: `${addressOf(far)}/commands`, models: ['ex-210'], plain: true }
	provider = expectOk(await act(world.books, administrator, addTelematicsProvider, given))
}, 120_000)
afterAll(async () => {
	far.close()
	near.close()
	await world.close()
})

/** Lets commands leave, whatever they have to wait for. */
async function leave(): Promise<void> {
	const { books, sql } = world
	await sql`update outbox set leased_until = null where kind = 'telematics' and delivered_at is null`
	const due = await sql<{ id: string }[]>`
		select id from outbox where kind = 'telematics' and delivered_at is null and gave_up_at is null order by id`
	const call = callWebhook({ plain: true })
	await deliverEffects(
		books,
		due.map(({ id }) => id),
		async ({ payload }) => await sendCommand(books, String(payload.commandId), call),
	)
}

/** A locking that somebody has agreed to. */
async function locking(serialNumber: string, on: string): Promise<{ lot: Lot; id: string; command: string }> {
	day(on)
	heard = []
	const lot = await deliver(world, serialNumber)
	const asked = await ask(world, people.collector, lot, { kind: 'lock', reason: 'Stolen' })
	expectOk(await press(world, people.risk, asked.approvalId, 'approve'))
	const { machines } = await found(world, asked.id)
	return { lot, id: asked.id, command: machines[0]?.id ?? '' }
}

type Said = { id?: string; at?: number; secret?: string; to?: string; body: object | string }

/** The provider speaks to us. */
async function say({
	id = crypto.randomUUID(),
	at = seconds,
	secret = provider.answerSecret,
	to = provider.id,
	body,
}: Said) {
	const text = typeof body === 'string' ? body : JSON.stringify(body)
	const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
	const signature = createHmac('sha256', key).update(`${id}.${at}.${text}`).digest('base64')
	const answer = await fetch(`${addressOf(near)}/${to}`, {
		method: 'POST',
		headers: { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,bm8= v1,${signature}` },
		body: text,
	})
	return answer.status
}

/** A worker does what was stored. */
async function work(): Promise<number> {
	const waiting = await world.sql<{ provider: string; id: string }[]>`
		select provider, message_id as id from inbox where processed_at is null order by received_at`
	for (const one of waiting)
		await processMessage(world.books, one, async (message) => await handleAnswer({ books: world.books, log }, message))
	return waiting.length
}

test('a command leaves signed, is tried again under its name, and the machine is locked when its provider says so', async () => {
	const { lot, id, command } = await locking('T-1', '2026-01-10')
	answers = [500, 0]
	for (let attempt = 0; attempt < 4; attempt++) await leave()
	expect(heard.length).toBe(3)
	for (const { headers, body } of heard) {
		expect(headers['webhook-id']).toBe(command)
		const key = Buffer.from(provider.commandSecret.slice(6), 'base64')
		const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
		expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
		expect(JSON.parse(body)).toMatchObject({ id: command, command: 'lock', serialNumber: 'T-1', model: 'EX-210' })
	}
	expect(await found(world, id)).toMatchObject({ state: 'sent', machines: [{ state: 'sent', provider: 'FarSight' }] })
	expect(await stateOf(world, lot)).toBe('delivered')
	const body = { command, serialNumber: 't-1', result: 'done' }
	expect(await say({ id: 'answer-1', body })).toBe(200)
	expect(await say({ id: 'answer-1', body })).toBe(200)
	expect(await work()).toBe(1)
	expect(await stateOf(world, lot)).toBe('locked')
	expect(await found(world, id)).toMatchObject({ state: 'confirmed', machines: [{ state: 'confirmed' }] })
	// Said once more in another message it changes nothing.
	expect(await say({ body })).toBe(200)
	expect(await say({ body: { ...body, result: 'failed' } })).toBe(200)
	expect(await work()).toBe(2)
	expect(await world.sql`select count(*)::int as moves from equipment_move where action = 'lock'`).toEqual([
		{ moves: 1 },
	])
	expect(await found(world, id)).toMatchObject({ state: 'confirmed' })
})

test('what is forged, stale, from the future, of another provider or no answer is refused and not stored', async () => {
	const { lot, id, command } = await locking('T-2', '2026-02-10')
	await leave()
	const body = { command, serialNumber: 'T-2', result: 'done' }
	const other = expectOk(
		await act(world.books, administrator, addTelematicsProvider, {
			name: 'Other',
			url: addressOf(far),
			models: [],
			plain: true,
		}),
	)
	const refused: Said[] = [
		{ body, secret: 'whsec_bm90IHRoZSBzZWNyZXQ=' },
		// What we sign with is not what they sign with: our own messages do not come back as theirs.
		{ body, secret: provider.commandSecret },
		{ body, secret: other.answerSecret },
		{ body, to: '01900000-0000-7000-8000-000000000009' },
		{ body, to: 'x' },
		{ body, at: seconds - 301 },
		{ body, at: seconds + 301 },
		{ body: 'not json' },
		{ body: { ...body, result: 'perhaps' } },
	]
	for (const one of refused) expect(await say(one)).toBe(400)
	expect((await fetch(`${addressOf(near)}/${provider.id}`)).status).toBe(405)
	expect(
		(await fetch(`${addressOf(near)}/${provider.id}`, { method: 'POST', body: JSON.stringify(body) })).status,
	).toBe(400)
	expect(await work()).toBe(0)
	// Genuine, but of a command of somebody else's, or of another machine.
	expect(await say({ body, secret: other.answerSecret, to: other.id })).toBe(200)
	expect(await say({ body: { ...body, serialNumber: 'T-1' } })).toBe(200)
	expect(await work()).toBe(2)
	expect(await stateOf(world, lot)).toBe('delivered')
	expect(await found(world, id)).toMatchObject({ state: 'sent' })
	expectOk(await act(world.books, administrator, removeTelematicsProvider, { id: other.id }))
})

test('a failure is told to whoever asked, who sends it again or says that it was done by hand', async () => {
	const { books, sql } = world
	const { lot, id, command } = await locking('T-3', '2026-03-10')
	expectOk(await act(books, system, raiseAlerts, undefined))
	await leave()
	await say({ body: { command, serialNumber: 'T-3', result: 'failed', reason: 'No signal' } })
	await work()
	expect(await found(world, id)).toMatchObject({ state: 'failed', machines: [{ state: 'failed', note: 'No signal' }] })
	answers = [404]
	expectOk(await act(books, people.collector, sendAgain, { id }))
	expect(codeOf((await ask(world, people.collector, lot, { kind: 'lock', reason: 'x' })).outcome)).toBe(
		'machine_request.open',
	)
	heard = []
	await leave()
	expect(heard.map(({ headers }) => headers['webhook-id'])).toEqual([command])
	expect(await found(world, id)).toMatchObject({
		state: 'failed',
		machines: [{ note: 'It answered 404' }],
	})
	expectOk(await act(books, system, raiseAlerts, undefined))
	expect(
		await sql`select staff_user.name, facts ->> 'text' as text from alert join event on event.id = event_id
			join staff_user on staff_user.id = alert.user_id where event.kind = 'machine_request.failed' order by event.id`,
	).toEqual([
		{ name: 'cora', text: 'T-3: No signal' },
		{ name: 'cora', text: 'T-3' },
	])
	expect((await toldOf(id)).map(({ vi }) => vi)).toEqual([
		'Yêu cầu về máy chưa thực hiện được: T-3: No signal.',
		'Yêu cầu về máy chưa thực hiện được: T-3. Không liên lạc được với nhà cung cấp.',
	])
	expectOk(await act(books, people.store, confirmByHand, { id, equipmentId: lot.equipmentId }))
	expect(await found(world, id)).toMatchObject({ state: 'done', machines: [{ settledBy: 'stan' }] })
	expect(await stateOf(world, lot)).toBe('locked')
})

test('without an answer in time whoever asked is told once, and a late answer still counts', async () => {
	const { books, clock } = world
	const { lot, id, command } = await locking('T-4', '2026-04-10')
	await leave()
	expect(expectOk(await act(books, system, tellLateCommands, undefined)).late).toBe(1)
	clock.standOn(Temporal.PlainDate.from('2026-04-11'))
	expect(expectOk(await act(books, system, tellLateCommands, undefined)).late).toBe(1)
	expect(expectOk(await act(books, system, tellLateCommands, undefined)).late).toBe(0)
	expect(await found(world, id)).toMatchObject({ isLate: true })
	await say({ body: { command, serialNumber: 'T-4', result: 'done' } })
	await work()
	expect(await stateOf(world, lot)).toBe('locked')
	expect(await found(world, id)).toMatchObject({ state: 'confirmed', isLate: false })
})

test('a command is not sent again once what it was agreed to for is no more', async () => {
	const { books } = world
	day('2026-05-10')
	const lot = await deliver(world, 'T-5')
	day('2026-06-20')
	const { id, approvalId } = await ask(world, people.collector, lot, { kind: 'lock' })
	expectOk(await press(world, people.risk, approvalId, 'approve'))
	answers = [404]
	await leave()
	expect(await found(world, id)).toMatchObject({ state: 'failed' })
	await pay(world, lot, '2026-06-20')
	heard = []
	expect(codeOf(await act(books, people.collector, sendAgain, { id }))).toBe('machine_request.missing_since')
	await leave()
	expect(heard).toEqual([])
	expect(await found(world, id)).toMatchObject({ state: 'failed' })
})

test('a command that waits while the money comes does not leave, and an unlock not once the money is taken back', async () => {
	const { books, sql } = world
	expectOk(await act(books, system, raiseAlerts, undefined))
	day('2026-07-10')
	const lot = await deliver(world, 'T-6')
	day('2026-08-20')
	const lock = await ask(world, people.collector, lot, { kind: 'lock' })
	expectOk(await press(world, people.risk, lock.approvalId, 'approve'))
	answers = [500]
	heard = []
	await leave()
	expect(heard.length).toBe(1)
	await pay(world, lot, '2026-08-20')
	await leave()
	expect(heard.length).toBe(1)
	expect(await found(world, lock.id)).toMatchObject({ state: 'withdrawn', machines: [{ state: 'withdrawn' }] })
	expect(await sql`select kind from event where subject_id = ${lock.id} order by id desc limit 1`).toEqual([
		{ kind: 'machine_request.withdrawn' },
	])
	expectOk(await act(books, system, raiseAlerts, undefined))
	expect(await toldOf(lock.id)).toEqual([
		{
			en: 'A request about machines was withdrawn: T-6. A condition is no longer met.',
			ru: 'Запрос по технике отозван: T-6. Одно из условий больше не выполняется.',
			zh: '设备请求已撤回：T-6。有条件不再满足。',
			vi: 'Yêu cầu về máy đã được rút lại: T-6. Có điều kiện không còn được đáp ứng.',
		},
	])
	const { machines } = await found(world, lock.id)
	const command = machines[0]?.id ?? ''
	await say({ body: { command, serialNumber: 'T-6', result: 'failed' } })
	await work()
	expect(await found(world, lock.id)).toMatchObject({ state: 'withdrawn' })
	// The first try had arrived after all: what the machine is counts.
	await say({ body: { command, serialNumber: 'T-6', result: 'done' } })
	await work()
	expect(await found(world, lock.id)).toMatchObject({ state: 'confirmed' })
	expect(await stateOf(world, lot)).toBe('locked')
	const unlock = await ask(world, people.collector, lot, { kind: 'unlock' })
	expect(unlock.outcome).toMatchObject({ value: { asked: 'done' } })
	const receipts = await sql<{ id: string }[]>`select id from payment where customer_id = ${lot.customerId} order by id`
	expectOk(
		await act(
			books,
			finance,
			async (scope) =>
				await undoReceipts(
					scope,
					receipts.map(({ id }) => id),
				),
			undefined,
		),
	)
	await leave()
	expect(heard.length).toBe(1)
	expect(await found(world, unlock.id)).toMatchObject({ state: 'withdrawn' })
	await pay(world, lot, '2026-08-20')
	const again = await ask(world, people.collector, lot, { kind: 'unlock' })
	await leave()
	expect(await found(world, again.id)).toMatchObject({ state: 'sent' })
})

test('a lock asked early with a reason is not sent either once all that was overdue is paid', async () => {
	day('2026-09-10')
	const lot = await deliver(world, 'T-7')
	day('2026-09-20')
	const lock = await ask(world, people.collector, lot, { kind: 'lock', reason: 'Moves abroad' })
	expectOk(await press(world, people.risk, lock.approvalId, 'approve'))
	await pay(world, lot, '2026-09-20')
	heard = []
	await leave()
	expect(heard).toEqual([])
	expect(await found(world, lock.id)).toMatchObject({ state: 'withdrawn' })
})

test('a provider is sealed, one to a model, and not called on a machine beside us', async () => {
	const { books, sql } = world
	const add = async (more: object) =>
		codeOf(
			await act(books, administrator, addTelematicsProvider, {
				name: 'B',
				url: 'https://b.example',
				models: [],
				plain: false,
				...more,
			}),
		)
	expect(await add({ models: ['EX-210'] })).toBe('telematics.model_taken')
	const others = expectOk(
		await act(books, administrator, addTelematicsProvider, {
			...{ name: 'Trak', url: 'https://trak.example', models: [], plain: false },
		}),
	)
	expect(await add({ models: [] })).toBe('telematics.others_taken')
	expectOk(await act(books, administrator, removeTelematicsProvider, { id: others.id }))
	for (const url of ['http://b.example', 'https:b.example', 'HTTPS://b.example'])
		expect(await add({ url })).toBe('webhook.address')
	expect(await add({ name: ' ' })).toBe('input.invalid')
	expect(JSON.stringify(await sql`select * from telematics_provider`)).not.toContain(provider.answerSecret)
	const listed = expectOk(await look(books, administrator, listTelematicsProviders, undefined))
	expect(listed).toMatchObject([{ name: 'FarSight', models: ['ex-210'] }])
	expect(codeOf(await act(books, people.risk, removeTelematicsProvider, { id: provider.id }))).toBe('not_permitted')
})
