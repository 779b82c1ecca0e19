import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, expectOk, look } from '#core/act.ts'
import { findOpenInvoices } from '#core/invoice/find-open.ts'
import { type ListPapers, listPapers } from '#core/invoice/list.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let told: Story
let anna: Actor

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 3)
	anna = { kind: 'contact', contactId: told.nordwind.contactId }
}, 60_000)
afterAll(() => world.close())

const list = async (filter: Partial<ListPapers> = {}, actor = anna) =>
	expectOk(await look(world.books, actor, listPapers, { limit: 100, ...filter }))
const numbers = async (filter: Partial<ListPapers> = {}) => (await list(filter)).papers.map((paper) => paper.number)

describe('the list of papers', () => {
	test('holds invoices, credit notes and receipts of the actor’s customers only, newest first', async () => {
		const { papers, total, years } = await list()
		expect(papers.map((paper) => paper.on)).toEqual(
			papers
				.map((paper) => paper.on)
				.toSorted()
				.toReversed(),
		)
		expect(new Set(papers.map((paper) => paper.kind))).toEqual(new Set(['invoice', 'credit_note', 'receipt']))
		expect(total).toBe(papers.length)
		expect(years).toEqual([2026])
		const [all] = await world.sql<{ count: number }[]>`
			select count(*)::int from invoice where customer_id = ${told.nordwind.id}`
		expect(papers.filter((paper) => paper.kind !== 'receipt')).toHaveLength(all?.count ?? 0)
	})

	test('is filtered by kind, state, year, contract and text', async () => {
		expect(await numbers({ kind: 'receipt' })).toEqual(['R-000002', 'R-000001'])
		expect(await numbers({ kind: 'credit_note' })).toEqual(['CN-00001'])
		expect(await numbers({ standing: 'paid', contractId: told.service.id })).toEqual(['INV-000003'])
		expect(await numbers({ standing: 'overdue', contractId: told.service.id })).toEqual(['INV-000011'])
		expect(await numbers({ year: 2025 })).toEqual([])
		expect(await numbers({ search: 'forklift 000003' })).toEqual(['INV-000003'])
		expect(await numbers({ search: 'po-7781' })).toEqual(['INV-000011', 'INV-000003'])
		expect(await numbers({ search: '%' })).toEqual([])
	})

	test('comes page by page, each paper once', async () => {
		const seen: string[] = []
		let before: ListPapers['before']
		for (;;) {
			const found = await list({ limit: 4, before })
			seen.push(...found.papers.map((paper) => paper.number))
			const last = found.papers.at(-1)
			if (!found.more || !last) break
			before = { on: last.on, id: last.id }
		}
		expect(seen).toEqual(await numbers())
	})

	test('of a link to one contract has the papers of that contract, and no receipt that names others', async () => {
		const holder = {
			kind: 'link',
			linkId: told.service.id,
			customerId: told.nordwind.id,
			contactId: null,
			subject: { kind: 'contract', id: told.service.id },
			scope: 'view',
		} as const
		const { papers } = await list({}, holder)
		expect(papers.map((paper) => paper.number)).toEqual(['INV-000011', 'INV-000003'])
	})
})

describe('an invoice', () => {
	test('shows its lines with why, and what settled it', async () => {
		const [id] = (await list({ search: 'INV-000003' })).papers.map((paper) => paper.id)
		const page = expectOk(await look(world.books, anna, findInvoicePage, { id: id ?? '' }))
		expect(page).toMatchObject({
			standing: 'paid',
			openMinor: 0n,
			contract: { number: 'K-00002' },
			settlements: [{ amountMinor: page.totalMinor, payment: { receiptNumber: 'R-000002', last4: '4242' } }],
		})
		expect(page.lines).toHaveLength(3)
		expect(page.lines.every((line) => line.why?.kind === 'period')).toBe(true)
		expect(page.lines.reduce((sum, line) => sum + line.netMinor + line.taxMinor, 0n)).toBe(page.totalMinor)
	})

	test('that was voided names its credit note, which names it and where its money went', async () => {
		const [voided] = await world.sql<{ id: string }[]>`select id from invoice where state = 'void'`
		const page = expectOk(await look(world.books, anna, findInvoicePage, { id: voided?.id ?? '' }))
		expect(page).toMatchObject({ standing: 'void', openMinor: 0n, creditNotes: [{ number: 'CN-00001' }] })
		const note = expectOk(await look(world.books, anna, findInvoicePage, { id: page.creditNotes[0]?.id ?? '' }))
		expect(note).toMatchObject({
			kind: 'credit_note',
			credits: { id: page.id },
			reason: 'Wrong purchase order',
			settlements: [{ invoice: { id: page.id } }],
		})
	})

	test('can be paid while something is open on it', async () => {
		const open = expectOk(await look(world.books, anna, findOpenInvoices, {}))
		expect(open.map((invoice) => invoice.dueOn)).toEqual(open.map((invoice) => invoice.dueOn).toSorted())
		expect(open.every((invoice) => invoice.openMinor > 0n && invoice.customerId === told.nordwind.id)).toBe(true)
		expect(open.map((invoice) => invoice.number)).toEqual((await numbers({ standing: 'open' })).toReversed())
	})
})
