import { expect } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import type { ContractInput } from '#core/contract/input.ts'
import { renewTerms } from '#core/contract/renew-terms.ts'
import { tellRenewals } from '#core/contract/tell-renewals.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import { followUp } from '#core/dunning/run.ts'
import { bill } from '#core/invoice/run.ts'
import { quoteRenewals } from '#core/quote/renewals.ts'
import { tendQuotes } from '#core/quote/tend.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { examine } from '#core/report/examine.ts'
import { enter } from '#test/portal/customer/enter.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { hire } from '#test/portal/staff/console.ts'
import { payWith } from '#test/portal/stripe/taking.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { Reader } from './reader.ts'

export const office: Actor = { kind: 'system', name: 'office' }
export const month = { unit: 'month', count: 1 } as const

/** A company with its portal, card processor and mailbox, on a clock that the story moves. */
export type Company = World & { shop: Shop }

export type Welcomed = { id: string; contactId: string; email: string; currency: string }

type Home = {
	name: string
	currency: string
	country: string
	/** What the company charges there, in per cent. */
	tax: string
	language: 'en' | 'ru' | 'zh' | 'vi'
}

/** `near` as for openShop. */
export async function openCompany(
	on: string,
	more: Parameters<typeof openBooks>[0]['company'] = {},
	{ near = false } = {},
): Promise<Company> {
	const world = await openBooks({ on, max: 12, company: more })
	const shop = await openShop(world, { near })
	const close = async () => {
		await shop.close()
		await world.close()
	}
	return { ...world, shop, close, [Symbol.asyncDispose]: close }
}

/** A customer of a country, with a contact who reads in a language. */
export async function welcome({ books, sql }: Company, home: Home): Promise<Welcomed> {
	const { name, currency, country, tax, language } = home
	await sql`
		insert into tax_rate (country, tax_class, label, percent, valid_from) values (${country}, 'standard', 'VAT', ${tax}, '2020-01-01')
		on conflict do nothing`
	const email = `anna@${name.toLowerCase().replace(/\W/g, '')}.example`
	const address = { street: 'Hafen 4', postalCode: '20457', city: 'Hafenstadt', country }
	const { id } = expectOk(await act(books, office, createCustomer, { name, language, currency, email, ...address }))
	const person = { customerId: id, name: 'Anna Petersen', email, language }
	const contact = expectOk(await act(books, office, addContact, person))
	return { id, contactId: contact.id, email, currency }
}

/** A contract in force. */
export async function agree(
	{ books }: Company,
	customer: Welcomed,
	contract: Omit<ContractInput, 'customerId' | 'currency'>,
): Promise<string> {
	const { id: customerId, currency } = customer
	const { id } = expectOk(await act(books, office, createContract, { customerId, currency, ...contract }))
	expectOk(await act(books, office, activateContract, { id }))
	return id
}

/** The customer's contact, signed in, without script. */
export async function customerOf(company: Company, customer: Welcomed): Promise<Reader> {
	return new Reader(await enter(company, company.shop, customer.email))
}

/** Somebody of the staff, signed in. */
export async function staffOf(company: Company): Promise<Reader> {
	const { email } = await hire(company.books, 'administrator')
	return new Reader(await enter(company, company.shop, email, 'staff'))
}

/** The day has come: the worker does what it does each hour, letters leave, and all that must hold does. */
export async function dayComes(company: Company, day: string): Promise<void> {
	const { books, clock, shop } = company
	clock.standOn(day)
	await renewTerms(books, office)
	await bill(books, office, clock.today(), 1)
	await shop.settle()
	await followUp(books, office)
	expectOk(await act(books, office, tellRenewals, undefined))
	expect((await quoteRenewals(books, office)).failed).toEqual([])
	expectOk(await act(books, office, tendQuotes, undefined))
	expectOk(await act(books, office, askForRatings, undefined))
	await allIsGood(company)
}

/** What is to be done is done; journal, numbers, sums, settlements and MRR are as promised. */
export async function allIsGood({ books, shop }: Company): Promise<void> {
	await shop.settle()
	const findings = expectOk(await act(books, office, examine, undefined))
	expect(findings.filter(({ good }) => !good)).toEqual([])
}

/** The papers of a customer in their order: number, day, total and what is settled of it, in minor units. */
export async function papersOf({ sql }: Company, { id }: Pick<Welcomed, 'id'>): Promise<string[]> {
	const rows = await sql<{ paper: string }[]>`
		select number || ' ' || issued_on || ' ' || total_minor || ' ' || settled_minor || case state when 'issued' then '' else ' ' || state end as paper
		from invoice where customer_id = ${id} and number is not null order by issued_at, number`
	return rows.map(({ paper }) => paper)
}

/** The invoice or credit note of a number. */
export async function idOf({ sql }: Company, number: string): Promise<string> {
	const [row] = await sql<{ id: string }[]>`select id from invoice where number = ${number}`
	return row?.id ?? ''
}

/** A line of a contract by its place. */
export async function lineOf({ sql }: Company, contractId: string, position = 1): Promise<string> {
	const [line] = await sql<{ id: string }[]>`
		select id from contract_line where contract_id = ${contractId} and position = ${position}`
	return line?.id ?? ''
}

/** The lines of a paper: kind, period, net and tax in minor units. */
export async function linesOf({ sql }: Company, number: string): Promise<string[]> {
	const rows = await sql<{ line: string }[]>`
		select kind || ' ' || coalesce(period_from || '..' || period_to, 'once') || ' ' || net_minor || ' ' || line.tax_minor as line
		from invoice_line as line where invoice_id = (select id from invoice where number = ${number}) order by position`
	return rows.map(({ line }) => line)
}

export type Letter = { name: string; subject: string; text: string; files: string[] }

/** The letters that came since the last look, oldest first. */
export async function newLetters({ sql, shop }: Company): Promise<Letter[]> {
	await shop.settle()
	const rows = await sql<Letter[]>`
		select letter as name, subject, text, array(
			select file_name from mailbox_attachment where letter_id = mailbox_letter.id order by file_name) as files
		from mailbox_letter order by id`
	await sql`delete from mailbox_letter`
	return rows.map((row) => ({ ...row, text: plain(row.text) }))
}

/** Text with every white space alike, as a reader sees it. */
export const plain = (text: string) => text.replace(/\s+/g, ' ')

/** MRR of today in the currency, from its movements. */
export async function mrrOf({ sql, clock }: Company, currency: string): Promise<bigint> {
	const [row] = await sql<{ minor: bigint }[]>`
		select coalesce(sum(amount_minor), 0)::bigint as minor from mrr_movement
		where currency = ${currency} and moved_on <= ${clock.today().toString()}`
	return row?.minor ?? 0n
}

/** Money that has come, in minor units. */
export async function cash({ sql }: Company, currency: string): Promise<bigint> {
	const [row] = await sql<{ minor: bigint }[]>`
		select coalesce(sum(amount_minor), 0)::bigint as minor from journal_line where account = 'cash' and currency = ${currency}`
	return row?.minor ?? 0n
}

/** Fills in the card at the processor's, and says yes where the bank asks. Answers where that leads. */
export async function enterCard(page: string, number: string, expiry = '04/30'): Promise<string> {
	const led = isChallenge(page) ? page : await payWith(page, number, expiry)
	if (!isChallenge(led)) return led
	const body = new URLSearchParams({ answer: 'complete' })
	const answer = await fetch(led, { method: 'POST', body, redirect: 'manual' })
	return answer.headers.get('location') ?? ''
}

const isChallenge = (page: string) => page.includes('/sandbox/challenge/')
