import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { propose } from '#core/approval/ask.ts'
import { closeEndedContracts } from '#core/contract/close.ts'
import { setGuarantor } from '#core/customer/set-guarantor.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'
import { byRole, cardOf, hire, type Member, press, rule, step } from '#test/core/approval/office.ts'

let shop: Shop
let [seller, mara, fritz, fiona]: Member[] = []

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	const { books } = shop.world
	seller = await hire(books, 'sam', 'salesperson')
	mara = await hire(books, 'mara', 'manager')
	fritz = await hire(books, 'fritz', 'finance')
	fiona = await hire(books, 'fiona', 'finance')
	const byManager = step({ approvers: [byRole('manager')] })
	await rule(shop.world, 'write_off', [step()])
	await rule(shop.world, 'discount', [byManager], { conditions: [{ fact: 'discount', is: 'above', value: '20' }] })
	await rule(shop.world, 'cancellation', [byManager], {
		conditions: [{ fact: 'days_before_term', is: 'above', value: '0' }],
	})
})
afterAll(() => shop.world.close())

const who = (member: Member | undefined): Member => {
	if (!member) throw new Error('nobody was hired')
	return member
}
/** What each of those who were written to about a request is told. */
const news = async (id: string) => {
	const rows = await shop.world.sql<{ name: string; news: string; comment: string }[]>`
		select staff_user.name, payload ->> 'news' as news, payload ->> 'comment' as comment
		from outbox join staff_user on staff_user.id = (payload ->> 'userId')::uuid
		where key like ${`request-news:${id}:%`} order by staff_user.name`
	return rows.map((one) => [one.name, one.news, one.comment].filter(Boolean).join(' '))
}
const invoiceOf = async () => {
	const [invoice] = await shop.world.sql<{ id: string; state: string; open: bigint }[]>`
		select id, state, total_minor - settled_minor as open from invoice
		where contract_id = ${shop.contractId} and kind = 'invoice' order by number limit 1`
	if (!invoice) throw new Error('nothing was invoiced')
	return invoice
}
/** Asks for a change as the console's form does: made at once, or the request's id. */
async function change(asked: ContractChange): Promise<string | null> {
	const { seen } = await shop.preview(asked, {}, who(seller))
	const input = { contractId: shop.contractId, change: asked, seen, key: crypto.randomUUID() }
	return expectOk(await act(shop.world.books, who(seller), makeChange, input)).requestId
}
async function end(endsOn?: string): Promise<string> {
	const input = {
		contractId: shop.contractId,
		...(endsOn ? { endsOn } : {}),
		reasonCode: null,
		text: 'They close the branch',
	}
	const asked = expectOk(
		await act(shop.world.books, who(seller), propose<'cancellation'>, { kind: 'cancellation', input }),
	)
	return asked.kind === 'asked' ? asked.requestId : 'done at once'
}
const endOf = async () => {
	const [contract] = await shop.world.sql<{ end: string | null; state: string }[]>`
		select ends_on::text as end, state from contract where id = ${shop.contractId}`
	return [contract?.state, contract?.end]
}

test('a debt is given up when a second person of finance agrees, and not before', async () => {
	// 1 January: three seats are billed. 1 April: nobody pays any more.
	await shop.agree()
	await shop.standOn('2026-01-01')
	shop.world.clock.standOn('2026-04-01')
	const { id: invoiceId } = await invoiceOf()
	const input = { id: invoiceId, reason: 'Insolvent' }
	const asked = expectOk(await act(shop.world.books, who(fritz), propose<'write_off'>, { kind: 'write_off', input }))
	const id = asked.kind === 'asked' ? asked.requestId : ''
	const ann = { customerId: shop.customerId, contactId: shop.contactId, guarantor: true }
	expectOk(await act(shop.world.books, who(seller), setGuarantor, ann))
	expect(await cardOf(shop.world, id)).toMatchObject({
		customer: { risk: 'high', reasons: [{ code: 'long_overdue', count: expect.any(Number) }] },
		guarantors: [{ name: 'Ann', proposed: false, exposures: [{ currency: 'EUR', contracts: 1 }] }],
	})
	expect(await press(shop.world, who(fritz), id, 'approve')).toMatchObject({ refusal: { code: 'approval.own' } })
	expect((await invoiceOf()).state).toBe('issued')
	// 2 April: a no keeps it open, with its reason; asked again, it is written off.
	shop.world.clock.standOn('2026-04-02')
	expectOk(await press(shop.world, who(fiona), id, 'reject', { comment: 'The liquidator pays half.' }))
	expect(await news(id)).toEqual(['fritz rejected The liquidator pays half.'])
	expect((await invoiceOf()).state).toBe('issued')
	const again = expectOk(await act(shop.world.books, who(fritz), propose<'write_off'>, { kind: 'write_off', input }))
	const second = again.kind === 'asked' ? again.requestId : ''
	expect(expectOk(await press(shop.world, who(fiona), second, 'approve')).did).toBe('approved')
	expect(await invoiceOf()).toMatchObject({ state: 'uncollectible' })
	expect(await news(second)).toEqual(['fritz approved'])
})

