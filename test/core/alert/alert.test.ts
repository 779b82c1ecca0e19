// Over 300 lines: one cast hears of everything, at every hour.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { setAttention } from '#core/alert/attention.ts'
import { findAlerts } from '#core/alert/find.ts'
import { listGroupAttention, setGroupAttention } from '#core/alert/group-attention.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { type AddAlertRule, addAlertRule, endAlertRule, listAlertRules } from '#core/alert/rule.ts'
import { tellAlerts, tellDigests } from '#core/alert/tell.ts'
import { emit, type Happening } from '#core/event.ts'
import { addGroup } from '#core/staff/add-group.ts'
import { addUser } from '#core/staff/add-user.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

const administrator = { kind: 'staff', userId: '01900000-0000-7000-8000-00000000000a', role: 'administrator' } as const

/** A customer looked after by Lena, in group North, with Olga and Uwe in finance; the rules are the given ones alone. */
async function open(...rules: Partial<AddAlertRule>[]) {
	const world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	const north = expectOk(await act(books, system, addGroup, { name: 'North' }))
	const hire = async (name: string, role: 'salesperson' | 'finance') =>
		expectOk(await act(books, system, addUser, { name, email: `${name}@halden.example`, role })).id
	const [lena, olga, uwe] = [
		await hire('Lena', 'salesperson'),
		await hire('Olga', 'finance'),
		await hire('Uwe', 'finance'),
	]
	const customer = await welcome(books)
	await sql`update customer set owner_id = ${lena}, group_id = ${north.id} where id = ${customer.id}`
	for (const { id } of expectOk(await look(books, administrator, listAlertRules, undefined)))
		expectOk(await act(books, administrator, endAlertRule, { id }))
	const plain = { role: null, groupId: null, leastMinor: null, currency: null, atOnce: true } as const
	for (const rule of rules)
		expectOk(
			await act(books, administrator, addAlertRule, {
				...plain,
				trigger: 'payment_received',
				audience: 'owner',
				...rule,
			}),
		)
	const happen = async (kind: Happening['kind'], facts: Record<string, unknown> = {}) =>
		expectOk(
			await act(
				books,
				system,
				async (scope) => {
					await emit(scope, { kind, subject: { kind: 'payment', id: customer.id }, customerId: customer.id, facts })
				},
				undefined,
			),
		)
	await lookFirst(world)
	return { world, happen, customer, north, lena, olga, uwe, [Symbol.asyncDispose]: () => world.close() }
}

const lookFirst = ({ books }: World) => act(books, system, raiseAlerts, undefined)
const raise = async ({ books }: World) => expectOk(await act(books, system, raiseAlerts, undefined))
const tell = async ({ books }: World) => expectOk(await act(books, system, tellAlerts, undefined))
const digests = async ({ books }: World) => expectOk(await act(books, system, tellDigests, undefined))
const queued = async ({ sql }: World) =>
	await sql<{ payload: { userId?: string; groupId?: string; total: number; alertIds: string[] } }[]>`
		select payload from outbox where kind = 'alert' order by id`

const at = (world: World, moment: string) => world.clock.standAt(Temporal.Instant.from(moment))
const money = { amountMinor: '12000', currency: 'EUR' }

test('what happened before the first look is told to nobody, what happens after it once, however many look', async () => {
	await using opened = await open({ audience: 'owner' })
	const { world, happen, lena } = opened
	at(world, '2026-03-02T12:00:00Z')
	await happen('payment.succeeded', money)
	const raised = await Promise.all([1, 2, 3, 4].map(() => raise(world)))
	expect(raised.reduce((sum, one) => sum + one)).toBe(1)
	const told = await Promise.all([1, 2, 3, 4].map(() => tell(world)))
	expect(told.reduce((sum, one) => sum + one)).toBe(1)
	expect((await queued(world)).map(({ payload }) => [payload.userId, payload.total])).toEqual([[lena, 1]])
})

