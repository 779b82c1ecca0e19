import { type Actor, type Books, expectOk, look } from '#core/act.ts'
import type { List, ListName } from '#core/list/list.ts'
import { lists } from '#core/list/lists.ts'
import { listFor } from '#core/list/own.ts'
import { findOwnFields } from '#core/own-field/find.ts'
import type { OwnField } from '#core/own-field/own-field.ts'
import { may } from '#core/permit.ts'

/** The lists that are described, and the company's own fields that can be written with customers, contracts and lines. */
export type Described = { lists: Record<ListName, List>; own: readonly OwnField[] }

const names = Object.keys(lists) as ListName[]

/** What is the same for every company. */
export const forEverybody: Described = { lists, own: [] }

/** The same for one program, with the company's own fields as far as it sees them, and may fill them in. */
export async function readDescribed(books: Books, actor: Actor): Promise<Described> {
	const seen: [ListName, List][] = []
	for (const name of names)
		if (may(actor, lists[name].permission)) seen.push([name, expectOk(await look(books, actor, listFor, name))])
	const own = expectOk(await look(books, actor, findOwnFields, {}))
	return {
		lists: { ...lists, ...Object.fromEntries(seen) },
		own: own.filter(({ subject }) => may(actor, subject === 'customer' ? 'customer.write' : 'contract.write')),
	}
}
