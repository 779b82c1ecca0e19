import { useLocation } from '@remix-run/react'

const name = 'whole'

/** The day of the invoice to come that is asked for with all its lines. */
export function wholeIn(query: URLSearchParams): string | null {
	return query.get(name)
}

/** Where the same page shows the invoice of a day with all its lines. */
export function useWholeAt(): (on: string) => string {
	const { pathname, search } = useLocation()
	return (on) => {
		const query = new URLSearchParams(search)
		query.set(name, on)
		return `${pathname}?${query}#coming-${on}`
	}
}
