import { z } from 'zod'
import { countedTo, type Listed } from '#core/list/paged.ts'
import { staffWords as say } from '../../words/staff.ts'
import { formatNumber } from '../format.ts'

/** What the steps through a list need: addresses that keep the search, and how many there are. */
export function pagingOf<Row>(
	request: Request,
	listed: Listed<Row>,
	cursorOf: (row: Row) => string,
): { previous?: string; next?: string; counts: string } {
	const { pathname, searchParams } = new URL(request.url)
	const [first, last] = [listed.rows[0], listed.rows.at(-1)]
	const at = (name: 'after' | 'before', row: Row) => {
		const query = new URLSearchParams(searchParams)
		query.delete('after')
		query.delete('before')
		query.set(name, cursorOf(row))
		return `${pathname}?${query}`
	}
	return {
		...(listed.isBefore && first !== undefined ? { previous: at('before', first) } : {}),
		...(listed.isMore && last !== undefined ? { next: at('after', last) } : {}),
		counts:
			listed.total >= countedTo
				? say('staff.list.countsMany', { total: formatNumber('en', String(countedTo)) })
				: say('staff.list.counts', { count: listed.total }),
	}
}

/** An id and what stands after it, as `pagingOf` writes them; nothing where somebody wrote them by hand and wrongly. */
export function readCursor(text: string | undefined): { id: string; rest: string } | undefined {
	const [id = '', ...rest] = (text ?? '').split(' ')
	return z.uuid().safeParse(id).success ? { id, rest: rest.join(' ') } : undefined
}

/** The words of a search box, the chosen filter and the cursor, from the address. */
export function askedOf(request: Request) {
	const { searchParams, pathname } = new URL(request.url)
	const text = (name: string) => searchParams.get(name)?.replaceAll('\0', '').trim().slice(0, 200) || undefined
	return { pathname, search: text('search'), show: text('show'), after: text('after'), before: text('before') }
}
