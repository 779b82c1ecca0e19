import type { PaperFilter } from './filter.ts'

/** The address with this filter, for a page further on, a download, or without some of it. */
export function addressOf(path: string, filter: PaperFilter): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries(filter))
		if (value !== undefined && value !== '') query.set(name, String(value))
	return query.size > 0 ? `${path}?${query}` : path
}
