// Long because everybody and everything that others may try to reach is made here, once for all hostile tests.
import { randomUUID } from 'node:crypto'
import { type Actor, act, type Books, expectOk, type LinkScope, type LinkSubject, look } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { createCalendarFeed } from '#core/calendar-feed/create.ts'
import { requestSurvey } from '#core/credit-survey/request.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { removeContact } from '#core/customer/remove-contact.ts'
import { type Effect, openEffect } from '#core/outbox/queue.ts'
import { confirmApplication } from '#core/partner-application/confirm.ts'
import { draftPriceUpdate } from '#core/price-update/draft.ts'
import { orderPriceUpdate, workOnPriceUpdate } from '#core/price-update/plan.ts'
import { sendQuote } from '#core/quote/send.ts'
import { writeQuote } from '#core/quote/write.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { draftRestructuring } from '#core/restructuring/draft.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { revokeLink } from '#core/sign-in/revoke-link.ts'
import { hashSecret, newToken } from '#core/sign-in/secret.ts'
import { addWebhookEndpoint } from '#core/webhook/add-endpoint.ts'
import { openLog } from '#portal/log.ts'
import { statementOf, upload } from '#test/core/bank-file/banking.ts'
import { openGate } from '#test/core/delivery/gate.ts'
import { fetching, settledBefore } from '#test/core/machine-request/lot.ts'
import { supply } from '#test/core/payable/supplier.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { hire, roles, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

const system = { kind: 'system', name: 'test' } as const

export type Cast = {
	world: World
	portal: Portal
	told: Story
	/** Everything the portal wrote to its log. */
	log: string[]
	/** Every secret that was handed out. */
	secrets: Set<string>
	/** Asks the customer for a rating. */
	ratingToken: string
	/** Of the customer whose things others try: an invoice and a quote of the contract that links are made for. */
	subjects: Record<LinkSubject['kind'], LinkSubject>
	close(): Promise<void>
}

/**
 * A customer who has one of everything, another one, and a portal over both as it runs in production, so that cookies and
 * headers are the real ones.
 */
export async function openCast(): Promise<Cast> {
	const world = await openBooks({ on: '2025-12-20', max: 8 })
	const told = await tellStory(world, 3)
	const secrets = new Set<string>()
	await change(world, told)
	await raisePrices(world.books)
	await askPenalty(world.books)
	secrets.add((await openGate(world.books, told.service.id)).token)
	await fetching(world, told.service.id)
	await settledBefore(world, told.subscription.id)
	await keepCards(world, told)
	await survey(world, told)
	await collect(world, told)
	expectOk(await upload(world, statementOf([{ text: 'Rent', minor: 100n }])))
	secrets.add(await tellShop(world.books))
	const quotes = [await quoteFor(world.books, told.nordwind), await quoteFor(world.books, told.stranger)]
	const ratingToken = await askForRating(world, told)
	secrets.add(ratingToken)
	const log: string[] = []
	const portal = await openPortal(world, {
		settings: { production: true, publicUrl: 'https://portal.example' },
		log: openLog('info', { write: (line) => log.push(line) }),
	})
	await supplied({ world, portal })
	const [invoice] = await world.sql<{ id: string }[]>`
		select id from invoice where contract_id = ${told.subscription.id} and kind = 'invoice' order by id limit 1`
	const cast: Cast = {
		...{ world, portal, told, log, secrets, ratingToken },
		subjects: {
			customer: { kind: 'customer', id: told.nordwind.id },
			contract: { kind: 'contract', id: told.subscription.id },
			invoice: { kind: 'invoice', id: invoice?.id ?? '' },
			quote: { kind: 'quote', id: quotes[0] ?? '' },
		},
		close: async () => {
			await portal.close()
			await world.close()
		},
	}
	await converse(cast)
	await showDocuments(world, told)
	return cast
}

