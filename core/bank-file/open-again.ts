import type { Scope } from '../act.ts'

/** Entries of receipts that were taken back wait again; for verbs that have taken them back. */
export async function openAgain({ sql }: Scope, paymentIds: readonly string[]): Promise<void> {
	await sql`update bank_entry set payment_id = null where payment_id = any(${[...paymentIds]}::uuid[])`
}
