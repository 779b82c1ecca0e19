import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { createCustomer } from '#core/customer/create.ts'
import { findReaders } from '#core/customer/readers.ts'
import { requestSignIn } from '#core/sign-in/request.ts'
import type { Mail } from '#emails/post/mail.ts'
import { deliverMail } from '#portal/deliver/mail.ts'
import { invoicePdf } from '#portal/deliver/paper.ts'
import { readPdf } from '#test/emails/paper/read-pdf.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { linkTo, type Story, tellStory } from './story.ts'
import { Visit } from './visit.ts'

let world: World
let shop: Shop
let told: Story
let anna: Visit
let invoice: { id: string; number: string }

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 20 })
	told = await tellStory(world, 1)
	shop = await openShop(world)
	anna = await enter(world, shop, told.nordwind.email)
	const [last] = await world.sql<{ id: string; number: string }[]>`
		select id, number from invoice where contract_id = ${told.subscription.id} and state = 'issued' and kind = 'invoice'
		order by issued_on desc, id desc limit 1`
	if (!last) throw new Error('nothing was billed')
	invoice = last
}, 180_000)

afterAll(async () => {
	await shop.close()
	await world.close()
})

/** The customer has lived there all along, and the contact has chosen nothing, or a country, and a language. */
async function live(country: string, chosen: string | null = null, language = 'en'): Promise<void> {
	const { sql } = world
	const [party] = await sql<{ id: string }[]>`
		insert into billing_party (name, street, postal_code, city, country)
		values ('Nordwind', 'Way 1', '1', 'Town', ${country}) returning id`
	await sql`update customer set billing_party_id = ${party?.id ?? ''} where id = ${told.nordwind.id}`
	await sql`update contact set formats_country = ${chosen}, language = ${language} where id = ${told.nordwind.contactId}`
	anna.cookies.set('language', language)
}

async function letterOf(payload: Record<string, unknown>): Promise<string> {
	const sent: Mail[] = []
	const post = { send: async (mail: Mail) => ({ id: `${sent.push(mail)}`, repeated: false }), close: async () => {} }
	await deliverMail({ books: world.books, post, publicUrl: 'https://portal.example' }, { key: 'letter', payload })
	return sent.map(({ text }) => text).join('\n')
}

const reminder = () => letterOf({ letter: 'invoice-overdue', invoiceId: invoice.id })
const page = () => anna.read(`/invoices/${invoice.id}`)
const htmlOf = async (path: string) => await (await anna.get(path)).text()

test('an American reads American days, on pages and in letters', async () => {
	await live('US')
	expect(await htmlOf('/overview')).toContain('<html lang="en" data-formats="en-US"')
	expect(await page()).toContain('Jun 1, 2026')
	expect(await page()).not.toContain('1 Jun 2026')
	world.clock.standOn('2026-09-20')
	expect(await reminder()).toContain('June 1, 2026')
	world.clock.standOn('2026-06-20')
})

test('a German reads English in the European way', async () => {
	await live('DE')
	expect(await page()).toContain('1 Jun 2026')
	expect(await htmlOf('/overview')).toContain('data-formats="en-GB"')
})

test('an Austrian reads amounts with a comma', async () => {
	await live('AT')
	expect(await page()).toMatch(/€ 5\d\d,\d\d/)
})

test('a Russian in America reads Russian, and a Chinese on Taiwan simplified Chinese', async () => {
	await live('US', null, 'ru')
	expect(await page()).toMatch(/1 июн\. 2026\sг\./)
	await live('TW', null, 'zh')
	expect(await page()).toContain('2026年6月1日')
	expect(await htmlOf('/overview')).toContain('<html lang="zh" data-formats="zh-CN"')
})

test('who opens a link reads as the country of its customer does', async () => {
	await live('US')
	const { token } = await linkTo(world.books, told.nordwind, { kind: 'invoice', id: invoice.id })
	const visit = new Visit(shop.address)
	await visit.post(`/l/${token}`)
	expect(await visit.read(`/invoices/${invoice.id}`)).toContain('Jun 1, 2026')
})

test('a contact chooses whose days and numbers they read, and goes back to those of the address', async () => {
	await live('DE')
	const you = { name: 'Anna Petersen', phone: '', language: 'en' }
	expect(await anna.read('/account/you')).toContain('1 Sept 2026 · 1,234,567.5')
	expect((await anna.post('/account/you', { ...you, formatsCountry: 'IN' })).headers.get('location')).toBe('/account')
	expect(await anna.read('/account/you')).toContain('1 Sept 2026 · 12,34,567.5')
	expect((await anna.post('/account/you', { ...you, formatsCountry: 'ZZ' })).status).toBe(422)
	await anna.post('/account/you', { ...you, formatsCountry: 'US' })
	expect(await page()).toContain('Jun 1, 2026')
	await anna.post('/account/you', { ...you, formatsCountry: '' })
	expect(await page()).toContain('1 Jun 2026')
})

test('an offer of countries has none that would change nothing, and keeps one chosen in another language', async () => {
	await live('DE', 'US', 'ru')
	const html = await htmlOf('/account/you')
	const offered = [...html.matchAll(/<option value="([A-Z]{2})"/g)].map(([, code]) => code)
	expect(offered.toSorted()).toEqual(['BY', 'KG', 'KZ', 'MD', 'RU', 'UA', 'US'])
})

test('an issued invoice is printed for the country that stands on it, whatever the address is later', async () => {
	await live('US')
	const { content, sha256 } = await invoicePdf({ books: world.books, publicUrl: 'https://portal.example' }, invoice.id)
	const { pages } = await readPdf(Buffer.from(content))
	expect(pages[0]?.shown).toContain('1 Jun 2026')
	await live('IN')
	expect((await invoicePdf({ books: world.books, publicUrl: 'https://portal.example' }, invoice.id)).sha256).toBe(
		sha256,
	)
})

test('the letter that signs in tells when it was asked for as the reader writes it', async () => {
	await live('US')
	const asked = { audience: 'customer', email: told.nordwind.email } as const
	expectOk(await act(world.books, { kind: 'system', name: 'test' }, requestSignIn, asked))
	const [effect] = await world.sql<{ payload: Record<string, unknown> }[]>`
		select payload from outbox where payload ->> 'letter' = 'sign-in' order by id desc limit 1`
	expect(effect?.payload).toMatchObject({ to: { country: 'US' } })
})

test('a contact of several customers reads all pages as the first of them does, and a letter as the one it is about', async () => {
	await live('US')
	const { books, sql } = world
	const other = expectOk(
		await act(books, { kind: 'system', name: 'test' }, createCustomer, {
			...{ name: 'Aachen Werke', currency: 'EUR', email: '', language: 'en' as const },
			...{ street: 'Ring 1', postalCode: '52062', city: 'Aachen', country: 'IN', taxNumber: '' },
		}),
	)
	await sql`insert into customer_contact (customer_id, contact_id) values (${other.id}, ${told.nordwind.contactId})`
	expect(await htmlOf(`/overview?customer=${other.id}`)).toContain('data-formats="en-US"')
	const countryOf = async (customerId: string) =>
		expectOk(await look(books, { kind: 'system', name: 'test' }, findReaders, { customerId })).map(
			({ country }) => country,
		)
	expect([await countryOf(told.nordwind.id), await countryOf(other.id)]).toEqual([['US'], ['IN']])
})
