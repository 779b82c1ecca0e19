import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { closeSettledCases } from '#core/collection/close-settled.ts'
import { dispatchDebts } from '#core/collection/dispatch.ts'
import { findCasePhoto } from '#core/collection/entries.ts'
import { findCase } from '#core/collection/find.ts'
import { handBackCase } from '#core/collection/hand-back.ts'
import { listCases, listDebts } from '#core/collection/list.ts'
import { logEntry } from '#core/collection/log.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { announceFile } from '#core/message/keep-file.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Customer, system } from '../payment/ledger.ts'
import { pay } from '../payment/shares.ts'
import { caseAt, given, log, type Member, member, mine, owing, receive, written } from './collecting.ts'

let world: World
let [anna, bert, boss]: Member[] = []
let customer: Customer
let invoiceId: string
const dueOn = '2026-03-02'

beforeAll(async () => {
	world = await openBooks({ on: dueOn })
	anna = await member(world.books, 'collector')
	bert = await member(world.books, 'collector')
	boss = await member(world.books, 'manager')
})
beforeEach(async () => {
	world.clock.standOn(dueOn)
	;({ customer, invoiceId } = await owing(world, `Nordwind ${crypto.randomUUID().slice(0, 6)}`))
	world.clock.standOn('2026-03-12')
})
afterAll(() => world.close())

const staff = (of: Member | undefined) => of as Member
const debt = (seen: string | null = null) => ({ customerId: customer.id, currency: 'EUR', seen })
const dispatch = (to: Member | undefined, seen: string | null = null) =>
	act(world.books, staff(boss), dispatchDebts, {
		debts: [debt(seen)],
		collectorId: staff(to).userId,
		note: 'Ring first',
	})
const close = async () => expectOk(await act(world.books, system, closeSettledCases, undefined))
const tend = async () => expectOk(await act(world.books, system, tendPromises, undefined))
const standing = async (id: string) => (await mine(world.books, staff(anna))).find((one) => one.id === id)?.reason

test('a debt is given to a collector, moved, handed back with a reason, and all of it stays known', async () => {
	const id = await given(world, customer, staff(anna))
	expect(await dispatch(anna)).toMatchObject({ value: { dispatched: 0, same: 1 } })
	expect(await dispatch(bert, staff(anna).userId)).toMatchObject({ value: { dispatched: 1, taken: 0 } })
	const back = { id, reason: 'Speaks only Polish' }
	expect(await act(world.books, staff(anna), handBackCase, back)).toMatchObject({ refusal: { code: 'not_found' } })
	expect(await act(world.books, staff(bert), handBackCase, { id, reason: ' ' })).toMatchObject({ ok: false })
	expectOk(await act(world.books, staff(bert), handBackCase, back))
	expect((await caseAt(world.books, id)).dispatches).toMatchObject([
		{ collectorId: staff(bert).userId, note: 'Ring first', ended: 'handed_back', endedNote: 'Speaks only Polish' },
		{ collectorId: staff(anna).userId, ended: 'reassigned' },
	])
	expect(await mine(world.books, staff(bert))).toEqual([])
	const nobody = expectOk(await look(world.books, staff(boss), listCases, { show: 'nobody', limit: 50 }))
	expect(nobody.cases.map((one) => one.id)).toContain(id)
})

test('of two who give out the same debt at once one decides, and the other is told', async () => {
	const outcomes = await Promise.all([dispatch(anna), dispatch(bert)])
	const [one, other] = outcomes.map(expectOk)
	expect((one?.dispatched ?? 0) + (other?.dispatched ?? 0)).toBe(1)
	expect((one?.taken ?? 0) + (other?.taken ?? 0)).toBe(1)
	expect(await world.sql`select from collection_case where customer_id = ${customer.id}`).toHaveLength(1)
})

test('nothing is dispatched of what is not past its day, or to who does not collect', async () => {
	const clerk = await member(world.books, 'storekeeper')
	expect(await dispatch(clerk)).toMatchObject({ refusal: { code: 'collection.no_collector' } })
	world.clock.standOn(dueOn)
	expect(await dispatch(anna)).toMatchObject({ value: { dispatched: 0, settled: 1 } })
	expect(await world.sql`select from collection_case where customer_id = ${customer.id}`).toHaveLength(0)
})

test('a case closes by itself once nothing is past its day, not before, and opens anew when something is', async () => {
	const id = await given(world, customer, staff(anna))
	await close()
	expect((await caseAt(world.books, id)).closedAt).toBeNull()
	await pay(world, [invoiceId])
	expect([await close(), await close()]).toEqual([1, 0])
	expect(await caseAt(world.books, id)).toMatchObject({
		closedAt: world.clock.now(),
		dispatches: [{ ended: 'closed' }],
	})
	// Whoever had it still sees what became of it, and writes nothing any more.
	expect(await look(world.books, staff(anna), findCase, { id })).toMatchObject({ ok: true })
	expect(await act(world.books, staff(anna), logEntry, written(id))).toMatchObject({
		refusal: { code: 'collection.closed' },
	})
	const events = await world.sql<{ kind: string }[]>`
		select kind from event where subject_id = ${id} order by id`
	expect(events.map(({ kind }) => kind)).toEqual(['collection.dispatched', 'collection.closed'])
})

