import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { bill } from '#core/invoice/run.ts'
import { type Buyer, month, offer, welcome } from '#test/core/quote/offer.ts'
import { formsIn } from '#test/portal/hostile/forms.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { billAutomatically } from '#test/portal/stripe/autopay.ts'
import { payWith } from '#test/portal/stripe/taking.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { textOf, Visit } from './visit.ts'

/*
 * Two tabs of one person, two people of one customer, a customer and a member of staff, or a person and the worker do what
 * excludes each other at the same moment: one of it happens, whole, and everybody is told in words how things stand.
 */

let world: World
let shop: Shop
let buyer: Buyer
let anna: Visit
let bo: Visit

const system = { kind: 'system', name: 'test' } as const
/** Each of two is asked for first once. */
const rounds = 2

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-31', max: 24 })
	buyer = await welcome(world)
	const person = { customerId: buyer.id, name: 'Bo Strand', email: 'bo@nordwind.example', language: 'en' } as const
	expectOk(await act(world.books, system, addContact, person))
	shop = await openShop(world)
	anna = await enter(world, shop, buyer.email)
	bo = await enter(world, shop, person.email)
	for (const visit of [anna, bo]) visit.cookies.set('language', 'en')
}, 120_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

/** Another tab of the same browser. */
function tabOf(visit: Visit): Visit {
	const tab = new Visit(visit.address)
	for (const [name, value] of visit.cookies) tab.cookies.set(name, value)
	return tab
}

/** A form of a page as it stands there now, ready to be sent: the one that says so, or has a field of that name. */
async function formOn(visit: Visit, path: string, what: string, wanted = (_field: [string, string]) => true) {
	const forms = formsIn(path, await (await visit.get(path)).text())
	const form = forms.find(
		({ fields, method }) => method === 'post' && fields.some(([name, value]) => name === what || value === what),
	)
	if (!form) throw new Error(`${path} has no form that says ${what}`)
	return () => told(visit, () => visit.post(form.action, form.fields.filter(wanted)))
}

type Told = { text: string; location: string }

/** What a browser shows in the end: the answer, or the page that it leads to. */
async function told(visit: Visit, send: () => Promise<Response>): Promise<Told> {
	const answer = await send()
	expect([200, 302, 422]).toContain(answer.status)
	const location = answer.headers.get('location') ?? ''
	let shown = answer
	for (let led = location; led.startsWith('/'); led = shown.headers.get('location') ?? '') shown = await visit.get(led)
	return { text: textOf(await shown.text()), location }
}

/** The worker comes; letters, which nobody reads here, take it longest. */
async function work(): Promise<Told> {
	await world.sql`update outbox set delivered_at = now() where kind = 'mail' and delivered_at is null`
	await shop.settle()
	return { text: '', location: '' }
}

const atOnce = (...acts: (() => Promise<Told>)[]) => Promise.all(acts.map((act) => act()))

async function agree(title = 'Fleet software', more: object = {}): Promise<string> {
	const { id } = expectOk(
		await act(world.books, system, createContract, {
			...{ customerId: buyer.id, title, currency: 'EUR', startsOn: '2026-01-31', access: 'upsell_and_downsell' },
			lines: [{ description: 'Seats', quantity: '3', unitPrice: '100', interval: month }],
			...more,
		}),
	)
	expectOk(await act(world.books, system, activateContract, { id }))
	await bill(world.books, system, world.clock.today(), 1)
	return id
}

const count = async (rows: Promise<readonly unknown[]>) => (await rows).length
const eventsOf = (contractId: string, kind: string) =>
	count(world.sql`select from event where contract_id = ${contractId} and kind = ${kind}`)

async function quoted(): Promise<string> {
	const lines = [{ description: 'Fleet software', quantity: '12', unitPrice: '29.95', interval: month }]
	return (await offer(world, buyer, { title: 'Two depots', validUntil: '2026-03-10', lines })).id
}