test('an amount, a currency and a group narrow a rule', async () => {
	await using opened = await open({ leastMinor: 10_000n, currency: 'EUR' })
	const { world, happen } = opened
	await happen('payment.succeeded', { amountMinor: '9999', currency: 'EUR' })
	await happen('payment.succeeded', { amountMinor: '99999', currency: 'USD' })
	expect(await raise(world)).toBe(0)
	await happen('payment.succeeded', { amountMinor: '10000', currency: 'EUR' })
	expect(await raise(world)).toBe(1)
	const south = expectOk(await act(world.books, system, addGroup, { name: 'South' }))
	const [rule] = expectOk(await look(world.books, administrator, listAlertRules, undefined))
	expectOk(await act(world.books, administrator, endAlertRule, { id: rule?.id ?? '' }))
	const only = { trigger: 'payment_received', audience: 'owner', role: null, leastMinor: null, currency: null } as const
	expectOk(await act(world.books, administrator, addAlertRule, { ...only, groupId: south.id, atOnce: true }))
	await happen('payment.succeeded', money)
	expect(await raise(world)).toBe(0)
})

test('a person whom two rules reach is told once, and at once when one of them says so', async () => {
	await using opened = await open(
		{ audience: 'owner', atOnce: false },
		{ audience: 'role', role: 'salesperson', atOnce: true },
		{ audience: 'role', role: 'finance' },
		{ audience: 'group_channel' },
	)
	const { world, happen, lena, olga, uwe, north } = opened
	at(world, '2026-03-02T12:00:00Z')
	await happen('payment.succeeded', money)
	expect(await raise(world)).toBe(4)
	expect(await tell(world)).toBe(4)
	const readers = (await queued(world)).map(({ payload }) => payload.userId ?? payload.groupId)
	expect(new Set(readers)).toEqual(new Set([lena, olga, uwe, north.id]))
})

test('who has left is told nothing', async () => {
	await using opened = await open({ audience: 'role', role: 'finance' })
	const { world, happen, olga } = opened
	await world.sql`update staff_user set left_at = '2026-03-01' where id = ${olga}`
	await happen('payment.succeeded', money)
	expect(await raise(world)).toBe(1)
})

test('in quiet hours nothing is sent; in the morning all of it comes together', async () => {
	await using opened = await open({ audience: 'owner' })
	const { world, happen, lena } = opened
	// 22:00 in Berlin.
	at(world, '2026-03-02T21:00:00Z')
	for (let count = 0; count < 15; count++) await happen('payment.succeeded', money)
	expect(await raise(world)).toBe(15)
	expect(await tell(world)).toBe(0)
	at(world, '2026-03-03T05:59:00Z')
	expect(await tell(world)).toBe(0)
	at(world, '2026-03-03T06:00:00Z')
	expect(await tell(world)).toBe(15)
	const [only, ...others] = await queued(world)
	expect(others).toEqual([])
	expect([only?.payload.userId, only?.payload.total, only?.payload.alertIds.length]).toEqual([lena, 15, 12])
})

test('everybody’s hours are those of their own time zone', async () => {
	await using opened = await open({ audience: 'owner' })
	const { world, happen, lena } = opened
	const hours = { quietFrom: '20:00', quietUntil: '07:00', digest: true, digestAt: '07:30' }
	const self = { kind: 'staff', userId: lena, role: 'salesperson' } as const
	expectOk(await act(world.books, self, setAttention, { timeZone: 'Asia/Ho_Chi_Minh', ...hours }))
	// 16:00 in Berlin, 22:00 in Ho Chi Minh City.
	at(world, '2026-03-02T15:00:00Z')
	await happen('payment.succeeded', money)
	await raise(world)
	expect(await tell(world)).toBe(0)
	// 07:00 there, 01:00 in Berlin.
	at(world, '2026-03-03T00:00:00Z')
	expect(await tell(world)).toBe(1)
	const refused = await act(world.books, self, setAttention, { timeZone: 'Mars/Olympus', ...hours })
	expect(refused).toMatchObject({ refusal: { code: 'input.invalid', facts: { field: 'timeZone' } } })
})