/** One change that is made and one that waits for approval. */
async function change({ books, sql }: World, { nordwind, subscription, service }: Story): Promise<void> {
	const actor: Actor = { kind: 'contact', contactId: nordwind.contactId }
	await sql`update contract set access = 'upsell_and_downsell' where customer_id = ${nordwind.id}`
	const asked = { contractId: service.id, direction: 'more', timing: 'now', prorate: true } as const
	expectOk(await act(books, system, setChangeRule, { ...asked, approval: { aboveMinor: 0n, currency: 'EUR' } }))
	for (const [contract, ask] of [
		[subscription, false],
		[service, true],
	] as const) {
		const [line] = await sql<{ id: string }[]>`
			select id from contract_line where contract_id = ${contract.id} and interval_unit is not null order by position limit 1`
		const wanted: ContractChange = { kind: 'quantity', lineId: line?.id ?? '', quantity: '19' }
		const input = { contractId: contract.id, change: wanted }
		const { seen } = expectOk(await look(books, actor, previewChange, input))
		expectOk(await act(books, actor, makeChange, { ...input, seen, ask, key: crypto.randomUUID() }))
	}
}

/** What is paid late costs something. */
async function askPenalty(books: Books): Promise<void> {
	const administrator = await hire(books, 'administrator')
	const actor = { kind: 'staff', userId: administrator.id, role: 'administrator' } as const
	const terms = { contractType: null, contractId: null, validFrom: '2020-01-01', dailyRatePercent: '0.05' }
	expectOk(await act(books, actor, setPenaltyTerms, { ...terms, graceDays: 3, chargeGrace: true }))
}

/** Somebody is to find out about the customer, and somebody stands good for them. */
async function survey({ books, sql }: World, { nordwind }: Story): Promise<void> {
	const asked = { customerId: nordwind.id, amountMinor: null, months: null, note: 'Look at the yard' }
	expectOk(await act(books, system, requestSurvey, asked))
	await sql`
		with party as (insert into guarantor (name, created_at) values ('Otto Berg', now()) returning id)
		insert into guarantee (guarantor_id, customer_id, currency, given_on, given_by)
		select id, ${nordwind.id}, 'EUR', '2025-12-20', 'system:test' from party`
}

/** Somebody is to get in what the customer owes. */
async function collect({ sql }: World, { nordwind }: Story): Promise<void> {
	await sql`
		insert into collection_case (customer_id, currency, opened_by, opened_at)
		values (${nordwind.id}, 'EUR', 'system:test', now())`
}

/** New prices that are planned for whoever is here, and more that are only thought of. */
async function raisePrices(books: Books): Promise<void> {
	const rule = { percent: '2', noticeDays: 10, starts: { at: 'renewal' as const } }
	const { id } = expectOk(await act(books, system, draftPriceUpdate, { name: 'Dearer', rule }))
	expectOk(await act(books, system, orderPriceUpdate, { id }))
	await workOnPriceUpdate(books, { id })
	const [...contracts] = expectOk(
		await look(books, system, async ({ sql }) => await sql<{ id: string }[]>`select id from contract`, undefined),
	)
	const deed = { kind: 'price_amount', on: '2027-01-01', amount: '1' } as const
	const select = { contractIds: contracts.map((contract) => contract.id) }
	expectOk(await act(books, system, draftRestructuring, { name: 'Dearer again', deed, select }))
}

/** Another system that is told of what happens from now on. Answers its secret. */
async function tellShop(books: Books): Promise<string> {
	const shop = { name: 'Shop', url: 'https://shop.example/hook', kinds: [], plain: false }
	return expectOk(await act(books, system, addWebhookEndpoint, shop)).secret
}

async function keepCards({ sql }: World, { nordwind, subscription }: Story): Promise<void> {
	const [card] = await sql<{ id: string }[]>`
		insert into payment_method (customer_id, processor_method_id, brand, last4, expiry_month, expiry_year, saved_at)
		values (${nordwind.id}, 'pm_canary', 'visa', '4929', 11, 2031, '2026-06-01') returning id`
	await sql`update contract set payment_method_id = ${card?.id ?? ''} where id = ${subscription.id}`
	await sql`
		insert into card_setup (customer_id, contact_id, state, created_at, expires_at, settled_at)
		values (${nordwind.id}, ${nordwind.contactId}, 'canceled', '2026-06-01', '2026-06-02', '2026-06-01')`
}

