import type { Scope } from '../act.ts'
import { documentsSaying, findDocumentsNear } from '../document/search.ts'
import { reachesEquipment } from '../equipment/lock.ts'
import { matchesSeen, type Searchable, seenColumn, seenText } from '../field-right/search-text.ts'
import { may, permit, reach } from '../permit.ts'
import { quotesSaying } from '../quote/saying.ts'
import { matches } from '../search.ts'

/** Something that a search found. Of a contact, a line or a document the id is that of the customer, contract or machine it belongs to. */
export type FoundThing = {
	kind:
		| 'customer'
		| 'contract'
		| 'invoice'
		| 'line'
		| 'contact'
		| 'document'
		| 'customer_document'
		| 'equipment'
		| 'equipment_document'
		| 'quote'
	/** Of the page that shows it. */
	id: string
	/** A number, a serial number, a name. */
	title: string
	/** The customer's name, a title, a model. */
	note: string
	/** 1: as it was said; less: something like it. */
	likeness: number
}

export type FindAnything = { text: string; limit: number }

/** How much of what was said a name must share to be like it; below it anything is like everything. */
const leastLikeness = 0.45

/** The same of an invoice's number: they differ from each other in a digit or two. */
const leastLikenessOfNumbers = 0.6

/** Not more than so many hold every word: then what is spelt nearly so and is of another kind is shown after them, if it is as like as this. */
const few = 3
const leastBeside = 0.5

/**
 * What a person may mean by a name, a number, a serial number or an address, in any script and with or without accents: what
 * holds every word first; where that finds little or nothing, what is spelt nearly so. Wants a transaction, to set how near.
 */
export async function findAnything(scope: Scope, { text, limit }: FindAnything): Promise<FoundThing[]> {
	permit(scope, 'customer.read')
	const said = text.replaceAll('\0', '').trim().slice(0, 100)
	if (said === '') return []
	const exact = await findHolding(scope, said, limit)
	// Who said a whole name or number meant it; of many that hold the words one is meant.
	if (exact.length > few || exact.some(({ likeness }) => likeness === 1)) return exact
	const near = await findNear(scope, said, limit)
	if (exact.length === 0) return near.slice(0, limit)
	const kinds = new Set(exact.map(({ kind }) => kind))
	const beside = near.filter(({ kind, likeness }) => !kinds.has(kind) && likeness >= leastBeside)
	return [...exact, ...beside].slice(0, limit)
}

/** What is spelt nearly so, the nearest first. */
async function findNear(scope: Scope, said: string, limit: number): Promise<FoundThing[]> {
	const found = [
		...(await findAlike(scope, said, limit)),
		...(await findInvoicesAlike(scope, said, limit)),
		...(await findDocumentsNear(scope, said, limit)),
	]
	return found.sort((one, other) => other.likeness - one.likeness)
}

async function findHolding(scope: Scope, said: string, limit: number): Promise<FoundThing[]> {
	const { sql } = scope
	const { customer, contract, invoice } = reach(scope)
	const lower = said.toLowerCase()
	const contracts = may(scope.actor, 'contract.read')
	const invoices = may(scope.actor, 'invoice.read')
	const machines = may(scope.actor, 'equipment.read')
	const { serialNumber, model, email } = shownOf(scope)
	return await sql<FoundThing[]>`
		select kind, id, title, note, likeness::float8 from (
			(select 'customer' as kind, id, name as title, number as note,
				case when lower(number) = ${lower} or lower(name) = ${lower} then 1 else 0.9 end as likeness
			from customer where ${customer()} ${matchesSeen(scope, 'customer', 'customer', said)}
			order by likeness desc, name collate people limit ${limit})
			union all
			(select 'contract', contract.id, contract.number, concat_ws(' · ', nullif(contract.title, ''), customer.name),
				case when lower(contract.number) = ${lower} then 1 else 0.8 end as likeness
			from contract join customer on customer.id = contract.customer_id
			where ${contracts} and ${contract()} ${matchesSeen(scope, 'contract', 'contract', said)}
			order by likeness desc, contract.id desc limit ${limit})
			union all
			(select 'line', line.contract_id, coalesce(nullif(${serialNumber}, ''), line.description),
				concat_ws(' · ', nullif(${model}, ''), contract.number, customer.name),
				case when lower(${serialNumber}) = ${lower} then 1 else 0.7 end as likeness
			from contract_line as line join contract on contract.id = line.contract_id join customer on customer.id = contract.customer_id
			where ${contracts} and ${contract()} ${matchesSeen(scope, 'line', 'line', said)}
			order by likeness desc, line.id limit ${limit})
			union all
			(select 'equipment', equipment.id, serial_number, concat_ws(' · ', nullif(model, ''), contract.number),
				case when lower(serial_number) = ${lower} then 1 else 0.75 end as likeness
			from equipment left join contract on contract.id = equipment.contract_id
			where ${machines} and ${reachesEquipment(scope)} ${matches(scope, 'equipment.search_text', said)}
			order by likeness desc, equipment.id limit ${limit})
			union all
			(select 'invoice', invoice.id, invoice.number, customer.name, case when invoice.number = any(${numbers(said)}) then 1 else 0.9 end
			from invoice join customer on customer.id = invoice.customer_id
			where ${invoices} and ${invoice()} and invoice.number = any(${numbers(said)}::text[] || array(
				select prefix || lpad(${said}, greatest(digits, length(${said})), '0') from number_series where ${/^\d{1,12}$/.test(said)}))
			limit ${limit})
			union all
			(select 'contact', customer.id, contact.name, concat_ws(' · ', ${email}, customer.name), 0.85
			from contact join customer_contact on customer_contact.contact_id = contact.id
				join customer on customer.id = customer_contact.customer_id
			where ${customer()} ${matchesSeen(scope, 'contact', 'contact', said)}
			order by contact.name collate people, customer.id limit ${limit})
			union all
			(${documentsSaying(scope, said, limit)})
			union all
			(${quotesSaying(scope, said, limit)})
		) as found
		order by likeness desc, kind desc, title collate people limit ${limit}`
}