test('a quote that two people sign at once is accepted once, and the second is told that it is decided', async () => {
	for (let round = 0; round < rounds; round++) {
		const id = await quoted()
		const [contracts] = await world.sql<{ count: number }[]>`select count(*)::int as count from contract`
		const both = await atOnce(
			await formOn(anna, `/quotes/${id}`, 'accept'),
			await formOn(bo, `/quotes/${id}`, 'accept'),
		)
		expect(both.filter(({ location }) => location === `/quotes/${id}`)).toHaveLength(1)
		for (const { text } of both) expect(text).toContain('Accepted on 31 Jan 2026')
		expect(both.filter(({ text }) => text.includes('has already been decided on'))).toHaveLength(1)
		expect(await count(world.sql`select from contract`)).toBe((contracts?.count ?? 0) + 1)
		expect(await count(world.sql`select from event where kind = 'quote.accepted' and subject_id = ${id}`)).toBe(1)
	}
})

test('a quote that one signs and the other declines is one of both', async () => {
	for (let round = 0; round < rounds; round++) {
		const id = await quoted()
		const accept = await formOn(anna, `/quotes/${id}`, 'accept')
		const decline = await formOn(bo, `/quotes/${id}`, 'decline')
		const both = await (round % 2 ? atOnce(accept, decline) : atOnce(decline, accept))
		const [quote] = await world.sql<{ state: string; made: boolean }[]>`
			select state, contract_id is not null as made from quote where id = ${id}`
		expect(quote?.made).toBe(quote?.state === 'accepted')
		expect(['accepted', 'declined']).toContain(quote?.state)
		for (const { text } of both) expect(text).toContain(quote?.made ? 'Accepted on' : 'Declined')
		expect(both.filter(({ text }) => text.includes('has already been decided on'))).toHaveLength(1)
	}
})

test('a cancellation that two take back while a third tab cancels again ends in one state, with its events', async () => {
	for (let round = 0; round < rounds; round++) {
		const id = await agree()
		const path = `/contracts/${id}/cancel`
		const first = await formOn(anna, `${path}?step=confirm&reason=other`, 'cancel')
		const late = await formOn(tabOf(anna), `${path}?step=confirm&reason=other`, 'cancel')
		expect((await first()).location).toContain('done=cancelled')
		const all = await atOnce(await formOn(anna, path, 'undo'), await formOn(bo, path, 'undo'), late)
		for (const { text } of all) expect(text.length).toBeGreaterThan(200)
		const [contract] = await world.sql<{ state: string }[]>`select state from contract where id = ${id}`
		const [ends, undone] = [await eventsOf(id, 'contract.ending'), await eventsOf(id, 'contract.end_undone')]
		// An undo that comes after the late tab takes that one back too: it saw the same.
		expect([1, 2]).toContain(undone)
		expect(ends - undone).toBe(contract?.state === 'ending' ? 1 : 0)
		expect(['active', 'ending']).toContain(contract?.state)
		const now = await anna.read(path)
		expect(now).toMatch(contract?.state === 'ending' ? /ends|ending/i : /cancel/i)
	}
})

test('a change that is pressed twice and made in another tab too is made once', async () => {
	for (let round = 0; round < rounds; round++) {
		const id = await agree()
		const [line] = await world.sql<{ id: string }[]>`select id from contract_line where contract_id = ${id}`
		const path = `/contracts/${id}/change?n.${line?.id}=5`
		const pressed = await formOn(anna, path, 'apply')
		const all = await atOnce(
			pressed,
			pressed,
			await formOn(tabOf(anna), path, 'apply'),
			await formOn(bo, path, 'apply'),
		)
		const made = all.filter(({ location }) => location.includes('/changed/'))
		expect(made.length).toBeGreaterThanOrEqual(1)
		expect(new Set(made.map(({ location }) => location)).size).toBe(1)
		expect(await eventsOf(id, 'contract.amended')).toBe(1)
		const invoices = world.sql`select from invoice where contract_id = ${id}`
		expect(await count(invoices)).toBe(2)
	}
})

