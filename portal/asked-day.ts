import { z } from 'zod'
import { dayInput, latestDay } from '#core/day-input.ts'

/**
 * A day that an address asks for: read, or what stands there instead of one (`unread`); that may be a day, later than any that
 * can be meant (`isFar`). Neither where it is left empty.
 */
export type AskedDay = { day?: string | undefined; unread?: string | undefined; isFar?: boolean }

export function askedDay(query: URLSearchParams, name: string): AskedDay {
	const typed = query.get(name)?.trim()
	if (!typed) return {}
	const day = dayInput.safeParse(typed).data
	return day
		? { day }
		: { unread: typed.slice(0, 40), isFar: z.iso.date().safeParse(typed).success && typed > latestDay }
}
