import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { type Effect, openEffect } from '#core/outbox/queue.ts'
import { setPartnerPage } from '#core/partner-application/page.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
}, 300_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const clerk = { kind: 'system', name: 'clerk' } as const
const whole = (more: Record<string, string> = {}) => ({
	...{
		companyName: 'Bau & Werk',
		contactName: 'Ida Berg',
		email: `${randomUUID().slice(0, 8)}@bau.example`,
		country: 'DE',
	},
	...{ taxNumber: 'DE123456788', wish: 'Sell your software to builders.', key: randomUUID(), ...more },
})

test.each([
	['ru', 'Стать партнёром'],
	['zh', '成为合作伙伴'],
	['vi', 'Trở thành đối tác'],
	['en', 'Become a partner'],
])('speaks the language of the browser: %s', async (language, title) => {
	const answer = await new Visit(portal.address).get('/partner-application', { 'accept-language': language })
	expect(answer.status).toBe(200)
	expect(await answer.text()).toContain(title)
})

test('what is wrong is said, what was typed stays, and nothing is kept of it', async () => {
	const visit = new Visit(portal.address)
	const answer = await visit.post('/partner-application', whole({ taxNumber: 'DE123456789', companyName: 'Keep me' }))
	expect(answer.status).toBe(422)
	const page = await answer.text()
	expect(page).toContain('Keep me')
	expect(page).toContain('DE123456788')
	expect(page).toMatch(/<input(?=[^>]*name="taxNumber")(?=[^>]*aria-invalid="true")/)
	expect((await visit.post('/partner-application', whole({ email: 'ida@' }))).status).toBe(422)
	expect(await world.sql`select from partner_application`).toHaveLength(0)
})

test('from the page by the letter to the console: looked at, its paper read, by those alone who may', async () => {
	const visit = new Visit(portal.address)
	const form = new FormData()
	for (const [name, value] of Object.entries(whole())) form.append(name, value)
	form.append('files', new Blob(['Who we are'], { type: 'text/plain' }), 'Profile.txt')
	expect((await visit.postForm('/partner-application', form)).headers.get('location')).toBe('/partner-application?sent')
	const [letter] = await world.sql<Effect[]>`
		select kind, key, payload from outbox where payload->>'letter' = 'application-confirm'`
	const { payload } = openEffect(world.books, letter as Effect)
	const path = `/partner-application/${(payload as { secrets: { token: string } }).secrets.token}`
	expect(await visit.read(path)).toContain('Bau & Werk')
	expect(await world.sql`select state from partner_application`).toEqual([{ state: 'unconfirmed' }])
	expect((await visit.post(path)).status).toBe(302)
	expect(await visit.read(path)).toContain('with us')
	const manager = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'manager')).email)
	const [row] = await world.sql<{ id: string; fileId: string }[]>`
		select application.id, file.id as "fileId" from partner_application as application
			join partner_application_file as file on application_id = application.id`
	expect(await manager.read(`/staff/partner-applications/${row?.id}`)).toContain('Sell your software')
	expect(await (await manager.get(`/staff/partner-applications/files/${row?.fileId}`)).text()).toBe('Who we are')
	const collector = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'collector')).email)
	expect((await collector.get(`/staff/partner-applications/files/${row?.fileId}`)).status).toBe(404)
	expect((await new Visit(portal.address).get(`/partner-application/${'x'.repeat(43)}`)).status).toBe(404)
})

test('a program that fills in what people do not see is thanked, and nothing is kept', async () => {
	const before = await world.sql`select from partner_application`
	const answer = await new Visit(portal.address).post('/partner-application', whole({ subject: 'Buy links' }))
	expect(answer.headers.get('location')).toBe('/partner-application?sent')
	expect(await world.sql`select from partner_application`).toHaveLength(before.length)
})

test('a closed page says so and takes nothing', async () => {
	expectOk(await act(world.books, clerk, setPartnerPage, { open: false }))
	const visit = new Visit(portal.address)
	expect(await visit.read('/partner-application')).toContain('No new partners')
	expect((await visit.post('/partner-application', whole())).status).toBe(422)
	expectOk(await act(world.books, clerk, setPartnerPage, { open: true }))
})

test('nobody floods it from one network', async () => {
	const visit = new Visit(portal.address)
	const answers: number[] = []
	for (let sent = 0; sent < 12; sent++)
		answers.push((await visit.post('/partner-application', whole({ subject: 'x' }))).status)
	expect(answers.at(-1)).toBe(429)
})
