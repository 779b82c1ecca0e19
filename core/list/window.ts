/** Days told from today, so that a saved view goes on with them. */
export const windows = [
	'past',
	'today',
	'next_7',
	'next_30',
	'next_60',
	'next_90',
	'next_180',
	'coming',
	'last_7',
	'last_30',
	'this_month',
	'last_month',
	'this_year',
] as const
export type Window = (typeof windows)[number]

export function isWindow(text: string): text is Window {
	return (windows as readonly string[]).includes(text)
}

/** The first and the last day of a window; undefined where it has none. Today is among the next days, and among the last. */
export function daysOf(
	window: Window,
	today: Temporal.PlainDate,
): { from?: Temporal.PlainDate; to?: Temporal.PlainDate } {
	const first = today.with({ day: 1 })
	switch (window) {
		case 'past':
			return { to: today.subtract({ days: 1 }) }
		case 'today':
			return { from: today, to: today }
		case 'coming':
			return { from: today }
		case 'next_7':
		case 'next_30':
		case 'next_60':
		case 'next_90':
		case 'next_180':
			return { from: today, to: today.add({ days: Number(window.slice(5)) }) }
		case 'last_7':
		case 'last_30':
			return { from: today.subtract({ days: Number(window.slice(5)) }), to: today }
		case 'this_month':
			return { from: first, to: first.add({ months: 1 }).subtract({ days: 1 }) }
		case 'last_month':
			return { from: first.subtract({ months: 1 }), to: first.subtract({ days: 1 }) }
		case 'this_year':
			return { from: first.with({ month: 1 }), to: first.with({ month: 12, day: 31 }) }
	}
}
