import type { StatementFilter } from './filter.ts'

/** The address of the same statement in another form; what was not asked for is left out. */
export function statementAddress(path: string, filter: StatementFilter): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value)
	return query.size > 0 ? `${path}?${query}` : path
}
