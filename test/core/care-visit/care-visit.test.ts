import { expect, test } from 'vitest'
import { type Actor, act, expectOk, type Verb } from '#core/act.ts'
import { leaveVisitOut, moveVisit, reportVisit } from '#core/care-visit/close.ts'
import { listVisits } from '#core/care-visit/find.ts'
import { planVisits, stopVisits } from '#core/care-visit/plan.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { hire } from '#test/portal/staff/console.ts'
import { openBooks } from '#test/support/books.ts'

const clerk = { kind: 'system', name: 'clerk' } as const

async function openCare(on: string) {
	const world = await openBooks({ on })
	const { id: userId } = await hire(world.books, 'salesperson')
	const technician: Actor = { kind: 'staff', userId, role: 'salesperson' }
	const run = async <Input, Value>(verb: Verb<Input, Value>, input: Input) =>
		expectOk(await act(world.books, technician, verb, input))
	const refused = async <Input, Value>(verb: Verb<Input, Value>, input: Input) => {
		const outcome = await act(world.books, technician, verb, input)
		return outcome.ok ? 'done' : outcome.refusal.code
	}
	const party = { name: 'Nordwind', language: 'en', currency: 'EUR', email: '', country: 'DE' } as const
	const customer = expectOk(await act(world.books, clerk, createCustomer, party))
	const anna = { customerId: customer.id, name: 'Anna', email: 'anna@nordwind.example', language: 'en' } as const
	expectOk(await act(world.books, clerk, addContact, anna))
	const plan = (more: Partial<Parameters<typeof planVisits>[1]> = {}) =>
		run(planVisits, { customerId: customer.id, title: 'Inspection', everyMonths: 6, firstOn: '2026-08-31', ...more })
	const ahead = async () => (await run(listVisits, { state: 'planned', limit: 20 })).map((visit) => visit)
	return { world, run, refused, plan, ahead, userId, customer, [Symbol.asyncDispose]: () => world.close() }
}

test('the next visit comes by itself, counted from the first, and keeps its day over short months', async () => {
	await using care = await openCare('2026-08-31')
	await care.plan()
	const days = ['2026-08-31']
	for (let round = 0; round < 3; round++) {
		const [visit] = await care.ahead()
		care.world.clock.standOn(visit?.plannedOn ?? '')
		await care.run(reportVisit, { id: visit?.id ?? '', doneOn: visit?.plannedOn ?? '', report: 'All good' })
		days.push((await care.ahead())[0]?.plannedOn ?? '')
	}
	expect(days).toEqual(['2026-08-31', '2027-02-28', '2027-08-31', '2028-02-29'])
})

test('a visit that was missed stays in sight until it is made; one made very late is not followed by one in the past', async () => {
	await using care = await openCare('2026-09-02')
	await care.plan({ everyMonths: 1 })
	expect((await care.ahead()).map(({ missedDays }) => missedDays)).toEqual([2])
	care.world.clock.standOn('2026-12-03')
	const [visit] = await care.ahead()
	expect(visit?.missedDays).toBe(94)
	await care.run(reportVisit, { id: visit?.id ?? '', doneOn: '2026-12-02', report: 'Late, and all good' })
	expect((await care.ahead()).map(({ plannedOn }) => plannedOn)).toEqual(['2026-12-31'])
})

