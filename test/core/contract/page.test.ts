import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { findLines } from '#core/contract/lines.ts'
import { findContractPage } from '#core/contract/page.ts'
import { findTimeline } from '#core/contract/timeline.ts'
import { findOverview } from '#core/customer/overview.ts'
import { endContract } from '#core/import/end-contract.ts'
import { bill } from '#core/invoice/run.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { reaches } from '#core/sign-in/reaches.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'

const system = { kind: 'system', name: 'test' } as const
let world: World
let told: Story
let anna: Actor
let bo: Actor

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 30)
	anna = { kind: 'contact', contactId: told.nordwind.contactId }
	bo = { kind: 'contact', contactId: told.stranger.contactId }
}, 60_000)
afterAll(() => world.close())

const page = async (id: string, on?: string) =>
	expectOk(await look(world.books, anna, findContractPage, { id, on, coming: 12, happened: 0 }))
const lines = async (on: string, more: { search?: string; after?: number; limit?: number } = {}) =>
	expectOk(await look(world.books, anna, findLines, { contractId: told.service.id, on, limit: 10, ...more }))

describe('the page of a contract', () => {
	test('names the next invoice to the minor unit that the run then invoices', async () => {
		await using later = await openBooks({ on: '2025-12-20' })
		const again = await tellStory(later, 5)
		const actor = { kind: 'contact', contactId: again.nordwind.contactId } as const
		const { coming } = expectOk(
			await look(later.books, actor, findContractPage, { id: again.subscription.id, coming: 3, happened: 0 }),
		)
		for (const invoice of coming) {
			later.clock.standOn(invoice.on)
			await bill(later.books, system, invoice.on, 1)
		}
		const issued = await later.sql<{ on: string; total: bigint }[]>`
			select billed_for::text as on, total_minor as total from invoice
			where contract_id = ${again.subscription.id} and billed_for >= ${coming[0]?.on ?? ''} order by billed_for`
		expect(issued.map((row) => [row.on, row.total])).toEqual(
			coming.map((invoice) => [invoice.on.toString(), invoice.totalMinor]),
		)
		expect(coming).toHaveLength(3)
	})

	test('explains each line by facts that multiply out to its amount', async () => {
		const { coming } = await page(told.subscription.id)
		expect(coming[0]?.lines.map((line) => [line.netMinor, line.why])).toMatchObject([
			[47920n, { kind: 'period', quantity: '16', unitPrice: '29.95', amount: '479.20' }],
			[4860n, { kind: 'period', quantity: '12', unitPrice: '4.50', discountPercent: '10', amount: '48.60' }],
		])
	})

	test('tells when notice can be given, and stops telling once the end is set', async () => {
		expect((await page(told.subscription.id)).notice).toMatchObject({ kind: 'renewed' })
		await using other = await openBooks({ on: '2025-12-20' })
		const again = await tellStory(other, 3)
		const input = { id: again.subscription.id, endsOn: '2026-12-31', reason: 'Moved on' }
		expectOk(await act(other.books, system, endContract, input))
		const actor = { kind: 'contact', contactId: again.nordwind.contactId } as const
		const ended = expectOk(await look(other.books, actor, findContractPage, { id: input.id, coming: 12, happened: 0 }))
		expect(ended).toMatchObject({ notice: null, contract: { state: 'ending', endsOn: '2026-12-31' } })
		expect(ended.coming.at(-1)?.on.toString()).toBe('2026-12-01')
		const before = expectOk(
			await look(other.books, actor, findContractPage, { id: input.id, on: '2026-06-19', coming: 0, happened: 0 }),
		)
		expect(before.contract.endsOn).toBe(null)
	})

	test('is nobody else’s to see, and a draft is nobody’s', async () => {
		const nothing = { ok: false, refusal: { code: 'not_found', facts: { noun: 'contract' } } }
		expect(await look(world.books, bo, findContractPage, { id: told.service.id, coming: 1, happened: 0 })).toEqual(
			nothing,
		)
		expect(await look(world.books, bo, findLines, { contractId: told.service.id, on: '2026-06-20', limit: 5 })).toEqual(
			{
				ok: true,
				value: { lines: [], total: 0, next: null },
			},
		)
		expect(await look(world.books, bo, findTimeline, { contractId: told.service.id, limit: 5 })).toEqual({
			ok: true,
			value: [],
		})
		const draft = expectOk(
			await act(world.books, system, createContract, {
				customerId: told.nordwind.id,
				currency: 'EUR',
				startsOn: '2026-07-01',
				lines: [{ description: 'Idea', quantity: '1', unitPrice: '1', interval: null }],
			}),
		)
		expect(await look(world.books, anna, findContractPage, { id: draft.id, coming: 1, happened: 0 })).toEqual(nothing)
		expect(await look(world.books, system, findContractPage, { id: draft.id, coming: 1, happened: 0 })).toMatchObject({
			ok: true,
		})
	})
})