test('more than a fifth off needs a manager, whether of a line there is or at a price named for a new one', async () => {
	await shop.agree({ startsOn: '2026-04-02' })
	const { id: productId, planId } = await shop.product('Storage', '50')
	const added = (unitPrice: string) => ({ kind: 'option_on' as const, productId, planId, quantity: '1', unitPrice })
	const lines = async () => {
		const rows = await shop.world.sql`select from contract_line where contract_id = ${shop.contractId}`
		return rows.length
	}
	// 40.00 instead of 50.00 is a fifth: done at once. 35.00 is more.
	expect(await change(added('40'))).toBeNull()
	expect(await lines()).toBe(2)
	const id = (await change(added('35'))) ?? ''
	expect(await lines()).toBe(2)
	expectOk(await press(shop.world, who(mara), id, 'reject', { comment: 'List price.' }))
	expect(await lines()).toBe(2)
	// In one go with something else it is the same.
	const several = { kind: 'several' as const, changes: [added('35')] }
	const both = (await change(several)) ?? ''
	expect(expectOk(await press(shop.world, who(mara), both, 'approve')).did).toBe('approved')
	expect(await lines()).toBe(3)
	expect(await change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '20' })).not.toBeNull()
})

test('an end before the term is refused, asked again, and takes effect as of the day it was asked', async () => {
	// 2 April to 31 December, with ten days’ notice.
	await shop.agree({ startsOn: '2026-04-02', endsOn: '2026-12-31', noticeDays: 10 })
	const refused = await end('2026-04-30')
	expectOk(await press(shop.world, who(mara), refused, 'reject', { comment: 'Until June at least.' }))
	expect(await endOf()).toEqual(['active', '2026-12-31'])
	expect(await news(refused)).toEqual(['sam rejected Until June at least.'])
	// 10 June, without a term and with ten days' notice: that is the 20th, whenever Mara comes to it.
	await rule(shop.world, 'cancellation', [step({ approvers: [byRole('manager')] })])
	await shop.agree({ startsOn: '2026-06-01', noticeDays: 10 })
	await shop.standOn('2026-06-10')
	const id = await end()
	const { changes } = await cardOf(shop.world, id)
	const shown = changes.find(({ name }) => name === 'ends_on')?.after
	await shop.standOn('2026-06-15')
	expect(expectOk(await press(shop.world, who(mara), id, 'approve')).did).toBe('approved')
	expect(shown).toEqual({ kind: 'day', on: '2026-06-20' })
	expect(await endOf()).toEqual(['ending', '2026-06-20'])
})

test('an end before the term needs a manager by whatever way it is made: line by line, or together with others', async () => {
	const line = {
		description: 'Seats',
		quantity: '3',
		unitPrice: '31.00',
		interval: { unit: 'month' as const, count: 1 },
	}
	await rule(shop.world, 'cancellation', [step({ approvers: [byRole('manager')] })], {
		conditions: [{ fact: 'days_before_term', is: 'above', value: '0' }],
	})
	await shop.agree({ startsOn: '2026-06-15', endsOn: '2026-12-31', lines: [line, { ...line, description: 'Phones' }] })
	const [seats, phones] = [await shop.lineId(1), await shop.lineId(2)]
	const off = (lineId: string) => ({ kind: 'option_off' as const, lineId })
	const reject = async (id: string | null) => {
		expect(id).not.toBeNull()
		expectOk(await press(shop.world, who(mara), id ?? '', 'reject', { comment: 'Not before the term.' }))
	}
	// One line less is a change; the last one is the end, however it is said.
	await reject(await change({ kind: 'several', changes: [off(seats), off(phones)] }))
	expect(await change(off(seats))).toBeNull()
	await reject(await change(off(phones)))
	await reject(await change({ kind: 'quantity', lineId: phones, quantity: '0' }))
	await reject(await change({ kind: 'line_end', lineId: phones, endsOn: '2026-09-30' }))
	await reject(await change({ kind: 'co_terminate', endsOn: '2026-09-30', parts: [{ contractId: shop.contractId }] }))
	// A price named along with it does not make it another thing.
	const price = { kind: 'price' as const, lineId: phones, unitPrice: '31.00', discountPercent: '1' }
	const id = (await change({ kind: 'several', changes: [price, off(phones)] })) ?? ''
	const [request] = await shop.world.sql`select subject_kind as kind from approval_request where id = ${id}`
	expect(request?.kind).toBe('cancellation')
	expect(expectOk(await press(shop.world, who(mara), id, 'approve')).did).toBe('approved')
	const [ends] = await shop.world.sql`
		select ends_on::text as on from contract_line_state where contract_line_id = ${phones} order by effective_on desc, sequence desc limit 1`
	expect(ends?.on).toBe('2026-06-14')
	// Half off for good is half off, also while nothing is charged.
	await shop.agree({ startsOn: '2026-06-15' })
	await shop.change({ kind: 'pause' })
	await reject(await change({ kind: 'discount', percent: '50' }))
})

test('what can no longer be done when it is approved fails, nothing of it is done, and everybody is told why', async () => {
	await shop.agree({ startsOn: '2026-06-15' })
	const id = (await change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '10' })) ?? ''
	// The contract ends before anybody has decided.
	await shop.change({ kind: 'cancel', endsOn: '2026-06-20' })
	shop.world.clock.standOn('2026-06-25')
	expectOk(await act(shop.world.books, clerk, closeEndedContracts, undefined))
	expect(expectOk(await press(shop.world, who(mara), id, 'approve')).did).toBe('failed')
	const card = await cardOf(shop.world, id)
	expect(card.state).toBe('failed')
	expect(card.outcome?.failure?.code).toBe('contract.not_allowed_in_state')
	expect(await news(id)).toEqual(['mara failed', 'sam failed'])
})
