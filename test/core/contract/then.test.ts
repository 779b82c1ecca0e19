import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findPlanned } from '#core/amendment/find-planned.ts'
import { moveVisit, reportVisit } from '#core/care-visit/close.ts'
import { planVisits, stopVisits } from '#core/care-visit/plan.ts'
import { findContractPage } from '#core/contract/page.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { changeAddress } from '#core/customer/change-address.ts'
import { keepDocument } from '#core/document/keep.ts'
import { emit } from '#core/event.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { clerk, openShop, type Shop } from '../amendment/world.ts'
import { hire } from '../approval/office.ts'

async function page({ world, contractId }: Shop, on?: string) {
	return expectOk(await look(world.books, clerk, findContractPage, { id: contractId, on, coming: 0, happened: 50 }))
}

async function move(shop: Shop, street: string, effectiveOn: string): Promise<void> {
	const { world, customerId } = shop
	const [now] = await world.sql<{ id: string }[]>`select billing_party_id as id from customer where id = ${customerId}`
	const to = { name: 'Acme', street, postalCode: '10115', city: 'Berlin', country: 'DE', effectiveOn }
	expectOk(await act(world.books, clerk, changeAddress, { ...to, customerId, seenId: now?.id ?? '' }))
}

test('the address of a day is the one that was, or will be, in force then', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	await shop.agree()
	await shop.standOn('2026-01-01')
	await shop.standOn('2026-03-01')
	await move(shop, 'New Street 1', '2026-03-01')
	await shop.standOn('2026-04-01')
	await move(shop, 'Next Street 2', '2026-06-01')
	const street = async (on?: string) => (await page(shop, on)).party.street
	expect(await street()).toBe('New Street 1')
	expect([await street('2026-02-10'), await street('2026-03-01'), await street('2026-03-20')]).toEqual([
		'',
		'New Street 1',
		'New Street 1',
	])
	expect([await street('2026-05-31'), await street('2026-06-01')]).toEqual(['New Street 1', 'Next Street 2'])
	// Somebody edited the customer in between: what it was is not known.
	const subject = { kind: 'customer', id: shop.customerId }
	const edited = { kind: 'customer.updated' as const, subject, customerId: shop.customerId }
	expectOk(await act(shop.world.books, clerk, emit, edited))
	await shop.standOn('2026-05-01')
	expect((await page(shop, '2026-04-20')).asToday).toEqual([])
	await move(shop, 'Third Street 3', '2026-05-01')
	expect(await page(shop, '2026-04-20')).toMatchObject({ asToday: ['party'], party: { street: 'Third Street 3' } })
})

test('paying by card is shown as it was switched then, and what a file has set since as of today', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	const contractId = await shop.agree({ purchaseOrder: 'PO-1' })
	const tell = async (
		day: string,
		kind: 'contract.autopay_on' | 'contract.autopay_off' | 'contract.updated',
		facts = {},
	) => {
		await shop.standOn(day)
		const subject = { kind: 'contract', id: contractId }
		const event = { kind, subject, customerId: shop.customerId, contractId, facts }
		expectOk(await act(world.books, clerk, emit, event))
	}
	await tell('2026-02-01', 'contract.autopay_on', { brand: 'visa', last4: '4242' })
	await tell('2026-03-01', 'contract.autopay_off')
	await tell('2026-04-01', 'contract.updated', { imported: true, fields: ['purchaseOrder'] })
	const on = async (day: string) => {
		const { contract, card, asToday } = await page(shop, day)
		return [contract.autopay, card, asToday]
	}
	expect(await on('2026-01-20')).toEqual([false, null, ['purchaseOrder']])
	expect(await on('2026-02-10')).toEqual([true, { brand: 'visa', last4: '4242' }, ['purchaseOrder']])
	expect(await on('2026-03-10')).toEqual([false, null, ['purchaseOrder']])
	expect(await on('2026-04-01')).toEqual([false, null, []])
})

test('what happened is told until the day', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	await shop.agree()
	for (const day of ['2026-01-01', '2026-02-01', '2026-03-01']) await shop.standOn(day)
	const days = async (on?: string) =>
		(await page(shop, on)).happened.filter(({ kind }) => kind === 'invoice.issued').map(({ happenedOn }) => happenedOn)
	expect(await days('2026-02-10')).toEqual(['2026-02-01', '2026-01-01'])
	expect(await days()).toHaveLength(3)
	expect((await page(shop, '2026-02-10')).paperCount).toBe(2)
	// What had become of each by then: part of January's is paid, then all of it; February's is taken back.
	const { books, sql } = shop.world
	const pay = async (amountMinor: bigint, receivedOn: string) => {
		const whose = { customerId: shop.customerId, currency: 'EUR', amountMinor, receivedOn }
		expectOk(
			await act(books, clerk, recordReceipt, { ...whose, method: 'transfer', allocate: { by: 'order' } } as const),
		)
	}
	await pay(60_00n, '2026-02-20')
	await pay(51_60n, '2026-02-25')
	await shop.standOn('2026-03-05')
	const [second] = await sql<{ id: string }[]>`select id from invoice where issued_on = '2026-02-01'`
	expectOk(await act(books, clerk, voidInvoice, { id: second?.id ?? '', reason: 'Twice', again: false }))
	await shop.standOn('2026-03-06')
	const standings = async (on?: string) => (await page(shop, on)).papers.map(({ standing }) => standing)
	expect(await standings('2026-01-05')).toEqual(['issued'])
	expect(await standings('2026-02-10')).toEqual(['issued', 'overdue'])
	expect(await standings('2026-02-24')).toEqual(['overdue', 'overdue'])
	expect(await standings('2026-02-25')).toEqual(['overdue', 'paid'])
	expect(await standings('2026-03-04')).toEqual(['issued', 'overdue', 'paid'])
	expect(await standings('2026-03-05')).toEqual(['paid', 'issued', 'void', 'paid'])
	expect(await standings()).toEqual(['paid', 'issued', 'void', 'paid'])
})

