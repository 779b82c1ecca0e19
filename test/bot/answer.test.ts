import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { sweepChoices } from '#core/chat/choice.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { chatOf, hireMember, openDesk } from './desk.ts'

let world: World
let told: Story
let open: { id: string; number: string }
let finance: ReturnType<typeof chatOf>
let seller: ReturnType<typeof chatOf>

const system = { kind: 'system', name: 'test' } as const
const queued = (like: string) =>
	world.sql<{ key: string }[]>`select key from outbox where key like ${like}`.then((rows) => rows.length)

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 3)
	world.clock.standOn('2026-08-20')
	const desk = openDesk(world.books)
	finance = chatOf(desk, await hireMember(world.books, 'finance'))
	seller = chatOf(desk, await hireMember(world.books, 'salesperson'))
	const [found] = await world.sql<{ id: string; number: string }[]>`
		select id, number from invoice where kind = 'invoice' and state = 'issued' and settled_minor < total_minor
			and contract_id = ${told.subscription.id} order by id limit 1`
	open = found ?? { id: '', number: '' }
})
afterAll(() => world.close())

test('a customer is found by a part of the name, by a name that sounds like it, and by number', async () => {
	expect((await seller.ask('find nordwind')).title).toBe('Nordwind Logistik')
	const alike = await seller.ask('find Nordwint Logistk')
	expect(alike.title).toContain('Which')
	expect((await seller.choose(alike, /Nordwind/)).title).toBe('Nordwind Logistik')
	const [customer] = await world.sql<{ number: string }[]>`select number from customer where id = ${told.nordwind.id}`
	expect((await seller.ask(customer?.number ?? '')).title).toBe('Nordwind Logistik')
	expect(await seller.ask('find Zebra GmbH')).toMatchObject({
		tone: 'bad',
		title: 'I know nothing called “Zebra GmbH”',
	})
})

test('what is overdue is listed with its sum, over an amount, and in the language of the question', async () => {
	const all = await finance.ask('what is overdue?')
	expect(all.title).toMatch(/^Overdue: €/)
	const [sum] = await world.sql<{ minor: bigint }[]>`
		select sum(total_minor - settled_minor)::bigint as minor from invoice
		where kind = 'invoice' and state = 'issued' and settled_minor < total_minor and due_on < '2026-08-20'`
	expect(all.title.replace(/\D/g, '')).toBe(String(sum?.minor))
	const over = await finance.ask('what is overdue over 10?')
	expect(over.table?.columns.map(({ title }) => title)).toEqual(['For each customer', 'Overdue', 'Change'])
	expect(over.chart).toMatchObject({ unit: 'EUR' })
	expect(over.choices.map(({ label }) => label)).toContain('Against a year before')
	expect(over.note).toMatch(/over 10\b.*\bin each currency by itself: EUR\./)
	expect(await finance.ask('what is overdue over 999999?')).toMatchObject({ text: 'There is nothing of that kind.' })
	expect((await finance.ask('more than 3000 days overdue')).title).toBe('Nothing is more than 3000 days overdue')
	expect((await finance.ask('overdue more than 0 days')).title).toBe((await finance.ask('overdue')).title)
	expect((await finance.ask('что просрочено')).title).toMatch(/^Просрочено: /)
	expect((await finance.ask('逾期')).title).toMatch(/^逾期：/)
	expect((await finance.ask('quá hạn')).title).toMatch(/^Quá hạn: /)
})

test('the next invoices are those the schedule has', async () => {
	const reply = await seller.ask('next invoices of Nordwind Logistik')
	const [due] = await world.sql<{ on: Temporal.PlainDate }[]>`
		select min(next_due_on) as on from contract_billing join contract on contract.id = contract_id
		where customer_id = ${told.nordwind.id} and state = 'active'`
	expect(due?.on).toBeInstanceOf(Temporal.PlainDate)
	expect(reply.table?.rows.length).toBeGreaterThan(3)
})

test('the statement shows the balance of the journal', async () => {
	const reply = await finance.ask('statement of Nordwind Logistik')
	const owed = reply.fields?.find(({ label }) => label === 'Open invoices')?.value ?? ''
	const [sum] = await world.sql<{ minor: bigint }[]>`
		select sum(total_minor - settled_minor)::bigint as minor from invoice
		where kind = 'invoice' and state = 'issued' and customer_id = ${told.nordwind.id}`
	expect(owed.replace(/\D/g, '')).toBe(String(sum?.minor))
	expect(reply.fields?.some(({ label }) => label.startsWith('To settle everything on '))).toBe(true)
	expect(reply.text).toMatch(/^Received:\n.* · R-\d+ · €/)
})

test('a follow-up is kept at once, once however often it is delivered', async () => {
	const key = crypto.randomUUID()
	for (let time = 0; time < 2; time++)
		expect(await seller.ask('note Nordwind Logistik: called, pays on Friday', key)).toMatchObject({ tone: 'good' })
	const rows = await world.sql<{ text: string; name: string }[]>`
		select text, author_name as name from follow_up where customer_id = ${told.nordwind.id}`
	expect(rows.map((row) => ({ ...row }))).toEqual([{ text: 'called, pays on Friday', name: 'The salesperson' }])
})