test('a digest comes once a morning, with what was not told at once', async () => {
	await using opened = await open({ audience: 'owner', atOnce: false })
	const { world, happen, lena } = opened
	at(world, '2026-03-02T12:00:00Z')
	await happen('payment.succeeded', money)
	await raise(world)
	expect(await tell(world)).toBe(0)
	at(world, '2026-03-03T05:59:00Z')
	await digests(world)
	const before = await queued(world)
	at(world, '2026-03-03T06:00:00Z')
	const counted = await Promise.all([digests(world), digests(world), digests(world)])
	expect(counted.reduce((sum, one) => sum + one)).toBe(3)
	expect(await digests(world)).toBe(0)
	const mine = (await queued(world)).slice(before.length).filter(({ payload }) => payload.userId === lena)
	expect(mine.map(({ payload }) => payload.total)).toEqual([1])
	const [told] = expectOk(
		await look(world.books, system, findAlerts, {
			ids: mine.flatMap(({ payload }) => payload.alertIds),
			language: 'en',
			userId: lena,
		}),
	)
	expect(told).toMatchObject({ trigger: 'payment_received', amountMinor: 12000n, currency: 'EUR' })
})

test('a group’s channel is quiet at night by the company’s clock, but for what is urgent', async () => {
	await using opened = await open(
		{ audience: 'group_channel' },
		{ audience: 'group_channel', trigger: 'payment_failed', urgent: true },
		{ audience: 'owner', trigger: 'payment_failed', urgent: true },
	)
	const { world, happen, north, lena } = opened
	const told = async () =>
		(await queued(world)).map(({ payload }) => [payload.groupId ?? payload.userId, payload.total])
	// 19:59 and 20:00 in Berlin.
	at(world, '2026-03-02T18:59:00Z')
	await happen('payment.succeeded', money)
	await raise(world)
	expect(await tell(world)).toBe(1)
	at(world, '2026-03-02T19:00:00Z')
	for (let count = 0; count < 7; count++) await happen('payment.succeeded', money)
	await happen('payment.failed', money)
	await raise(world)
	expect(await tell(world)).toBe(2)
	expect((await told()).slice(1).sort()).toEqual(
		[
			[lena, 1],
			[north.id, 1],
		].sort(),
	)
	at(world, '2026-03-03T05:59:00Z')
	expect(await tell(world)).toBe(0)
	at(world, '2026-03-03T06:00:00Z')
	expect(await tell(world)).toBe(7)
	expect((await told()).at(-1)).toEqual([north.id, 7])
	// Its own hours go by its own clock: 06:30 in Berlin is 12:30 in Ho Chi Minh City, and 12:30 there 18:30.
	const hours = { timeZone: 'Asia/Ho_Chi_Minh', quietFrom: '18:00', quietUntil: '08:00' }
	const { books } = world
	expectOk(await act(books, administrator, setGroupAttention, { groupId: north.id, hours }))
	expect(expectOk(await look(books, administrator, listGroupAttention, undefined))).toEqual([
		{ groupId: north.id, name: 'North', own: true, ...hours },
	])
	at(world, '2026-03-03T11:30:00Z')
	await happen('payment.succeeded', money)
	await raise(world)
	expect(await tell(world)).toBe(0)
	at(world, '2026-03-04T01:00:00Z')
	expect(await tell(world)).toBe(1)
	const wrong = { groupId: north.id, hours: { ...hours, timeZone: 'Mars/Olympus' } }
	expect(await act(books, administrator, setGroupAttention, wrong)).toMatchObject({
		refusal: { code: 'input.invalid', facts: { field: 'timeZone' } },
	})
	expectOk(await act(books, administrator, setGroupAttention, { groupId: north.id, hours: null }))
	await happen('payment.succeeded', money)
	await raise(world)
	// 02:00 in Berlin, by the company's clock again.
	expect(await tell(world)).toBe(0)
})

