import type { Scope } from '../../act.ts'

/** People who came with an import and belong to nobody any more. Whoever has signed in, paid or got a link stays. */
export async function forgetContacts(scope: Scope, batchId: string, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return
	await scope.sql`
		delete from contact using import_batch as batch
		where contact.id = any(${ids as string[]}::uuid[]) and batch.id = ${batchId}
			and contact.created_at between batch.uploaded_at and batch.finished_at
			and not exists (select from customer_contact where contact_id = contact.id)
			and not exists (select from account where contact_id = contact.id)
			and not exists (select from secure_link where contact_id = contact.id)
			and not exists (select from payment where contact_id = contact.id)`
}