test('a reminder goes out after a yes, once, whoever presses again', async () => {
	const which = await seller.ask('remind Nordwind Logistik')
	expect(which.title).toBe('Which invoice of Nordwind Logistik?')
	const labels = which.choices.map(({ label }) => label)
	expect(labels.find((label) => label.startsWith(open.number))).toMatch(/ · €[\d,.]+ · \d+ \w+ 20\d\d$/)
	expect((await seller.ask(`remind ${told.subscription.number}`)).choices.length).toBeGreaterThan(0)
	const question = await seller.choose(which, new RegExp(open.number))
	expect(question.title).toContain(open.number)
	expect(await queued('reminder:%:now:%')).toBe(0)
	expect((await seller.choose(question, 'Cancel')).title).toBe('Nothing was done.')
	const pressed = await Promise.all(Array.from({ length: 8 }, () => seller.choose(question, 'Send the reminder')))
	expect(pressed.filter(({ tone }) => tone === 'good')).toHaveLength(1)
	expect(pressed.find(({ tone }) => tone === 'bad')?.text).toContain('The salesperson has pressed this already')
	expect(await queued('reminder:%:now:%')).toBe(1)
	const again = await seller.choose(await seller.ask(`remind ${open.number}`), 'Send the reminder')
	expect(again.text).toContain('has gone out today already')
})

test('a message reaches the customer only by the choice that says so', async () => {
	const contract = told.subscription.number
	const messages = () =>
		world.sql`select from message where subject_id = ${told.subscription.id}`.then((rows) => rows.length)
	const before = await messages()
	const question = await seller.ask(`answer ${contract}: We will call you tomorrow.`)
	expect(await messages()).toBe(before)
	await seller.choose(question, 'Keep as an internal note')
	expect(await messages()).toBe(before)
	const other = await seller.ask(`answer ${contract}: We will call you tomorrow.`)
	expect((await seller.choose(other, 'Send to the customer')).title).toContain('Sent to Nordwind')
	expect(await messages()).toBe(before + 1)
})

test('an invoice and a link are mailed after a yes', async () => {
	const invoice = await seller.choose(await seller.ask(`send invoice ${open.number}`), 'Send the invoice')
	expect(invoice).toMatchObject({ tone: 'good' })
	expect(await queued(`letter:invoice-issued:${open.id}:again:%`)).toBe(1)
	const link = await seller.choose(await seller.ask(`link to ${told.subscription.number}`), 'Send the link')
	expect(link.title).toContain('anna@nordwind.example')
	expect(await queued(`letter:secure-link:${told.subscription.id}:%`)).toBe(1)
	// From whom addresses are hidden is told that it goes to the customer.
	const rights = [{ field: 'email', state: null, access: 'hidden' as const }]
	for (const hidden of [rights, []]) {
		const said = { card: 'customer', role: 'salesperson', rights: hidden } as const
		expectOk(await act(world.books, system, saveFieldRights, said))
		delete world.books.company
		const sent = await seller.choose(await seller.ask(`link to ${told.subscription.number}`), 'Send the link')
		expect(sent.title).toMatch(hidden.length > 0 ? /^The link goes to Nordwind/ : /anna@nordwind.example/)
	}
})

test('a charge is of the amount that was shown, by who may charge', async () => {
	const seen = await seller.ask(`charge ${open.number}`)
	expect((await seller.choose(seen, /^Charge/)).tone).toBe('bad')
	const [card] = await world.sql<{ id: string }[]>`
		insert into payment_method (customer_id, processor_method_id, brand, last4, expiry_month, expiry_year, saved_at)
		values (${told.nordwind.id}, 'pm_1', 'visa', '4242', 11, 2031, '2026-06-01') returning id`
	const question = await finance.ask(`charge ${open.number}`)
	expect((await finance.choose(question, /^Charge/)).text).toContain('has no card to charge')
	await world.sql`update contract set autopay = true, payment_method_id = ${card?.id ?? ''} where id = ${told.subscription.id}`
	expect((await finance.choose(question, /^Charge/)).tone).toBe('good')
	expect((await finance.choose(question, /^Charge/)).text).toContain('has pressed this already')
	expect(await queued(`charge:${open.id}:%`)).toBe(1)
})

test('a button is good for whom it was made, for a day, and not when it is made up', async () => {
	const question = await seller.ask(`send invoice ${open.number}`)
	expect((await finance.choose(question, 'Send the invoice')).text).toContain('made for somebody else')
	const [choice] = question.choices
	const forged = { ...question, choices: [{ ...choice, label: 'x', token: `B${choice?.token.slice(1)}` }] }
	expect((await seller.choose(forged, 'x')).text).toContain('not known here')
	const before = world.clock.now()
	world.clock.standOn('2026-08-22')
	expect((await seller.choose(question, 'Send the invoice')).text).toContain('too old')
	world.clock.standOn('2026-08-24')
	expect(expectOk(await act(world.books, system, sweepChoices, undefined))).toBeGreaterThan(0)
	world.clock.standOn(before.toZonedDateTimeISO('UTC').toPlainDate().toString())
})

test('rights are those of the role: a storekeeper sees no money', async () => {
	const keeper = chatOf(openDesk(world.books), await hireMember(world.books, 'storekeeper'))
	for (const sentence of ['overdue', 'statement of Nordwind Logistik', 'note Nordwind Logistik: hello'])
		expect(await keeper.ask(sentence)).toMatchObject({ tone: 'bad', title: 'That was not done' })
	const { fields = [] } = await keeper.ask('find Nordwind Logistik')
	expect(fields.length).toBeGreaterThan(0)
	expect(fields.map(({ label }) => label)).not.toContain('Open')
})

test('what is not understood is said so, never guessed', async () => {
	const reply = await seller.ask('please tell me something nice about the weather in Hamburg today')
	expect(reply).toMatchObject({ tone: 'bad', title: 'I am not sure what you mean' })
})