test('a visit is moved without moving its schedule, left out with a reason, and a single one has no next', async () => {
	await using care = await openCare('2026-08-31')
	await care.plan({ assigneeId: care.userId })
	const [visit] = await care.ahead()
	await care.run(moveVisit, { id: visit?.id ?? '', plannedOn: '2026-09-10', assigneeId: care.userId })
	await care.run(leaveVisitOut, { id: visit?.id ?? '', reason: 'They are on holiday' })
	expect((await care.ahead()).map(({ plannedOn, assigneeId }) => [plannedOn, assigneeId])).toEqual([
		['2027-02-28', care.userId],
	])
	await care.plan({ title: 'Once', everyMonths: null, firstOn: '2026-08-30' })
	const [once] = await care.ahead()
	await care.run(reportVisit, { id: once?.id ?? '', doneOn: '2026-08-31', report: 'Done' })
	expect((await care.ahead()).map(({ title }) => title)).toEqual(['Inspection'])
	const [next] = await care.ahead()
	await care.run(stopVisits, { planId: next?.planId ?? '' })
	expect(await care.ahead()).toEqual([])
	expect(await care.refused(stopVisits, { planId: next?.planId ?? '' })).toBe('not_found')
})

test('of many who report the same visit one does, and one next visit comes', async () => {
	await using care = await openCare('2026-08-31')
	await care.plan()
	const [visit] = await care.ahead()
	const report = { id: visit?.id ?? '', doneOn: '2026-08-31', report: 'Done' }
	const answers = await Promise.all(Array.from({ length: 8 }, () => care.refused(reportVisit, report)))
	expect(answers.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'care_visit.over'), 'done'])
	expect(await care.ahead()).toHaveLength(1)
	expect(await care.refused(reportVisit, { ...report, doneOn: '2026-09-01' })).toBe('care_visit.not_yet')
	expect(await care.refused(reportVisit, { ...report, report: ' ' })).toBe('input.invalid')
})

test('after a visit the customer is asked how it was, once, and their rating stands beside it', async () => {
	await using care = await openCare('2026-08-31')
	await care.plan()
	const [visit] = await care.ahead()
	await care.run(reportVisit, { id: visit?.id ?? '', doneOn: '2026-08-31', report: 'All good' })
	expect(expectOk(await act(care.world.books, clerk, askForRatings, undefined))).toBe(1)
	expect(expectOk(await act(care.world.books, clerk, askForRatings, undefined))).toBe(0)
	await care.world.sql`
		insert into rating (request_id, customer_id, score, comment, rated_at, changed_at)
		select id, customer_id, 5, 'Quick', asked_at, asked_at from rating_request where stage = 'visit_done'`
	const over = await care.run(listVisits, { state: 'over', limit: 20 })
	expect(over.map(({ report, rating }) => [report, rating])).toEqual([['All good', { score: 5, comment: 'Quick' }]])
})

test('nobody is visited by a supplier’s name, and bad input is named by its field', async () => {
	await using care = await openCare('2026-08-31')
	const party = { name: 'Kontor', role: 'supplier', language: 'en', currency: 'EUR', email: '', country: 'DE' } as const
	const supplier = expectOk(await act(care.world.books, clerk, createCustomer, party))
	const given = { customerId: care.customer.id, title: 'X', everyMonths: 6, firstOn: '2026-09-01' }
	expect(await care.refused(planVisits, { ...given, customerId: supplier.id })).toBe('customer.is_paid')
	for (const wrong of [{ everyMonths: 0 }, { firstOn: '2026-02-30' }, { title: ' ' }, { assigneeId: supplier.id }])
		expect(await care.refused(planVisits, { ...given, ...wrong })).toBe('input.invalid')
})

test('visits are read on from the last one seen, those of one day and one hour too', async () => {
	await using care = await openCare('2026-08-31')
	for (let place = 0; place < 4; place++) await care.plan({ title: `Inspection ${place}` })
	for (const { id } of await care.ahead()) await care.run(reportVisit, { id, doneOn: '2026-08-31', report: 'Good' })
	for (const state of ['planned', 'over'] as const) {
		const whole = await care.run(listVisits, { state, limit: 20 })
		expect(whole).toHaveLength(4)
		const read: typeof whole = []
		for (let some = whole; some.length > 0; read.push(...some))
			some = (await care.run(listVisits, { state, after: read.at(-1)?.id, limit: 1 })).slice(0, 1)
		expect(read).toEqual(whole)
	}
})
