import type { Scope } from '../act.ts'

/** What became of a promise. */
export type SettledPromise = {
	followUpId: string
	customerId: string
	contractId: string | null
	invoiceId: string | null
	state: 'kept' | 'broken' | 'lapsed'
	amountMinor: bigint
	receivedMinor: bigint
	currency: string
	promisedOn: string
}

/** The columns of a SettledPromise over `done` (a promise), its follow_up and its invoice. */
export function settledColumns({ sql }: Pick<Scope, 'sql'>) {
	return sql`follow_up_id as "followUpId", done.customer_id as "customerId", coalesce(invoice.contract_id, follow_up.contract_id) as "contractId",
			invoice_id as "invoiceId", done.state, amount_minor as "amountMinor", received_minor as "receivedMinor",
			done.currency, promised_on::text as "promisedOn"`
}

/** How it is told. */
export function happeningOf({ state, customerId, contractId, invoiceId, ...promise }: SettledPromise) {
	const { followUpId, amountMinor, receivedMinor, currency, promisedOn } = promise
	return {
		kind: state === 'kept' ? ('promise.kept' as const) : ('promise.broken' as const),
		subject: invoiceId ? { kind: 'invoice', id: invoiceId } : { kind: 'customer', id: customerId },
		...{ customerId, contractId },
		facts: {
			...{ followUpId, currency, promisedOn },
			amountMinor: String(amountMinor),
			receivedMinor: String(receivedMinor),
		},
	}
}
