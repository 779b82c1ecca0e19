import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { addCommissionRule } from '#core/commission/add-rule.ts'
import { foundCompany } from '#core/company/found.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import { followUp } from '#core/dunning/run.ts'
import { saveInvoiceType } from '#core/invoice/types.ts'
import { sweepOutbox } from '#core/outbox/deliver.ts'
import { addProduct } from '#core/product/add.ts'
import { offerOption } from '#core/product/offer.ts'
import { addGroup } from '#core/staff/add-group.ts'
import { addUser } from '#core/staff/add-user.ts'
import { addTaxRate } from '#core/tax/add-rate.ts'
import { findUnits } from '#core/unit/find.ts'
import { changeUnit } from '#core/unit/save.ts'
import { drizzleOn, type Sql } from '../client.ts'
import { tendCatalogue } from './catalogue.ts'
import { chanceFrom } from './chance.ts'
import { demoClock } from './clock.ts'
import { collect } from './collect.ts'
import {
	demoCommission,
	demoCompany,
	demoGroups,
	demoInvoiceTypes,
	demoOffers,
	demoProducts,
	demoRules,
	demoStaff,
	demoUnits,
} from './company.ts'
import { makeContracts } from './contracts.ts'
import { demoCustomers } from './customers.ts'
import { type Cast, liveThrough } from './history.ts'
import { sayLately } from './lately.ts'
import { fillYard, setSellingTerms } from './machines.ts'
import { leaveOpenEnds } from './open-ends.ts'
import { addOwnFields } from './own-fields.ts'
import { type DemoPapers, keepPapers } from './papers.ts'
import { hearOfPartner } from './partner.ts'
import { announcePrices, endTogether, givePartnerPrices } from './prices.ts'
import { type DemoProcessor, keepCardsThere, recordPaymentsThere } from './processor.ts'
import { makeQuotes } from './quotes.ts'
import { bringRates } from './rates.ts'
import { askAndAnswer, beginAsking } from './ratings.ts'
import { addStays } from './stays.ts'
import { paySuppliers } from './suppliers.ts'
import { leaveTasks } from './tasks.ts'
import { drawTemplates } from './templates.ts'
import { visitMachines } from './visits.ts'

export const demoActor: Actor = { kind: 'system', name: 'demo' }

/** How far back the demo company's history goes. */
const months = 18

/**
 * Founds the demo company and lives through eighteen months of it with the product's own verbs on a moving clock, up to
 * today. `papers` prints what is signed and leaves the yard. `processor` is told of the cards and payments, so that they can be charged and given back later. Answers false
 * and does nothing where there is a company already.
 */
export async function loadDemo(
	{ sql, secretKey }: Pick<Books, 'sql' | 'secretKey'>,
	processor?: DemoProcessor,
	papers?: DemoPapers,
): Promise<boolean> {
	if (!(await foundCompany(sql, demoCompany))) return false
	// Long enough that a card which fails on its monthly day is always about to be tried again.
	await sql`update dunning_policy set retry_days = '{3,7,14,21,28}', warned_after_days = 5, restricted_after_days = 20, blocked_after_days = 45`
	const today = Temporal.Now.zonedDateTimeISO(demoCompany.timeZone).toPlainDate()
	const clock = demoClock(today.subtract({ months }).with({ day: 1 }), demoCompany.timeZone)
	const books: Books = { sql, db: drizzleOn(sql), clock, secretKey, past: true }
	const chance = chanceFrom(20260301)
	const cast = await makeCast(books, clock.today().toString())
	await setSellingTerms(books, clock.today())
	await bringRates(books, clock.today(), today)
	await beginAsking(books)
	const happenings = makeContracts(cast, chance, clock.today(), today)
	if (processor) await keepCardsThere(books, cast, happenings, processor, today)
	await liveThrough(books, clock, cast, chance, happenings, today)
	clock.standOn(today)
	await sayLately(books, clock, cast, today)
	await leaveOpenEnds(books, cast, chance)
	await makeQuotes(books, clock, cast, today, papers?.quote)
	await collect(books, clock, cast, today)
	await fillYard(books, cast, today)
	await tendCatalogue(books, demoActor, cast, today)
	await paySuppliers(books, cast, today)
	await showTheRest(books, cast, today, papers)
	if (processor) await recordPaymentsThere(sql, cast, processor)
	await forgetOldLetters(sql, today)
	// As the worker would have done: what is due to be tried again, service states, cards that expire.
	await followUp(books, demoActor)
	await sweepOutbox(books)
	return true
}

/** What nobody would find by themselves where there is none of it. */
async function showTheRest(
	books: Books,
	cast: Cast,
	today: Temporal.PlainDate,
	papers: DemoPapers | undefined,
): Promise<void> {
	await givePartnerPrices(books, cast, today)
	// Each of these is about contracts of its own.
	await Promise.all([
		announcePrices(books, cast, today),
		endTogether(books, cast, today),
		papers && keepPapers(books, cast, papers),
	])
	await leaveTasks(books, cast, today)
	await visitMachines(books, cast, today)
	await askAndAnswer(books, chanceFrom(11))
	await hearOfPartner(books)
}

