import type { Scope } from '../act.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { countedTo, type Listed, pageOf } from '../list/paged.ts'
import { permit, reach } from '../permit.ts'
import { openStates, type PaymentState, type ReceiptMethod } from './payment.ts'

export type ListPayments = {
	/** The beginning of a receipt's number or of a reference, or a part of the customer's number, name or address. */
	search?: string | undefined
	show?: 'received' | 'under_way' | 'failed' | 'refunded' | 'disputed' | 'unallocated' | undefined
	/** Id of the last row seen (`after`), or of the first one (`before`): the newest come first. */
	after?: string | undefined
	before?: string | undefined
	limit: number
}

export type ListedPayment = {
	id: string
	createdAt: Temporal.Instant
	receivedOn: Temporal.PlainDate | null
	receiptNumber: string | null
	reference: string
	customerId: string
	customerName: string
	source: 'card' | 'recorded'
	method: ReceiptMethod | ''
	methodBrand: string
	methodLast4: string
	state: PaymentState
	disputed: boolean
	currency: string
	amountMinor: bigint
	returnedMinor: bigint
	/** Came in and settles nothing. */
	freeMinor: bigint
}

/** Payments and attempts at one, newest first, cut by cursor. */
export async function listPayments(scope: Scope, input: ListPayments): Promise<Listed<ListedPayment>> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	const { after, before, limit } = input
	const named = await findNamed(scope, input.search)
	const where = sql`${reach(scope).customer('payment.customer_id')} ${searched(scope, input.search, named)} ${shown(scope, input)}`
	const rows = await sql<ListedPayment[]>`
		with page as (
			select id from payment where ${where} ${after ? sql`and id < ${after}` : sql``} ${before ? sql`and id > ${before}` : sql``}
			${before ? sql`order by id` : sql`order by id desc`} limit ${limit + 1}
		)
		select payment.id, payment.created_at as "createdAt", received_on as "receivedOn", receipt_number as "receiptNumber",
			reference, customer_id as "customerId", customer.name as "customerName", source, method, method_brand as "methodBrand",
			method_last4 as "methodLast4", payment.state, payment.currency, amount_minor as "amountMinor",
			returned_minor as "returnedMinor",
			case when payment.state = 'succeeded' then amount_minor - allocated_minor - returned_minor else 0 end as "freeMinor",
			exists (select from dispute where payment_id = payment.id) as disputed
		from page join payment on payment.id = page.id join customer on customer.id = payment.customer_id
		order by payment.id desc`
	const [count] = await sql<{ total: number }[]>`
		select count(*)::int as total from (select from payment where ${where} limit ${countedTo}) as counted`
	return pageOf(rows, input, count?.total ?? 0)
}

function shown({ sql }: Scope, { show }: ListPayments) {
	switch (show) {
		case 'received':
			return sql`and payment.state = 'succeeded'`
		case 'under_way':
			return sql`and payment.state = any(${openStates})`
		case 'failed':
			return sql`and payment.state in ('failed', 'canceled')`
		case 'refunded':
			return sql`and payment.id in (select payment_id from refund)`
		case 'disputed':
			return sql`and payment.id in (select payment_id from dispute)`
		case 'unallocated':
			return sql`and payment.state = 'succeeded' and amount_minor > allocated_minor + returned_minor`
		default:
			return sql``
	}
}

/** Receipts and customers have an index each, so that they are searched apart. */
async function findNamed(scope: Scope, search: string | undefined): Promise<string[]> {
	if (!search?.trim()) return []
	const rows = await scope.sql<{ id: string }[]>`
		select id from customer where true ${matchesSeen(scope, 'customer', 'customer', search)} limit ${countedTo}`
	return rows.map(({ id }) => id)
}

function searched({ sql }: Scope, search: string | undefined, customerIds: string[]) {
	const wanted = search?.trim()
	if (!wanted) return sql``
	const beginning = `${wanted.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`
	return sql`and (receipt_number like ${beginning} or reference = ${wanted}
		or payment.customer_id = any(${customerIds}::uuid[]))`
}
