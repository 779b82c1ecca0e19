import { type Query, readAsked } from '#core/list/asked.ts'
import type { ListName } from '#core/list/list.ts'
import { listFor } from '#core/list/own.ts'
import { readList } from '#core/list/read.ts'
import type { Visit } from '../command.ts'

/** Rows of a list of the console, asked as its address asks it, so that both say the same; and that address. */
export async function listed({ look }: Visit, list: ListName, query: Query, limit: number) {
	const found = await look(
		async (scope, asked: Query) =>
			await readList(scope, { list, asked: readAsked(scope.actor, await listFor(scope, list), asked), limit }),
		query,
	)
	const address = query.filter(([name]) => name !== 'column').map(([name, value]) => [name, value])
	return { ...found, query: new URLSearchParams(address).toString() }
}