test('an invoice that two people pay at once is paid once: both are led to one page of the processor', async () => {
	for (let round = 0; round < rounds; round++) {
		const id = await agree()
		const [invoice] = await world.sql<{ id: string; minor: bigint }[]>`
			select id, total_minor as minor from invoice where contract_id = ${id}`
		const path = `/pay?invoice=${invoice?.id}`
		const alone = ([name, value]: [string, string]) =>
			/^(shown|currency|key)$/.test(name) || (name === 'invoice' && value.startsWith(invoice?.id ?? ''))
		const pay = await formOn(anna, path, 'shown', alone)
		const both = await atOnce(pay, pay, await formOn(bo, path, 'shown', alone))
		const pages = [...new Set(both.map(({ location }) => location).filter((location) => location.startsWith('http')))]
		expect(pages).toHaveLength(1)
		for (const { location, text } of both) if (!location) expect(text).toContain('is being paid')
		await Promise.all([payWith(pages[0] ?? '', '4242424242424242'), payWith(pages[0] ?? '', '4242424242424242')])
		await work()
		const [paid] = await world.sql<{ settled: boolean; payments: number; minor: bigint }[]>`
			select settled_minor = total_minor as settled,
				(select count(*)::int from payment join payment_invoice on payment_id = payment.id
					where invoice_id = invoice.id and payment.state = 'succeeded') as payments
			from invoice where id = ${invoice?.id ?? ''}`
		expect(paid).toEqual({ settled: true, payments: 1 })
		expect(await anna.read(path)).not.toContain(String(invoice?.minor))
	}
})

test('a card that its holder removes while a charge is on its way is charged whole or not at all', async () => {
	for (let round = 0; round < rounds; round++) {
		const customer = { ...buyer, buyerId: '', actor: { kind: 'contact', contactId: buyer.contactId } } as const
		const paying = { ...world, till: shop.till }
		const invoiceId = await billAutomatically(paying, customer, 'pm_card_visa')
		const [card] = await world.sql<{ id: string; contractId: string }[]>`
			select payment_method_id as id, id as "contractId" from contract
			where id = (select contract_id from invoice where id = ${invoiceId})`
		const remove = await formOn(anna, `/cards/${card?.id}/remove`, 'customer')
		const [first, second] = await (round % 2 ? atOnce(remove, work) : atOnce(work, remove))
		await work()
		expect((round % 2 ? first : second)?.location).toContain('done=removed')
		const [left] = await world.sql<{ total: bigint; settled: bigint; paid: bigint; open: number }[]>`
			select total_minor as total, settled_minor as settled,
				coalesce(sum(part.amount_minor) filter (where payment.state = 'succeeded'), 0)::bigint as paid,
				count(*) filter (where payment.state in ('started', 'processing', 'action_required'))::int as open
			from invoice left join payment_invoice as part on invoice_id = invoice.id left join payment on payment.id = payment_id
			where invoice.id = ${invoiceId} group by invoice.id`
		expect([0n, left?.total]).toContain(left?.paid)
		expect(left).toMatchObject({ settled: left?.paid, open: 0 })
		const [gone] = await world.sql`
			select autopay, (select removed_at is not null from payment_method where id = ${card?.id ?? ''}) as removed
			from contract where id = ${card?.contractId ?? ''}`
		expect(gone).toEqual({ autopay: false, removed: true })
	}
})

test('what staff approve while the customer takes it back is one of both, and each is told which', async () => {
	const rule = { direction: 'more', timing: 'now', prorate: true } as const
	for (let round = 0; round < rounds; round++) {
		const id = await agree(`Waiting ${round}`)
		const approval = { aboveMinor: 0n, currency: 'EUR' }
		expectOk(await act(world.books, system, setChangeRule, { contractId: id, ...rule, approval }))
		const { email } = await hire(world.books, 'finance')
		const clerk = await signedIn(world.books, shop.address, 'staff', email)
		const [line] = await world.sql<{ id: string }[]>`select id from contract_line where contract_id = ${id}`
		const change = `/contracts/${id}/change?n.${line?.id}=5`
		const asked = await (await formOn(anna, change, 'ask'))()
		const requestId = /requests\/([\da-f-]{36})/.exec(asked.location)?.[1] ?? ''
		const approve = await formOn(clerk, `/staff/approvals/${requestId}`, 'approve')
		const withdraw = await formOn(anna, asked.location, 'withdraw')
		const [one, other] = await (round % 2 ? atOnce(approve, withdraw) : atOnce(withdraw, approve))
		const [request] = await world.sql<{ state: string }[]>`select state from approval_request where id = ${requestId}`
		const [staffs, customers] = round % 2 ? [one, other] : [other, one]
		expect(['approved', 'withdrawn']).toContain(request?.state)
		expect(await eventsOf(id, 'contract.amended')).toBe(request?.state === 'approved' ? 1 : 0)
		expect(staffs?.text).toMatch(request?.state === 'approved' ? /approved/i : /withdrawn|taken back/i)
		expect(customers?.text).toMatch(request?.state === 'approved' ? /approved|agreed/i : /withdrawn|taken back/i)
	}
})
