import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { type Books, look } from '#core/act.ts'
import { readTerms } from '#core/api/read-terms.ts'
import { type ComingInvoice, previewInvoices } from '#core/contract/preview.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { dayInput } from '#core/day-input.ts'
import { type JournalPlace, readJournalLines } from '#core/journal/read-lines.ts'
import type { Query } from '#core/list/asked.ts'
import type { ListName } from '#core/list/list.ts'
import { formatMajor } from '#core/money.ts'
import { type CataloguePrice, findProduct, type ProductPage } from '#core/product/find.ts'
import { readEvents } from '#core/report/read-events.ts'
import { anewOf } from './anew.ts'
import { sendJson, sendProblem, valueIn } from './answer.ts'
import { readJson } from './json-row.ts'

const page = z.object({
	limit: z.coerce.number().int().min(1).max(500).default(100),
})

type Paged<Asked> = { asked: Asked; limit: number; cursor: string | undefined }

/** Reads an address by a schema beside `limit` and `cursor`; undefined once what is wrong is said. */
function readPaged<Schema extends z.ZodType>(
	request: Request,
	response: Response,
	schema: Schema,
	isPlace: (cursor: string) => boolean,
): Paged<z.output<Schema>> | undefined {
	const query = Object.fromEntries(new URL(request.url, 'http://here').searchParams)
	// Begun anew, a program whose cursor is none would read the first page for ever.
	const cursorOfPlace = z
		.string()
		.max(6000)
		.refine((cursor) => isPlace(placeOf(cursor)), 'It is none of ours')
	const paged = page.extend({ cursor: cursorOfPlace.optional() }).safeParse(query)
	const asked = schema.safeParse(query)
	if (paged.success && asked.success) {
		const { limit, cursor } = paged.data
		return {
			asked: asked.data,
			limit,
			cursor: cursor === undefined ? undefined : placeOf(cursor),
		}
	}
	const issue = [...(paged.error?.issues ?? []), ...(asked.error?.issues ?? [])][0]
	const field = issue?.path.join('.') ?? ''
	sendProblem(response, {
		status: 422,
		code: 'input.invalid',
		detail: `“${field}”: ${issue?.message ?? 'not understood'}`,
		facts: { field },
	})
	return undefined
}

const cursorOf = (place: string) => Buffer.from(place).toString('base64url')
const placeOf = (cursor: string) => Buffer.from(cursor, 'base64url').toString()
const isId = (text: string | undefined) => z.uuid().safeParse(text).success
const idOf = ({ params }: Request) => z.uuid().safeParse(params.id).data

/** A list, filtered and ordered by its address as its page is; `next` is the cursor of the following page, or null. */
export function listHandler(books: Books, name: ListName): RequestHandler {
	return async (request, response) => {
		const paged = readPaged(request, response, z.looseObject({}), (cursor) => isId(cursor.split(' ')[0]))
		if (!paged) return
		const query = [...new URL(request.url, 'http://here').searchParams].filter(
			([name]) => name !== 'limit' && name !== 'cursor',
		)
		const { limit, cursor } = paged
		const { actor } = response.locals.program
		const rows = valueIn(response, await look(books, actor, readJson, { name, query, after: cursor, limit }))
		if (!rows) return
		const last = rows.length === limit ? rows.at(-1) : undefined
		sendJson(response, { data: rows.map(({ shown }) => shown), next: last ? cursorOf(last.place) : null })
	}
}

const mostLines = 5000

/** One row of a list; of a contract with its lines, of a product with its plans and prices, of a customer with what changes it. */
export function oneHandler(books: Books, name: ListName): RequestHandler {
	return async (request, response) => {
		const id = idOf(request)
		if (!id) return missing(response)
		const { actor } = response.locals.program
		const rows = valueIn(response, await look(books, actor, readJson, { name, id, limit: 1 }))
		if (!rows) return
		const [row] = rows
		if (!row) return missing(response)
		if (name === 'products') {
			const product = valueIn(response, await look(books, actor, findProduct, { id }))
			return product && sendJson(response, { ...row.shown, ...soldOf(product) })
		}
		if (name === 'customers' || name === 'suppliers') {
			const customer = valueIn(response, await look(books, actor, findCustomerForStaff, { id }))
			return customer && sendJson(response, { ...row.shown, ...anewOf(customer) })
		}
		if (name !== 'contracts') return sendJson(response, row.shown)
		const ofContract: Query = [['contractId', id]]
		const asked = { name: 'lines', query: ofContract, limit: mostLines } as const
		const lines = valueIn(response, await look(books, actor, readJson, asked))
		if (lines) sendJson(response, { ...row.shown, lines: lines.map(({ shown }) => shown) })
	}
}