async function makeCast(books: Books, firstDay: string): Promise<Cast> {
	await addTaxes(books)
	const groups: string[] = []
	for (const name of demoGroups) groups.push(expectOk(await act(books, demoActor, addGroup, { name })).id)
	const users: Cast['users'] = []
	for (const { group, lead, ...user } of demoStaff) {
		const groupId = group === null ? undefined : groups[group]
		const added = await act(books, demoActor, addUser, {
			...user,
			groups: groupId ? [{ id: groupId, lead: lead ?? false }] : [],
		})
		users.push({ id: expectOk(added).id, groupId: groupId ?? null, ...user })
	}
	const products: Cast['products'] = new Map()
	for (const product of demoProducts) {
		const added = expectOk(await act(books, demoActor, addProduct, product))
		products.set(product.code, { ...product, ...added })
	}
	for (const unit of expectOk(await look(books, demoActor, findUnits, undefined))) {
		const names = demoUnits[unit.name as keyof typeof demoUnits]
		if (!names) continue
		const { name, base, whole, code } = unit
		const [numerator, denominator] = [String(unit.numerator), String(unit.denominator)]
		expectOk(await act(books, demoActor, changeUnit, { name, base, numerator, denominator, whole, code, names }))
	}
	for (const type of demoInvoiceTypes) expectOk(await act(books, demoActor, saveInvoiceType, type))
	await addCommission(books, products, firstDay)
	await addOffers(books, products)
	await addStays(books, demoActor, products)
	const own = await addOwnFields(books)
	const templates = await drawTemplates(books, products)
	return { groups, users, products, customers: await addCustomers(books, groups, users), contracts: [], templates, own }
}

async function addCommission(books: Books, products: Cast['products'], validFrom: string): Promise<void> {
	expectOk(await act(books, demoActor, addCommissionRule, { ...demoCommission.all, validFrom }))
	const machine = products.get('MACHINE')
	if (!machine) throw new Error('No demo product MACHINE')
	const what = { kind: 'product', key: machine.id } as const
	expectOk(await act(books, demoActor, addCommissionRule, { ...demoCommission.machine, what, validFrom }))
}

/** What customers can add by themselves, and by which rules they may have more and less. */
async function addOffers(books: Books, products: Cast['products']): Promise<void> {
	for (const { code, onto, largest } of demoOffers) {
		const [product, base] = [products.get(code), products.get(onto)]
		if (!product || !base) continue
		const offer = { productId: product.id, planId: product.planId, forProductId: base.id, smallest: '1', largest }
		expectOk(await act(books, demoActor, offerOption, offer))
	}
	for (const rule of demoRules) expectOk(await act(books, demoActor, setChangeRule, rule))
}

async function addCustomers(books: Books, groups: string[], users: Cast['users']): Promise<Cast['customers']> {
	const customers: Cast['customers'] = []
	for (const [index, demo] of demoCustomers.entries()) {
		const groupId = groups[demo.country === 'DE' ? 0 : demo.language === 'en' ? index % 2 : 2] ?? null
		const sellers = users.filter((user) => user.groupId === groupId)
		const { contact, mailbox, ...party } = demo
		const customer = expectOk(
			await act(books, demoActor, createCustomer, {
				...party,
				email: mailbox,
				groupId,
				ownerId: sellers[index % sellers.length]?.id ?? null,
			}),
		)
		const person = expectOk(
			await act(books, demoActor, addContact, {
				customerId: customer.id,
				name: contact,
				email: mailbox,
				phone: phoneOf(demo.country, index),
				language: demo.language,
			}),
		)
		customers.push({ id: customer.id, contactId: person.id, ...demo })
	}
	return customers
}

/** Numbers that are kept for stories and ring nowhere. */
function phoneOf(country: string, index: number): string {
	const two = String(index % 100).padStart(2, '0')
	if (country === 'DE') return `+49 30 231251${two}`
	return country === 'US' ? `+1 202 555 01${two}` : `+44 1632 9601${two}`
}

async function addTaxes(books: Books): Promise<void> {
	const rates = [{ country: 'DE', label: 'USt', percent: '19' }]
	for (const rate of rates) expectOk(await act(books, demoActor, addTaxRate, { ...rate, validFrom: '2021-01-01' }))
}

// Letters of long ago have been sent long ago: only the last days' still leave, into the mailbox.
async function forgetOldLetters(sql: Sql, today: Temporal.PlainDate): Promise<void> {
	const since = today.subtract({ days: 4 }).toString()
	await sql`update outbox set delivered_at = queued_at where kind = 'mail' and queued_at < ${since}::date`
	await sql`
		update outbox set delivered_at = queued_at where kind <> 'mail' and not exists (
			select from invoice join contract on contract.id = invoice.contract_id
				join payment_method on payment_method.id = contract.payment_method_id
			where invoice.id = (payload ->> 'invoiceId')::uuid and last4 = '3184' and invoice.settled_minor < invoice.total_minor
		)`
}
