import { type Actor, act, expectOk, look } from '#core/act.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import { type AcceptQuote, acceptQuote } from '#core/quote/accept.ts'
import type { QuoteInput } from '#core/quote/input.ts'
import { previewQuote, type QuotePreview } from '#core/quote/preview.ts'
import { sendQuote } from '#core/quote/send.ts'
import { writeQuote } from '#core/quote/write.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { openLink } from '#core/sign-in/open-link.ts'
import type { World } from '#test/support/books.ts'

export const office: Actor = { kind: 'system', name: 'test' }
export const month = { unit: 'month', count: 1 } as const
export const year = { unit: 'year', count: 1 } as const

export type Buyer = { id: string; contactId: string; email: string; currency: string }

/** A customer with a contact, in a country where the company charges so much tax. */
export async function welcome(
	{ books, sql }: World,
	currency = 'EUR',
	country = 'DE',
	taxPercent = 19,
	email = 'anna@nordwind.example',
): Promise<Buyer> {
	await sql`
		insert into tax_rate (country, tax_class, label, percent, valid_from) values (${country}, 'standard', 'VAT', ${taxPercent}, '2020-01-01')
		on conflict do nothing`
	const { id } = expectOk(
		await act(books, office, createCustomer, {
			name: 'Nordwind Logistik',
			language: 'en',
			currency,
			email,
			street: 'Speicherstadt 4',
			postalCode: '20457',
			city: 'Hamburg',
			country,
		}),
	)
	const contact = expectOk(
		await act(books, office, addContact, { customerId: id, name: 'Anna Petersen', email, language: 'en' }),
	)
	return { id, contactId: contact.id, email, currency }
}

/** A quote that has been sent. */
export async function offer(
	{ books }: World,
	buyer: Buyer,
	quote: Omit<QuoteInput, 'customerId' | 'currency'>,
): Promise<{ id: string; number: string }> {
	const { id: customerId, currency } = buyer
	const written = expectOk(await act(books, office, writeQuote, { customerId, currency, ...quote }))
	expectOk(await act(books, office, sendQuote, { id: written.id }))
	return written
}

/** The holder of a link that lets its subject be managed, opened once. */
export async function holderOf(
	{ books }: World,
	buyer: Buyer,
	quoteId: string,
	scope: 'view' | 'pay' | 'manage' = 'manage',
): Promise<Actor> {
	const subject = { kind: 'quote', id: quoteId } as const
	const input = { customerId: buyer.id, contactId: buyer.contactId, subject, scope }
	const { token } = expectOk(await act(books, office, createLink, input))
	return expectOk(await openLink(books, { token, address: '203.0.113.7', browser: 'Firefox' })).actor
}

export async function previewFor(
	{ books }: World,
	actor: Actor,
	id: string,
	chosen: string[] | null = null,
): Promise<QuotePreview> {
	return expectOk(await look(books, actor, previewQuote, { id, chosen }))
}

/** What a form would send that shows this preview. */
export function signed(
	id: string,
	preview: Pick<QuotePreview, 'chosen' | 'seen'>,
	more: Partial<AcceptQuote> = {},
): AcceptQuote {
	return {
		id,
		chosen: preview.chosen,
		seen: preview.seen,
		signature: { kind: 'typed', name: 'Anna Petersen' },
		consent: 'I accept this quote.',
		language: 'en',
		address: '203.0.113.7',
		browser: 'Firefox',
		document: { fileName: 'Q.pdf', content: new TextEncoder().encode('%PDF-1.7'), paper: {} },
		...more,
	}
}

export async function accept({ books }: World, actor: Actor, input: AcceptQuote) {
	return await act(books, actor, acceptQuote, input)
}