async function quoteFor(books: Books, customer: { id: string; name: string }): Promise<string> {
	const month = { unit: 'month', count: 1 } as const
	const { id } = expectOk(
		await act(books, system, writeQuote, {
			customerId: customer.id,
			currency: 'EUR',
			title: `Telematics for ${customer.name}`,
			validUntil: '2026-08-01',
			startsOn: '2026-07-01',
			lines: [
				{ description: 'Telematics', quantity: '7', unitPrice: '61.73', interval: month },
				{ description: 'Hotline', quantity: '1', unitPrice: '13', interval: month, optional: true, chosen: false },
			],
		}),
	)
	expectOk(await act(books, system, sendQuote, { id }))
	return id
}

/** A supplier with a contract that is paid, and somebody who wants to become a partner, with a paper. */
async function supplied({ world, portal }: Pick<Cast, 'world' | 'portal'>): Promise<void> {
	await supply(world, 'Kontor')
	const form = new FormData()
	const said = { companyName: 'Bau', contactName: 'Ida', email: 'ida@bau.example', country: 'DE', wish: 'Sell' }
	for (const [name, value] of Object.entries({ ...said, key: randomUUID() })) form.append(name, value)
	form.append('files', new Blob(['Profile, plainly'], { type: 'text/plain' }), 'Profile.txt')
	const answer = await fetch(`${portal.address}/partner-application`, {
		...{ method: 'POST', body: form, redirect: 'manual' },
		headers: { 'sec-fetch-site': 'same-origin' },
	})
	if (answer.status !== 302) throw new Error(`The application was not sent: ${answer.status}`)
	const [letter] = await world.sql<Effect[]>`
		select kind, key, payload from outbox where payload->>'letter' = 'application-confirm'`
	const { payload } = openEffect(world.books, letter as Effect)
	const { token } = (payload as { secrets: { token: string } }).secrets
	expectOk(await confirmApplication(world.books, { token }))
}

async function askForRating({ sql }: World, { nordwind, subscription }: Story): Promise<string> {
	const token = newToken()
	await sql`
		insert into rating_request (customer_id, contact_id, contract_id, stage, subject_id, token_hash, asked_at, expires_at)
		values (${nordwind.id}, ${nordwind.contactId}, ${subscription.id}, 'renewed', ${subscription.id}, ${hashSecret(token)},
			'2026-06-19', '2027-06-19')`
	return token
}

/** A message with a file, a calendar feed: made by the owner, as owners do. */
async function converse(cast: Cast): Promise<void> {
	const { books } = cast.world
	const owner = await enterAs(cast, 'customer', cast.told.nordwind.email)
	const form = new FormData()
	form.append('text', 'When does the Forklift come?')
	form.append('files', new Blob(['Forklift, plainly'], { type: 'text/plain' }), 'Forklift.txt')
	const answer = await fetch(`${cast.portal.address}/contracts/${cast.told.service.id}/messages`, {
		...{ method: 'POST', body: form, redirect: 'manual' },
		headers: { cookie: cookiesOf(owner), 'sec-fetch-site': 'same-origin' },
	})
	if (answer.status !== 302) throw new Error(`The message was not sent: ${answer.status}`)
	const contact = { kind: 'contact', contactId: cast.told.nordwind.contactId } as const
	cast.secrets.add(expectOk(await act(books, contact, createCalendarFeed, undefined)).token)
}