/** What of a line and a contact is told beside their names. */
function shownOf(scope: Scope) {
	const ofLine = (field: 'serialNumber' | 'model', column: string) =>
		seenColumn(scope, { card: 'line', field }, column, scope.sql`contract.state`)
	return {
		serialNumber: ofLine('serialNumber', 'line.serial_number'),
		model: ofLine('model', 'line.model'),
		email: seenColumn(scope, { card: 'customer', field: 'email' }, 'contact.email', scope.sql`null`),
	}
}

const numbers = (said: string) => [...new Set([said, said.toUpperCase()])]

async function findAlike(scope: Scope, said: string, limit: number): Promise<FoundThing[]> {
	const { sql } = scope
	const { customer, contract } = reach(scope)
	const contracts = may(scope.actor, 'contract.read')
	const machines = may(scope.actor, 'equipment.read')
	const { serialNumber, model, email } = shownOf(scope)
	const word = sql`plain_text(${said}::text)`
	const text = (thing: Searchable) => seenText(scope, thing) ?? sql`${sql(`${thing}.search_text`)}`
	// The index finds what is like it at all; of that counts what may be seen.
	const like = (thing: Searchable) =>
		seenText(scope, thing) === undefined
			? sql`${word} <% ${sql(`${thing}.search_text`)}`
			: sql`${word} <% ${sql(`${thing}.search_text`)} and ${word} <% ${text(thing)}`
	await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(leastLikeness)}, true)`
	return await sql<FoundThing[]>`
		select kind, id, title, note, likeness::float8 from (
			(select 'customer' as kind, id, name as title, number as note, word_similarity(${word}, ${text('customer')}) * 0.8 as likeness
			from customer where ${like('customer')} and ${customer()}
			order by likeness desc, name collate people limit ${limit})
			union all
			(select 'contract', contract.id, contract.number, concat_ws(' · ', nullif(contract.title, ''), customer.name),
				word_similarity(${word}, ${text('contract')}) * 0.75 as likeness
			from contract join customer on customer.id = contract.customer_id
			where ${contracts} and ${like('contract')} and ${contract()}
			order by likeness desc, contract.id desc limit ${limit})
			union all
			(select 'line', line.contract_id, coalesce(nullif(${serialNumber}, ''), line.description),
				concat_ws(' · ', nullif(${model}, ''), contract.number, customer.name),
				word_similarity(${word}, ${text('line')}) * 0.7 as likeness
			from contract_line as line join contract on contract.id = line.contract_id
				join customer on customer.id = contract.customer_id
			where ${contracts} and ${like('line')} and ${contract()}
			order by likeness desc, line.id limit ${limit})
			union all
			(select 'equipment', equipment.id, serial_number, concat_ws(' · ', nullif(model, ''), contract.number),
				word_similarity(${word}, equipment.search_text) * 0.7 as likeness
			from equipment left join contract on contract.id = equipment.contract_id
			where ${machines} and ${word} <% equipment.search_text and ${reachesEquipment(scope)}
			order by likeness desc, equipment.id limit ${limit})
			union all
			(select 'contact', customer.id, contact.name, concat_ws(' · ', ${email}, customer.name),
				word_similarity(${word}, ${text('contact')}) * 0.8 as likeness
			from contact join customer_contact on customer_contact.contact_id = contact.id
				join customer on customer.id = customer_contact.customer_id
			where ${like('contact')} and ${customer()}
			order by likeness desc, contact.name collate people limit ${limit})
		) as found
		order by likeness desc, kind desc, title collate people limit ${limit}`
}

async function findInvoicesAlike(scope: Scope, said: string, limit: number): Promise<FoundThing[]> {
	const { sql } = scope
	if (!may(scope.actor, 'invoice.read') || !/\d/.test(said)) return []
	const word = sql`plain_text(${said}::text)`
	await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(leastLikenessOfNumbers)}, true)`
	return await sql<FoundThing[]>`
		select 'invoice' as kind, invoice.id, invoice.number as title, customer.name as note,
			word_similarity(${word}, plain_text(invoice.number))::float8 * 0.85 as likeness
		from invoice join customer on customer.id = invoice.customer_id
		where ${word} <% plain_text(invoice.number) and ${reach(scope).invoice()}
		order by likeness desc, similarity(${word}, plain_text(invoice.number)) desc, invoice.id limit ${limit}`
}