test('documents, visits, the service and what was planned are shown as they stood on a past day', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	const { books, sql } = world
	const contractId = await shop.agree()
	const olga = await hire(books, 'olga', 'administrator')
	const [kind] = await sql<{ id: string }[]>`select id from document_kind where not signed order by position limit 1`
	const sha256 = 'a'.repeat(64)
	await sql`insert into stored_file (sha256, size_bytes, stored_at) values (${sha256}, 9, now())`
	const file = { fileName: 'terms.pdf', mediaType: 'application/pdf' as const, sizeBytes: 9, sha256 }
	const keep = async (what: { documentId: string } | { title: string; kindId: string }) => {
		const whose = { customerId: shop.customerId, contractId, shared: true }
		const more = { file, key: crypto.randomUUID() }
		return expectOk(
			await act(
				books,
				olga,
				keepDocument,
				'documentId' in what ? { ...what, ...more } : { ...what, ...whose, ...more },
			),
		)
	}
	const tell = async (day: string, event: 'service.warned' | 'service.restored') => {
		await shop.standOn(day)
		const facts = event === 'service.warned' ? { dueOn: '2026-01-15' } : {}
		const subject = { kind: 'contract', id: contractId }
		expectOk(await act(books, clerk, emit, { kind: event, subject, customerId: shop.customerId, contractId, facts }))
	}
	const visitOf = async () =>
		(await sql<{ id: string }[]>`select id from care_visit where state = 'planned'`)[0]?.id ?? ''

	await shop.standOn('2026-01-10')
	const { documentId } = await keep({ title: 'Terms', kindId: kind?.id ?? '' })
	const visits = { customerId: shop.customerId, contractId, title: 'Service', everyMonths: 3, firstOn: '2026-02-15' }
	expectOk(await act(books, clerk, planVisits, visits))
	await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '5' }, { on: '2026-04-01' })
	await tell('2026-02-05', 'service.warned')
	expectOk(await act(books, clerk, moveVisit, { id: await visitOf(), plannedOn: '2026-02-20' }))
	await shop.standOn('2026-02-22')
	expectOk(await act(books, clerk, reportVisit, { id: await visitOf(), doneOn: '2026-02-21', report: 'All well' }))
	await tell('2026-02-25', 'service.restored')
	await shop.standOn('2026-03-10')
	await keep({ documentId })
	await shop.change({ kind: 'take_back', sequence: 2 })
	await shop.standOn('2026-04-20')
	const [plan] = await sql<{ id: string }[]>`select id from care_plan`
	expectOk(await act(books, clerk, stopVisits, { planId: plan?.id ?? '' }))
	await shop.standOn('2026-05-01')

	const on = async (day?: string) => {
		const { shared, visits, service, planned } = await page(shop, day)
		const told = planned ? expectOk(await look(books, clerk, findPlanned, { contractId, on: day })) : []
		return {
			papers: shared.map(({ addedOn, latest }) => [addedOn, latest]),
			visits: visits.map(({ state, on, report }) => [state, on, report]),
			service: [service.state, service.dueOn],
			planned: told.map(({ on, told }) => [on, told[0]?.kind]),
		}
	}
	expect(await on('2026-01-05')).toEqual({ papers: [], visits: [], service: ['normal', null], planned: [] })
	expect(await on('2026-01-10')).toEqual({
		papers: [['2026-01-10', false]],
		visits: [['planned', '2026-02-15', '']],
		service: ['normal', null],
		planned: [['2026-04-01', 'quantity']],
	})
	expect(await on('2026-02-10')).toMatchObject({
		visits: [['planned', '2026-02-20', '']],
		service: ['warned', '2026-01-15'],
	})
	expect(await on('2026-02-26')).toMatchObject({
		papers: [['2026-01-10', false]],
		visits: [
			['planned', '2026-05-15', ''],
			['done', '2026-02-21', 'All well'],
		],
		service: ['normal', null],
	})
	expect(await on('2026-03-10')).toMatchObject({ papers: [['2026-03-10', true]], planned: [] })
	// The schedule was stopped: what was ahead until then fell away.
	const done = ['done', '2026-02-21', 'All well']
	expect((await on('2026-04-19')).visits).toEqual([['planned', '2026-05-15', ''], done])
	expect((await on('2026-04-20')).visits).toEqual([done])
	expect((await on()).visits).toEqual([done])
})