export const cookiesOf = (visit: Visit) => [...visit.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

/** Signed in by the link of a letter. */
export async function enterAs(cast: Cast, audience: 'customer' | 'staff', email: string): Promise<Visit> {
	const visit = await signedIn(cast.world.books, cast.portal.address, audience, email)
	for (const [name, value] of visit.cookies) if (name.endsWith('session')) cast.secrets.add(value)
	return visit
}

type Linked = {
	customer: { id: string; contactId: string }
	subject: LinkSubject
	scope: LinkScope
	spent?: 'expired' | 'revoked'
	/** Made more than a day ago. */
	old?: boolean
}

/** Holds a link that was opened while it was good. */
export async function holdLink(cast: Cast, { customer, subject, scope, spent, old }: Linked): Promise<Visit> {
	const { books } = cast.world
	const link = expectOk(await act(books, system, createLink, { customerId: customer.id, subject, scope }))
	cast.secrets.add(link.token)
	const visit = new Visit(cast.portal.address)
	const opened = await visit.post(`/l/${link.token}`)
	if (opened.status !== 302) throw new Error(`A link was not opened: ${opened.status}`)
	if (spent === 'revoked') expectOk(await act(books, system, revokeLink, { id: link.id }))
	if (old) await age(cast, {}, link.id)
	if (spent === 'expired') await age(cast, { expires_at: '2026-06-19' }, link.id)
	return visit
}

/** The database lets nobody make a link older: here time has to pass in an instant. */
export async function age(
	{ world }: Cast,
	days: { created_at?: string; expires_at?: string },
	id: string,
): Promise<void> {
	await world.sql.begin(async (sql) => {
		await sql`set local session_replication_role = replica`
		await sql`update secure_link set ${sql({ created_at: '2026-06-01', ...days })} where id = ${id}`
	})
}

/** Somebody who was of the customer when they signed in. */
export async function leaverOf(cast: Cast, customer: { id: string }): Promise<{ id: string; visit: Visit }> {
	const { books } = cast.world
	const email = 'leaver@elsewhere.example'
	const person = { customerId: customer.id, name: 'Lee Ver', email, language: 'en' } as const
	const { id } = expectOk(await act(books, system, addContact, person))
	const visit = await enterAs(cast, 'customer', email)
	expectOk(await act(books, system, removeContact, { customerId: customer.id, contactId: id }))
	return { id, visit }
}

export async function staffOf(cast: Cast) {
	const staff = []
	for (const role of roles) {
		const { id, email } = await hire(cast.world.books, role)
		staff.push({ role, id, visit: await enterAs(cast, 'staff', email) })
	}
	const former = await hire(cast.world.books, 'administrator')
	const gone = await enterAs(cast, 'staff', former.email)
	await cast.world.sql`update staff_user set left_at = now() where id = ${former.id}`
	return { staff, gone }
}

/** A document of each customer's contract that they are shown. */
async function showDocuments({ sql }: World, told: Story): Promise<void> {
	// The file that was sent with a message is in the store.
	const [stored] = await sql<
		{ sha256: string; size: number }[]
	>`select sha256, size_bytes as size from stored_file limit 1`
	if (!stored) throw new Error('Nothing is stored')
	const [clerk] = await sql<{ id: string }[]>`
		insert into staff_user (name, email, role) values ('Clerk', 'clerk@documents.example', 'finance') returning id`
	for (const [customerId, contractId] of [
		[told.nordwind.id, told.subscription.id],
		[told.stranger.id, told.foreign.id],
	] as const) {
		const [document] = await sql<{ id: string }[]>`
			insert into document (customer_id, contract_id, kind_id, title, shared, created_at)
			select ${customerId}, ${contractId}, id, 'Annex', true, now() from document_kind where name = 'Annex' returning id`
		await sql`
			insert into document_version (document_id, number, file_name, media_type, size_bytes, sha256, uploaded_by, uploaded_by_name, uploaded_at, key)
			values (${document?.id ?? ''}, 1, 'annex.txt', 'text/plain', ${stored.size}, ${stored.sha256}, ${clerk?.id ?? ''}, 'Clerk', now(), ${crypto.randomUUID()})`
	}
}
