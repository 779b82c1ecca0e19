import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk } from '#core/act.ts'
import type { Mail, Post } from '#emails/post/mail.ts'
import { deliverMail } from '#portal/deliver/mail.ts'
import { press } from '#test/core/approval/office.ts'
import { crew, deliver, type Lot, pay, stateOf } from '#test/core/machine-request/lot.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let world: World
let portal: Portal
let people: Awaited<ReturnType<typeof crew>>
let lot: Lot
let collector: Visit
let storekeeper: Visit
let administrator: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-10', max: 20 })
	portal = await openPortal(world)
	people = await crew(world)
	lot = await deliver(world, 'SN-1')
	world.clock.standOn(Temporal.PlainDate.from('2026-02-20'))
	const enter = async (role: 'collector' | 'storekeeper' | 'administrator') =>
		await signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email)
	;[collector, storekeeper, administrator] = [
		await enter('collector'),
		await enter('storekeeper'),
		await enter('administrator'),
	]
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const asking = (kind: string) => `/staff/contracts/${lot.contractId}/machine-requests/new?kind=${kind}`
const seen = { 'without[0]': 'in_arrears', 'without[1]': 'locked_or_reminded', 'without[2]': 'no_open_promise' }
const idIn = (answer: Response) =>
	/machine-requests\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''

async function agree(id: string): Promise<void> {
	const [approval] = await world.sql<{ id: string }[]>`select id from approval_request where subject_id = ${id}`
	expectOk(await press(world, people.risk, approval?.id ?? '', 'approve'))
}

test('a collector sees what a lock is checked by and asks for it; whoever did it says so on a phone', async () => {
	const page = await collector.read(asking('lock'))
	for (const words of ['Overdue for long enough', '41 of 30 days', '€1,000.00', '41 days past due', 'SN-1'])
		expect(page).toContain(words)
	const answer = await collector.post(asking('lock'), { 'equipmentIds[0]': lot.equipmentId })
	expect(answer.status).toBe(302)
	const id = idIn(answer)
	expect(await collector.read(`/staff/machine-requests/${id}?did=asked`)).toContain('It is asked for')
	expect(await collector.read('/staff/machine-requests')).toContain('Waits for approval')
	const twice = await collector.post(asking('lock'), { 'equipmentIds[0]': lot.equipmentId, reason: 'Again' })
	expect(twice.status).toBe(422)
	expect(await twice.text()).toContain('is under way')
	await agree(id)
	const here = `/staff/machine-requests/${id}`
	expect(await storekeeper.read(here)).toContain('I locked it')
	// What is owed is not the storekeeper's to see.
	expect(await storekeeper.read(here)).not.toContain('Overdue for long enough')
	expect((await storekeeper.get(asking('lock'))).status).toBe(404)
	const done = await storekeeper.post(here, { intent: 'confirm', equipmentId: lot.equipmentId })
	expect(done.headers.get('location')).toBe(`${here}?did=confirmed`)
	expect(await stateOf(world, lot)).toBe('locked')
	expect(await collector.read('/staff/machine-requests?show=over')).toContain('Done')
	expect(await collector.read(`/staff/equipment/${lot.equipmentId}`)).toContain('Ask to unlock')
})

test('a repossession says what is missing at its fields, and its result brings the machine home', async () => {
	const empty = await collector.post(asking('repossession'), { 'equipmentIds[0]': lot.equipmentId, ...seen })
	expect(empty.status).toBe(422)
	const asked = await collector.post(asking('repossession'), {
		...{ 'equipmentIds[0]': lot.equipmentId, ...seen, reason: 'Nobody answers', place: 'Quarry 9' },
		assigneeId: people.collector.userId,
	})
	const here = `/staff/machine-requests/${idIn(asked)}`
	await agree(idIn(asked))
	const result = { intent: 'result', equipmentId: lot.equipmentId, outcome: 'taken', on: '2026-02-19', place: 'Yard' }
	const future = await storekeeper.post(here, { ...result, on: '2026-03-19' })
	expect(future.status).toBe(422)
	expect((await storekeeper.post(here, { ...result, outcome: 'sunk' })).status).toBe(422)
	expect((await storekeeper.post(here, { ...result, on: '2026-02-20', meterReading: '120.5' })).status).toBe(302)
	expect(await stateOf(world, lot)).toBe('repossessed')
	expect(await collector.read(here)).toContain('Taken: it is with us')
})

