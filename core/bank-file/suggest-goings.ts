import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { type EntryToMatch, findPayers } from './find-payers.ts'

/** What money that went out may be: a receipt that came back, a refund that was recorded, or what is a customer's own. */
export type GoingKind = 'receipt_returned' | 'refund' | 'pay_out'

/** Minor units. `why` is in the order of its weight. */
export type SuggestedGoing = {
	kind: GoingKind
	/** Of the refund, or of the receipt. */
	id: string
	paymentId: string
	receiptNumber: string
	customerId: string
	customerName: string
	/** Of a receipt that something is to be paid out of: what settles nothing. */
	freeMinor: bigint
	why: ('bank_reverses' | 'same_reference' | 'names' | 'account_known' | 'name')[]
}

type Row = Omit<SuggestedGoing, 'why' | 'freeMinor'> & { entryId: string; freeMinor: string; sameReference: boolean }

/** A bank gives back what it took within so many days; a refund is recorded near the day on which it leaves. */
const mostDays = { back: 400, refund: 45 }

/** How many are shown of an entry. */
const most = 3

/**
 * What entries that went out may be, the likeliest first, by the entry's id: of exactly their amount, or out of what is a
 * customer's own. The amount alone says nothing, unless the bank itself calls it a reversal. Set-based.
 */
export async function suggestGoings(
	scope: Scope,
	entries: readonly EntryToMatch[],
): Promise<Map<string, SuggestedGoing[]>> {
	permit(scope, 'payment.record')
	if (entries.length === 0) return new Map()
	const payers = await findPayers(scope, entries, { byName: true })
	const pairs = [...payers].flatMap(([entryId, of]) => [...of.keys()].map((customerId) => ({ entryId, customerId })))
	const rows = Map.groupBy(await findCandidates(scope, entries, pairs), ({ entryId }) => entryId)
	return new Map(
		entries.map((entry) => {
			const known = payers.get(entry.id) ?? new Map<string, never[]>()
			const goings = (rows.get(entry.id) ?? []).flatMap(({ entryId: _, sameReference, freeMinor, ...row }) => {
				const said = (known.get(row.customerId) ?? []).map(({ kind }) => kind)
				const why: SuggestedGoing['why'] = [
					...(entry.reverses && row.kind === 'receipt_returned' ? ['bank_reverses' as const] : []),
					...(sameReference ? ['same_reference' as const] : []),
					...(said.some((kind) => kind.endsWith('_number')) ? ['names' as const] : []),
					...(said.includes('account_known') ? ['account_known' as const] : []),
					...(said.includes('name') ? ['name' as const] : []),
				]
				return why.length === 0 ? [] : [{ ...row, freeMinor: BigInt(freeMinor), why }]
			})
			return [entry.id, goings.sort((one, two) => rank(entry, two) - rank(entry, one)).slice(0, most)]
		}),
	)
}

/** A reversal gives a receipt back; else a refund of ours is likelier than that, and a payment nobody recorded the least. */
function rank({ reverses }: EntryToMatch, { kind, why }: SuggestedGoing): number {
	const of = { refund: 20, receipt_returned: reverses ? 30 : 10, pay_out: 0 }
	return of[kind] + why.length
}

async function findCandidates(
	scope: Scope,
	entries: readonly EntryToMatch[],
	pairs: readonly { entryId: string; customerId: string }[],
): Promise<Row[]> {
	const { sql } = scope
	const seen = reach(scope).customer('payment.customer_id')
	const told = sql`payment.id as "paymentId", coalesce(receipt_number, '') as "receiptNumber", payment.customer_id as "customerId",
		customer.name as "customerName", (payment.amount_minor - allocated_minor - returned_minor)::text as "freeMinor"`
	const ours = sql`payment.source = 'recorded' and payment.state = 'succeeded' and ${seen}`
	return await sql<Row[]>`
		with given as materialized (select * from bank_entry where id = any(${entries.map(({ id }) => id)}::uuid[])),
			known as (select entry_id, customer_id from unnest(${pairs.map(({ entryId }) => entryId)}::uuid[],
				${pairs.map(({ customerId }) => customerId)}::uuid[]) as pair (entry_id, customer_id))
		select given.id as "entryId", 'refund' as kind, refund.id, ${told}, false as "sameReference"
		from given join refund on refund.amount_minor = -given.amount_minor and refund.state = 'succeeded'
			and abs(refund.settled_on - given.value_on) <= ${mostDays.refund}
			join payment on payment.id = refund.payment_id and payment.currency = given.currency join customer on customer.id = payment.customer_id
		where ${ours} and not exists (select from bank_entry as told where told.refund_id = refund.id)
		union all
		select given.id, 'receipt_returned', payment.id, ${told}, came.reference is not null
		from given join payment on payment.amount_minor = -given.amount_minor and payment.currency = given.currency
			and received_on between given.value_on - ${mostDays.back}::int and given.value_on join customer on customer.id = payment.customer_id
			left join bank_entry as came on came.payment_id = payment.id and came.account = given.account
				and came.reference <> '' and came.reference = given.reference
		where ${ours} and returned_minor = 0
			and not exists (select from refund where refund.payment_id = payment.id and refund.state = 'started')
		union all
		select given.id, 'pay_out', payment.id, ${told}, false
		from given join known on known.entry_id = given.id join payment on payment.customer_id = known.customer_id
			and payment.currency = given.currency and payment.amount_minor - allocated_minor - returned_minor >= -given.amount_minor
			and received_on <= given.value_on join customer on customer.id = payment.customer_id
		where ${ours}
		order by 1, 2, 3`
}
