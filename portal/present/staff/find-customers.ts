import { type Actor, type Books, expectOk, look } from '#core/act.ts'
import { findNamed } from '#core/customer/find-named.ts'

export type FoundCustomer = { id: string; name: string; number: string }

/** Whom an address looks for. */
export const findIn = (request: Request): string =>
	(new URL(request.url).searchParams.get('find') ?? '').trim().slice(0, 100)

/** Whoever may be meant by `find`, twelve at most; with `payersOnly` without suppliers and partners. */
export async function findCustomers(
	books: Books,
	actor: Actor,
	{ find, payersOnly }: { find: string; payersOnly: boolean },
): Promise<FoundCustomer[]> {
	const named = { text: find, kinds: ['customer' as const], payersOnly, limit: 12 }
	const found = expectOk(await look(books, actor, findNamed, named))
	return found.map(({ id, name, number }) => ({ id, name, number }))
}
