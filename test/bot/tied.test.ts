import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { tellAlerts } from '#core/alert/tell.ts'
import { findTie } from '#core/chat/place.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { findFigures } from '#core/report/figure.ts'
import { askCredit, hire, rule, step } from '#test/core/approval/office.ts'
import { type Customer, invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Chats, openChats } from './chats.ts'
import { hireMember } from './desk.ts'

let world: World
let chats: Chats
let [north, south]: Customer[] = []
const groups = { North: '', South: '' }
const system = { kind: 'system', name: 'test' } as const

// A story of several deliveries, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	;[north, south] = [await welcome(world.books, 'Nordwind'), await welcome(world.books, 'Südstern')]
	for (const [name, customer] of [
		['North', north],
		['South', south],
	] as const) {
		const [group] = await world.sql<{ id: string }[]>`insert into staff_group (name) values (${name}) returning id`
		groups[name] = group?.id ?? ''
		await world.sql`update customer set group_id = ${groups[name]} where id = ${customer?.id ?? ''}`
	}
	if (north) await invoice(world.books, north, 10_000n, { days: 0 })
	if (south) await invoice(world.books, south, 77_700n, { days: 0 })
	world.clock.standOn('2026-03-10')
	chats = await openChats(world)
	for (const [role, account] of [
		['administrator', 'UADA'],
		['manager', 'UMAX'],
	] as const)
		await chats.link(await hireMember(world.books, role), 'slack', account)
	await world.sql`insert into alert_rule (trigger, audience, at_once, created_by, created_at) values ('invoice_overdue', 'group_channel', true, 'system:test', '2026-03-01')`
	expectOk(await act(world.books, system, raiseAlerts, undefined))
})
beforeEach(() => chats.slack.forget())
afterAll(async () => {
	expect(chats.slack.problems).toEqual([])
	await chats.close()
	await world.close()
})

const mention = async (text: string, channel: string, user = 'UADA') => {
	chats.slack.forget()
	await chats.event({ type: 'app_mention', channel, user, text: `<@UBOT> ${text}`, ts: '5.5', team: 'T1' })
	await chats.settle()
	return JSON.stringify(chats.slack.messages.map(({ text: said, blocks }) => [said, blocks]))
}
const tie = (place: string) => look(world.books, system, findTie, { channel: 'slack', place }).then(expectOk)

test('only an administrator ties a channel to a team, and a refusal leaves nothing behind', async () => {
	expect(await mention('hear alerts of North', 'CNORTH', 'UMAX')).toContain('That was not done')
	expect(await world.sql`select from chat_place`).toHaveLength(0)
	expect(await mention('hear alerts of Nowhere', 'CNORTH')).toContain('That was not done')
	expect(await mention('hear alerts of north', 'CNORTH')).toContain('Alerts of North are told here from now on')
	expect(await tie('CNORTH')).toEqual({ groupId: groups.North, groupName: 'North' })
	await mention('hear approvals', 'CNORTH', 'UMAX')
	const rows = await world.sql<{ group: string }[]>`select group_id as group from chat_place where place = 'CNORTH'`
	expect(rows.map(({ group }) => group)).toEqual([groups.North, groups.North])
})

test('alerts of a team go to its channel and to no other team’s', async () => {
	await mention('hear alerts of South', 'CSOUTH')
	chats.slack.forget()
	const happen = { kind: 'invoice.overdue', facts: {} } as const
	const { emit } = await import('#core/event.ts')
	const invoices = await world.sql<
		{ id: string; customerId: string }[]
	>`select id, customer_id as "customerId" from invoice`
	for (const { id, customerId } of invoices)
		expectOk(
			await act(
				world.books,
				system,
				(scope) => emit(scope, { ...happen, subject: { kind: 'invoice', id }, customerId }),
				undefined,
			),
		)
	expectOk(await act(world.books, system, raiseAlerts, undefined))
	expectOk(await act(world.books, system, tellAlerts, undefined))
	await chats.settle()
	const told = (channel: string) =>
		chats.slack.messages
			.filter((one) => one.channel === channel)
			.map(({ text }) => text)
			.join()
	expect(told('CNORTH')).toContain('Nordwind')
	expect(told('CNORTH')).not.toContain('Südstern')
	expect(told('CSOUTH')).toContain('Südstern')
	expect(told('CSOUTH')).not.toContain('Nordwind')
})

test('what is asked in the channel is answered of the team alone, and says so; elsewhere of everything', async () => {
	const here = await mention('what is overdue?', 'CNORTH')
	expect(here).toContain('€100.00')
	expect(here).toContain('tied to North')
	expect(here).not.toContain('777')
	expect(await mention('overdue by customer', 'CNORTH')).not.toContain('777')
	expect(await mention('find Südstern', 'CNORTH')).not.toMatch(/777|Recurring/)
	expect(await mention('overdue of team South', 'CNORTH')).toContain('That was not done')
	const all = await mention('what is overdue?', 'C1')
	expect(all).toContain('€877.00')
	expect(all).not.toContain('tied to')
})

test('no figure is more than the asker may see, nor more than the team has', async () => {
	const question = { measures: ['overdue' as const], period: { from: '2026-03-01', to: '2026-03-11' } }
	const within = { kind: 'staff', userId: crypto.randomUUID(), role: 'manager', within: groups.North } as const
	const [figure] = expectOk(await look(world.books, within, findFigures, question))
	expect(figure?.totals.map(({ value }) => value)).toEqual([10_000n])
	const keeper = { ...within, role: 'storekeeper' } as const
	expect(await look(world.books, keeper, findFigures, question)).toMatchObject({ ok: false })
})

test('a request with figures that are hidden from somebody of the team brings no card to its channel', async () => {
	const { books, sql } = world
	const [fin, lena] = [await hire(books, 'fin', 'finance'), await hire(books, 'lena', 'salesperson')]
	await hire(books, 'kim', 'finance')
	await sql`insert into staff_group_member (group_id, user_id) values (${groups.North}, ${lena.userId})`
	await rule(world, 'credit_note', [step()])
	const cards = async (minor: bigint) => {
		if (!north) throw new Error('no customer')
		await askCredit(world, fin, (await invoice(books, north, minor)).id)
		await chats.settle()
		return chats.slack.messages.filter(({ channel, text }) => channel === 'CNORTH' && text.includes('Credit note'))
	}
	expect(await cards(5000_00n)).toHaveLength(1)
	const rights = [{ field: 'unitPrice', state: null, access: 'hidden' as const }]
	expectOk(await act(books, system, saveFieldRights, { card: 'line', role: 'salesperson', rights }))
	delete books.company
	chats.slack.forget()
	expect(await cards(6000_00n)).toHaveLength(0)
})
