import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { findDigest } from '#core/alert/digest.ts'
import { type Alert, findAlerts } from '#core/alert/find.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { emit } from '#core/event.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { addGroup } from '#core/staff/add-group.ts'
import { addUser } from '#core/staff/add-user.ts'
import { alertSentence, toldAlert } from '#emails/kit/alert.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

const administrator: Actor = { kind: 'staff', userId: '01900000-0000-7000-8000-00000000000a', role: 'administrator' }
let world: World
let lena: string
let olga: string
let north: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	north = expectOk(await act(books, system, addGroup, { name: 'North' })).id
	const hire = async (name: string, role: 'salesperson' | 'finance') =>
		expectOk(await act(books, system, addUser, { name, email: `${name}@halden.example`, role })).id
	;[lena, olga] = [await hire('Lena', 'salesperson'), await hire('Olga', 'finance')]
	await sql`insert into staff_group_member (group_id, user_id) values (${north}, ${lena})`
	const customer = await welcome(books)
	await sql`update customer set owner_id = ${lena}, group_id = ${north} where id = ${customer.id}`
	await invoice(books, customer, 500_00n)
	await sql`
		insert into alert_rule (trigger, audience, at_once, created_by, created_at)
		select trigger, 'owner', true, 'system:test', now() from unnest(array['payment_received', 'contract_cancelled']) as trigger
		where not exists (select from alert_rule as rule where rule.trigger = trigger and rule.audience = 'owner' and ended_at is null)`
	expectOk(await act(books, system, raiseAlerts, undefined))
	world.clock.standAt(Temporal.Instant.from('2026-05-02T12:00:00Z'))
	const subject = { kind: 'customer', id: customer.id }
	await happen({ kind: 'payment.succeeded', subject, facts: { amountMinor: '12000', currency: 'EUR' } })
	await happen({ kind: 'contract.cancelled', subject, facts: { text: 'REASON-CANARY' } })
	expectOk(await act(books, system, raiseAlerts, undefined))
	async function happen(one: Omit<Parameters<typeof emit>[1], 'customerId'>) {
		expectOk(
			await act(books, system, async (scope) => await emit(scope, { ...one, customerId: customer.id }), undefined),
		)
	}
})
afterAll(() => world.close())

const told = async (reader: { userId: string } | { groupId: string }) => {
	const ids = (await world.sql<{ id: string }[]>`select id from alert where user_id = ${lena}`).map(({ id }) => id)
	return expectOk(await look(world.books, system, findAlerts, { ids, language: 'en', ...reader }))
}
const hide = async (card: 'line' | 'contract', field: string) => {
	const rights = [{ field, state: null, access: 'hidden' as const }]
	expectOk(await act(world.books, administrator, saveFieldRights, { card, role: 'salesperson', rights }))
	delete world.books.company
}

test('nobody is told of what is hidden from them, nor a group of what is hidden from one in it', async () => {
	const { books } = world
	expect(await told({ userId: lena })).toMatchObject([
		{ trigger: 'payment_received' },
		{ trigger: 'contract_cancelled', reason: 'REASON-CANARY' },
	])
	expect(expectOk(await look(books, system, findDigest, { userId: lena })).overdue).toHaveLength(1)
	await hide('contract', 'reason')
	await hide('line', 'unitPrice')
	for (const reader of [{ userId: lena }, { groupId: north }]) {
		const found = await told(reader)
		expect(found).toMatchObject([{ trigger: 'contract_cancelled', reason: '' }])
		const [{ customer, contract: _, invoiceNumber: __, ...alert } = found[0] as Alert] = found
		expect(alertSentence('en', toldAlert.parse({ ...alert, customerName: customer.name }))).not.toMatch(/[Rr]eason/)
	}
	expect(await told({ userId: olga })).toHaveLength(2)
	const digest = expectOk(await look(books, system, findDigest, { userId: lena }))
	expect([digest.overdue, digest.received]).toEqual([[], []])
})