test('a settlement is offered only when nothing is missing', async () => {
	const before = await collector.read(asking('settlement'))
	expect(before).toContain('It cannot be settled yet')
	expect((await collector.post(asking('settlement'), { becomes: 'sold' })).status).toBe(422)
	await pay(world, lot, '2026-02-20')
	expect(await collector.read(asking('settlement'))).toContain('What becomes of the machines')
	const asked = await collector.post(asking('settlement'), { becomes: 'sold' })
	await agree(idIn(asked))
	expect(await collector.read(`/staff/machine-requests/${idIn(asked)}`)).toContain('ST-00001')
	expect(await stateOf(world, lot)).toBe('sold')
	const pdf = await collector.get(`/staff/machine-requests/${idIn(asked)}.pdf`)
	expect(pdf.headers.get('content-type')).toBe('application/pdf')
	expect((await storekeeper.get(`/staff/machine-requests/${idIn(asked)}.pdf`)).status).toBe(404)
	await theirs(await pdf.arrayBuffer())
})

/** What the customer has of it: a letter with the certificate and the last invoice, and the same file on their contract. */
async function theirs(certificate: ArrayBuffer): Promise<void> {
	const { books, sql } = world
	const sent: Mail[] = []
	const post: Post = {
		async send(mail) {
			sent.push(mail)
			return { id: mail.idempotencyKey, repeated: false }
		},
		async close() {},
	}
	const [queued] = await sql<{ key: string; payload: Record<string, unknown> }[]>`
		select key, payload from outbox where key like 'letter:settled:%'`
	if (!queued) throw new Error('No letter waits')
	await deliverMail({ books, post, publicUrl: portal.address }, queued)
	const [mail] = sent
	expect(mail?.attachments?.map(({ fileName }) => fileName)).toEqual([
		'ST-00001.pdf',
		expect.stringMatching(/^INV-.*pdf$/),
	])
	const customer = new Visit(portal.address)
	const link = /\/l\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? ''
	expect((await customer.post(link)).status).toBe(302)
	const page = `/contracts/${lot.contractId}`
	expect(await customer.read(page)).toContain('Certificate of settlement ST-00001')
	expect(await (await customer.get(`${page}/settlement.pdf`)).arrayBuffer()).toEqual(certificate)
	expect((await new Visit(portal.address).get(`${page}/settlement.pdf`)).status).not.toBe(200)
}

test('the administrator sets when a machine may be locked, and who locks it from afar', async () => {
	const rules = '/staff/settings/machine-requests'
	expect((await administrator.post(rules, { lockDays: '0', confirmHours: '4' })).status).toBe(422)
	expect((await administrator.post(rules, { lockDays: '14', confirmHours: '2' })).status).toBe(302)
	expect(await (await administrator.get(rules)).text()).toContain('value="14"')
	const far = '/staff/settings/telematics'
	const added = await administrator.post(far, {
		intent: 'add',
		name: 'FarSight',
		url: 'https://far.example',
		models: 'EX-210, EX-300',
	})
	const html = await added.text()
	expect(html.match(/whsec_[\w+/=]+/g)?.length).toBeGreaterThanOrEqual(2)
	expect(await administrator.read(far)).toContain('EX-210, EX-300')
	expect(await (await administrator.get(far)).text()).not.toContain('whsec_')
	const [provider] = await world.sql<{ id: string }[]>`select id from telematics_provider`
	expect((await administrator.post(far, { intent: 'remove', id: provider?.id ?? '' })).status).toBe(302)
	expect(await administrator.read(far)).toContain('No provider')
	expect((await collector.get(far)).status).toBe(404)
})