/** What a product is called by language, and how it is sold: by its plans, or once. */
function soldOf({ names, descriptions, plans, prices, otherUnits, inParts }: ProductPage) {
	const pricesOf = (of: CataloguePrice[]) => of.map(({ id: _, standing, ...price }) => ({ ...price, standing }))
	return {
		...{ names, descriptions, otherUnits, inParts },
		plans: plans.map(({ used: _, prices: ofPlan, ...plan }) => ({ ...plan, prices: pricesOf(ofPlan) })),
		/** Of what is sold once. */
		prices: pricesOf(prices),
	}
}

function invoiceOf({ on, lines, subtotalMinor, taxMinor, totalMinor }: ComingInvoice, currency: string) {
	const major = (minor: bigint) => formatMajor(minor, currency)
	return {
		on,
		subtotal: major(subtotalMinor),
		tax: major(taxMinor),
		total: major(totalMinor),
		lines: lines.map((line) => ({
			lineId: line.contractLineId ?? null,
			kind: line.kind,
			description: line.description,
			from: line.periodFrom,
			/** The day after the last one. */
			to: line.periodTo,
			quantity: line.quantity,
			unit: line.unit,
			unitPrice: line.unitPrice,
			/** The price of one includes the tax: net and tax make up the price. */
			taxIncluded: line.why !== null && typeof line.why === 'object' && 'taxIncluded' in line.why,
			net: major(line.netMinor),
			taxPercent: line.taxPercent,
			tax: major(line.taxMinor),
		})),
	}
}

function missing(response: Response): void {
	sendProblem(response, { status: 404, code: 'not_found', detail: 'That does not exist, or it is not yours to see.' })
}

/** The next twelve invoices of a contract, exactly as they will be. */
export function comingHandler(books: Books): RequestHandler {
	return async (request, response) => {
		const id = idOf(request)
		if (!id) return missing(response)
		const { actor } = response.locals.program
		const coming = valueIn(response, await look(books, actor, previewInvoices, { id, count: 12 }))
		if (!coming) return
		const contract = valueIn(response, await look(books, actor, readJson, { name: 'contracts', id, limit: 1 }))
		const currency = contract?.[0]?.currency
		if (currency) sendJson(response, { currency, data: coming.map((invoice) => invoiceOf(invoice, currency)) })
	}
}

/** What is agreed beside the lines of a contract, with the version that a change of it names. */
export function termsHandler(books: Books): RequestHandler {
	return async (request, response) => {
		const id = idOf(request)
		if (!id) return missing(response)
		const terms = valueIn(response, await look(books, response.locals.program.actor, readTerms, { id }))
		if (terms) sendJson(response, terms)
	}
}

/** What happened, the oldest first: a program that missed a webhook finds it here. */
export function eventsHandler(books: Books): RequestHandler {
	return async (request, response) => {
		const paged = readPaged(request, response, z.looseObject({ kind: z.string().max(80).optional() }), isId)
		if (!paged) return
		const { limit, cursor, asked } = paged
		const found = valueIn(
			response,
			await look(books, response.locals.program.actor, readEvents, { kind: asked.kind, after: cursor, limit }),
		)
		if (!found) return
		const last = found.length === limit ? found.at(-1) : undefined
		sendJson(response, { data: found, next: last ? cursorOf(last.id) : null })
	}
}

const place = z.tuple([dayInput, z.uuid(), z.coerce.number().int().min(0).max(32767)])

function journalPlace(cursor: string): JournalPlace {
	const [postedOn, entryId, position] = place.parse(cursor.split(' '))
	return { postedOn, entryId, position }
}

/** The lines of the journal of a period. */
export function journalHandler(books: Books): RequestHandler {
	return async (request, response) => {
		const period = z
			.looseObject({ from: dayInput, to: dayInput })
			.refine(({ from, to }) => from <= to, { path: ['to'], message: 'The last day is before the first' })
		const paged = readPaged(request, response, period, (cursor) => place.safeParse(cursor.split(' ')).success)
		if (!paged) return
		const { limit, cursor, asked } = paged
		const after = cursor === undefined ? undefined : journalPlace(cursor)
		const lines = valueIn(
			response,
			await look(books, response.locals.program.actor, readJournalLines, {
				from: asked.from,
				to: asked.to,
				after,
				limit,
			}),
		)
		if (!lines) return
		const last = lines.length === limit ? lines.at(-1) : undefined
		const data = lines.map(({ debitMinor, creditMinor, ...line }) => ({
			...line,
			debit: formatMajor(debitMinor, line.currency),
			credit: formatMajor(creditMinor, line.currency),
		}))
		sendJson(response, { data, next: last ? cursorOf(`${last.postedOn} ${last.entryId} ${last.position}`) : null })
	}
}