describe('the lines of a contract', () => {
	test('are those of the day asked for', async () => {
		const quantityOn = async (on: string) =>
			expectOk(await look(world.books, anna, findLines, { contractId: told.subscription.id, on, limit: 5 })).lines[0]
				?.quantity
		expect(await quantityOn('2026-03-10')).toBe('12')
		expect(await quantityOn('2026-03-11')).toBe('16')
		expect(await quantityOn('2027-01-01')).toBe('16')
	})

	test('are found by product, model and serial number, every word, in any case', async () => {
		expect(await lines('2026-06-20', { search: 'fn900137' })).toMatchObject({ total: 1, lines: [{ model: 'EFG 216' }] })
		expect((await lines('2026-06-20', { search: 'ETV forklift' })).total).toBe(10)
		expect((await lines('2026-06-20', { search: 'H-4001' })).total).toBe(1)
		expect((await lines('2026-06-20', { search: 'ETV fn900137' })).total).toBe(0)
	})

	test.each(['%', '_', '\\', "'; drop table contract_line; --"])('take %s as text to look for', async (search) => {
		expect((await lines('2026-06-20', { search })).total).toBe(0)
	})

	test('come page by page, each once', async () => {
		const seen: string[] = []
		let after: number | null = 0
		while (after !== null) {
			const found: Awaited<ReturnType<typeof lines>> = await lines('2026-06-20', { after })
			seen.push(...found.lines.map((line) => line.serialNumber))
			expect(found.total).toBe(30)
			after = found.next
		}
		expect(new Set(seen).size).toBe(30)
		expect(seen).toHaveLength(30)
	})
})

describe('what happened to a contract', () => {
	test('is told newest first, with the payments for its invoices and without what is the company’s own', async () => {
		const happened = expectOk(await look(world.books, anna, findTimeline, { contractId: told.service.id, limit: 50 }))
		expect(happened.map((one) => [one.kind, one.number])).toEqual([
			['payment.succeeded', 'R-000002'],
			['service.warned', null],
			['invoice.issued', 'INV-000011'],
			['invoice.issued', 'INV-000003'],
			['contract.activated', null],
			['contract.created', null],
		])
	})

	test('leaves out for its customer each link that a letter carried', async () => {
		const { nordwind, service } = told
		const link = { customerId: nordwind.id, subject: { kind: 'contract', id: service.id }, scope: 'view' } as const
		expectOk(await act(world.books, system, createLink, link))
		const kindsFor = async (actor: Actor) =>
			expectOk(await look(world.books, actor, findTimeline, { contractId: service.id, limit: 1 })).map(
				({ kind }) => kind,
			)
		expect(await kindsFor(anna)).toEqual(['payment.succeeded'])
		expect(await kindsFor({ kind: 'staff', userId: told.stranger.contactId, role: 'administrator' })).toEqual([
			'link.sent',
		])
	})
})

describe('the overview', () => {
	test('adds up what is due and names the next invoice of all contracts', async () => {
		const overview = expectOk(await look(world.books, anna, findOverview, { customerId: told.nordwind.id }))
		const [sum] = await world.sql<{ open: bigint }[]>`
			select sum(total_minor - settled_minor)::bigint as open from invoice
			where customer_id = ${told.nordwind.id} and kind = 'invoice' and state = 'issued'`
		expect(overview.due).toMatchObject([{ currency: 'EUR', openMinor: sum?.open }])
		expect(overview.next).toMatchObject({ on: '2026-07-01', totals: [{ currency: 'EUR', minor: 62808n }] })
		expect(overview.contracts.map((contract) => contract.number)).toEqual(['K-00001', 'K-00002'])
	})

	test('of somebody else is not found', async () => {
		expect(await look(world.books, bo, findOverview, { customerId: told.nordwind.id })).toMatchObject({
			refusal: { code: 'not_found' },
		})
	})
})

test('whoever holds several keys is told which one opens a thing', async () => {
	const [payment] = await world.sql<
		{ id: string }[]
	>`select id from payment where customer_id = ${told.nordwind.id} limit 1`
	const things = [
		{ kind: 'customer', id: told.nordwind.id },
		{ kind: 'contract', id: told.service.id },
		{ kind: 'payment', id: payment?.id ?? '' },
	] as const
	for (const thing of things) {
		expect([thing.kind, expectOk(await look(world.books, anna, reaches, thing))]).toEqual([thing.kind, true])
		expect([thing.kind, expectOk(await look(world.books, bo, reaches, thing))]).toEqual([thing.kind, false])
	}
})