test('who collects sees and writes in what is theirs; who gives cases out in all of them', async () => {
	const id = await given(world, customer, staff(anna))
	expect(await look(world.books, staff(bert), findCase, { id })).toMatchObject({ refusal: { code: 'not_found' } })
	expect(await act(world.books, staff(bert), logEntry, written(id))).toMatchObject({ refusal: { code: 'not_found' } })
	expect(await act(world.books, staff(boss), logEntry, written(id))).toMatchObject({ ok: true })
	expect(
		await act(world.books, staff(anna), dispatchDebts, { debts: [debt()], collectorId: staff(anna).userId }),
	).toMatchObject({
		refusal: { code: 'not_permitted' },
	})
})

test('an entry is written once however often it is sent, and does the step that was open', async () => {
	const id = await given(world, customer, staff(anna))
	await log(world.books, staff(anna), written(id, { nextStep: 'Ring again', nextOn: '2026-03-12' }))
	const entry = written(id, {
		...{
			kind: 'visited',
			spokenTo: 'Anna Petersen',
			place: 'Hafen 4',
			position: { latitude: 53.5403, longitude: 9.9841 },
		},
		...{ nextStep: 'Visit', nextOn: '2026-03-20', note: 'The yard is empty' },
	})
	const [first, again] = [await log(world.books, staff(anna), entry), await log(world.books, staff(anna), entry)]
	expect(again).toEqual(first)
	expect((await caseAt(world.books, id)).entries).toMatchObject([
		{ kind: 'visited', spokenTo: 'Anna Petersen', latitude: '53.540300', longitude: '9.984100', settled: false },
		{ kind: 'spoke', settled: true },
	])
	expect(await caseAt(world.books, id)).toMatchObject({ nextOn: '2026-03-20', nextStep: 'Visit' })
})

test('a photo is kept with its entry, and seen by who sees the case', async () => {
	const id = await given(world, customer, staff(anna))
	const photo = { fileName: 'gate.jpg', mediaType: 'image/jpeg' as const, sizeBytes: 9, sha256: 'a'.repeat(64) }
	await announceFile(world.books, photo)
	await log(world.books, staff(anna), written(id, { photos: [photo, photo] }))
	const [kept] = (await caseAt(world.books, id)).entries[0]?.photos ?? []
	const asked = { caseId: id, photoId: kept?.id ?? '' }
	expect(await look(world.books, staff(anna), findCasePhoto, asked)).toMatchObject({ value: { sha256: photo.sha256 } })
	expect(await look(world.books, staff(bert), findCasePhoto, asked)).toMatchObject({ ok: false })
	const page = { ...photo, fileName: 'gate.html' }
	expect(await act(world.books, staff(anna), logEntry, written(id, { photos: [page] }))).toMatchObject({
		refusal: { code: 'message.file_type' },
	})
})

test('a promise that is not kept, also one paid in part, comes to the top of the list until it is spoken of', async () => {
	const id = await given(world, customer, staff(anna))
	expect(await standing(id)).toBe('new')
	const promise = { amountMinor: 30_000n, currency: 'EUR', on: '2026-03-14' }
	await log(world.books, staff(anna), written(id, { promise }))
	expect(await standing(id)).toBe('later')
	world.clock.standOn('2026-03-14')
	expect(await standing(id)).toBe('promise')
	await receive(world.books, customer, invoiceId, 20_000n, '2026-03-14')
	world.clock.standOn('2026-03-15')
	await tend()
	expect((await caseAt(world.books, id)).promises).toMatchObject([
		{ state: 'broken', amountMinor: 30_000n, receivedMinor: 20_000n },
	])
	expect(await standing(id)).toBe('broken')
	expect(await caseAt(world.books, id)).toMatchObject({ overdueMinor: 30_000n, reason: 'broken' })
	world.clock.moveOn({ hours: 1 })
	await log(world.books, staff(anna), written(id, { kind: 'no_answer' }))
	expect(await standing(id)).toBe('later')
})

test('a promise that is kept is said so on the case', async () => {
	const id = await given(world, customer, staff(anna))
	await log(
		world.books,
		staff(anna),
		written(id, { promise: { amountMinor: 50_000n, currency: 'EUR', on: '2026-03-14' } }),
	)
	world.clock.standOn('2026-03-13')
	await pay(world, [invoiceId])
	await tend()
	expect((await caseAt(world.books, id)).promises).toMatchObject([{ state: 'kept', receivedMinor: 50_000n }])
})

test('what is past its day is listed with who has it', async () => {
	await given(world, customer, staff(anna))
	const asked = { customerId: customer.id, limit: 10 }
	expect(expectOk(await look(world.books, staff(boss), listDebts, asked)).debts).toMatchObject([
		{ overdueMinor: 50_000n, daysPastDue: 10, invoices: 1, collector: { id: staff(anna).userId } },
	])
	expect(expectOk(await look(world.books, staff(boss), listDebts, { ...asked, loose: true })).debts).toEqual([])
})
