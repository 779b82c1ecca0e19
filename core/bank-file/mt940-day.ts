import { readDay } from '../calendar.ts'

/** `261127` as an ISO day; undefined when it is none. MT940 has two digits for a year, all of this century. */
export function bankDay(text: string): string | undefined {
	const iso = `20${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`
	return /^\d{6}$/.test(text) && readDay(iso) !== undefined ? iso : undefined
}

/** The day of booking has no year of its own: it is the one nearest to the value day. */
export function bookedDay(valueOn: string, monthDay: string | undefined): string | undefined {
	if (!monthDay) return valueOn
	const value = readDay(valueOn) ?? 0
	const year = Number(valueOn.slice(0, 4))
	const days = [year - 1, year, year + 1].flatMap((one) => {
		const iso = `${one}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`
		const day = readDay(iso)
		return day === undefined ? [] : [{ iso, away: Math.abs(day - value) }]
	})
	return days.sort((one, two) => one.away - two.away)[0]?.iso
}