test('how long a customer is overdue, and how much of a risk they are, narrow a rule', async () => {
	await using opened = await open({ overdueDays: 30 }, { audience: 'role', role: 'finance', leastRisk: 'high' })
	const { world, happen, customer } = opened
	const raisedOn = async (on: string) => {
		at(world, `${on}T12:00:00Z`)
		await happen('payment.succeeded', money)
		const raised = await raise(world)
		// What happened an hour ago is looked at once more.
		at(world, `${on}T14:00:00Z`)
		await raise(world)
		return raised
	}
	await invoice(world.books, customer, 500_00n)
	const [owed] = await world.sql<{ dueOn: Temporal.PlainDate }[]>`
		select due_on as "dueOn" from invoice where customer_id = ${customer.id}`
	const after = (days: number) => String(owed?.dueOn.add({ days }))
	expect(await raisedOn(after(29))).toBe(0)
	expect(await raisedOn(after(30))).toBe(1)
	expect(await raisedOn(after(60))).toBe(1)
	// Longer overdue than that is a high risk by itself: both in finance are told too.
	expect(await raisedOn(after(61))).toBe(3)
})

test('a rule that makes no sense is refused, naming its field', async () => {
	await using opened = await open()
	const { books } = opened.world
	const rule = { trigger: 'payment_failed', audience: 'owner', role: null, groupId: null } as const
	const whole = { ...rule, leastMinor: null, currency: null, atOnce: true } as const
	const refusals = [
		{ ...whole, role: 'finance' as const },
		{ ...whole, audience: 'role' as const },
		{ ...whole, leastMinor: 5n },
		{ ...whole, audience: 'group_channel' as const, atOnce: false },
		{ ...whole, atOnce: false, urgent: true },
		{ ...whole, overdueDays: 0 },
	]
	for (const wrong of refusals)
		expect(await act(books, administrator, addAlertRule, wrong)).toMatchObject({ refusal: { code: 'input.invalid' } })
	const salesperson = { kind: 'staff', userId: opened.lena, role: 'salesperson' } as const
	expect(await act(books, salesperson, addAlertRule, whole)).toMatchObject({ refusal: { code: 'not_permitted' } })
})

test('whatever the quiet hours, an alert is told within a day of being raised', async () => {
	await using opened = await open({ audience: 'owner' })
	const { world, happen, lena } = opened
	const self = { kind: 'staff', userId: lena, role: 'salesperson' } as const
	const clockTime = fc
		.tuple(fc.nat(23), fc.nat(59))
		.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
	let day = Temporal.PlainDate.from('2026-04-01')
	await fc.assert(
		fc.asyncProperty(clockTime, clockTime, async (quietFrom, quietUntil) => {
			day = day.add({ days: 2 })
			const zone = { timeZone: 'UTC', digest: false, digestAt: '07:00' }
			expectOk(await act(world.books, self, setAttention, { ...zone, quietFrom, quietUntil }))
			at(world, `${day}T00:00:00Z`)
			await happen('payment.succeeded', money)
			await raise(world)
			let told = await tell(world)
			at(world, `${day}T${quietUntil}:00Z`)
			told += await tell(world)
			expect(told).toBe(1)
		}),
		{ numRuns: 15 },
	)
})

test('whoever looks after the customer is told of money that was recorded, and not of what a file brought', async () => {
	await using room = await open({})
	await room.happen('payment.recorded', { amountMinor: '10000', currency: 'EUR', imported: true })
	expect(await raise(room.world)).toBe(0)
	await room.happen('payment.recorded', { amountMinor: '10000', currency: 'EUR' })
	expect(await raise(room.world)).toBe(1)
})
