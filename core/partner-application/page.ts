import { type Books, expectOk, look, type Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'

/** What comes in by the public page is done by it: nobody has signed in there. */
export const desk = { kind: 'system', name: 'partner-application' } as const

/** Whether partners can apply at all. For everybody. */
export async function isPartnerPageOpen(books: Books): Promise<boolean> {
	return expectOk(await look(books, desk, readOpen, undefined))
}

/** For verbs, in their transaction. */
export async function readOpen({ sql }: Pick<Scope, 'sql'>): Promise<boolean> {
	const [page] = await sql<{ open: boolean }[]>`select open from partner_page`
	return page?.open ?? false
}

/** Opens the page on which partners apply, or closes it. */
export async function setPartnerPage(scope: Scope, { open }: { open: boolean }): Promise<void> {
	permit(scope, 'company.write')
	await scope.sql`update partner_page set open = ${open}`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { partnerPage: open },
	})
}
