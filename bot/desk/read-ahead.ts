/** How far ahead is asked: so many of a unit from today, or the unit that is going on (0) or the next one (1). */
export type Ahead = {
	unit: 'day' | 'week' | 'month' | 'quarter' | 'year'
	count?: number | undefined
	shift?: 0 | 1 | undefined
}

/** What is *soon* where it is not said: in days. */
const soonDays = 30

const units: [Ahead['unit'], string][] = [
	['day', 'days?|дн(?:я|ей|и)|день|天|日|ngày'],
	['week', 'weeks?|недел[юиья]|недель|неделе|周|星期|tuần'],
	['month', 'months?|месяц(?:а|ев|е)?|个月|月|tháng'],
	['quarter', 'quarters?|квартал(?:а|ов|е)?|个?季度|季|quý'],
	['year', 'years?|год(?:а|у)?|лет|年|năm'],
]
const soon =
	/^(?:soon|very soon|shortly|скоро|вскоре|в ближайшее время|即将|快要|快|很快|近期|最近|sớm|sắp|sắp tới|trong thời gian tới)?$/u
const counted = (unit: string) =>
	new RegExp(
		`^(?:within|in|over|during|through)?\\s*(?:the)?\\s*(?:next|coming)?(?:в течение|в ближайшие|в следующие|через|за|на)?(?:在|未来|今后|接下来|之后)?(?:trong vòng|trong)?\\s*(\\d{1,3})\\s*(?:${unit})\\s*(?:之?以?内)?(?:tới|nữa)?$`,
		'u',
	)
const going = (unit: string) =>
	new RegExp(
		`^(?:in |within |during |by the end of )?(?:this|the current) (?:${unit})$|^(?:в|до конца) (?:этом|этого|текущем|текущего) (?:${unit})$|^(?:在)?(?:本|这个?|当)(?:${unit})(?:内)?$|^(?:trong )?(?:${unit}) (?:này|nay)$`,
		'u',
	)
const coming = (unit: string) =>
	new RegExp(
		`^(?:in |within |during )?(?:the )?next (?:${unit})$|^(?:в|на) следующ(?:ем|ей|ий|ую) (?:${unit})$|^(?:在)?下(?:个)?(?:${unit})(?:内)?$|^(?:trong )?(?:${unit}) (?:tới|sau)$`,
		'u',
	)

/** Reads how far ahead is asked, in any of the four languages; undefined for what is something else. */
export function readAhead(said: string): Ahead | undefined {
	const text = said.trim().toLowerCase()
	if (soon.test(text)) return { unit: 'day', count: soonDays }
	if (text === '今年') return { unit: 'year', shift: 0 }
	if (text === '明年') return { unit: 'year', shift: 1 }
	for (const [unit, words] of units) {
		const count = Number(counted(words).exec(text)?.[1] ?? 0)
		if (count > 0) return { unit, count }
		if (going(words).test(text)) return { unit, shift: 0 }
		if (coming(words).test(text)) return { unit, shift: 1 }
	}
	return undefined
}

/** The days it means, both included; nothing before today. */
export function daysAhead(today: Temporal.PlainDate, { unit, count, shift = 0 }: Ahead) {
	if (count !== undefined)
		return { from: today, to: today.add(unit === 'quarter' ? { months: 3 * count } : { [`${unit}s`]: count }) }
	const months = { day: 0, week: 0, month: 1, quarter: 3, year: 12 }[unit]
	if (months === 0) {
		const from = unit === 'day' ? today : today.subtract({ days: today.dayOfWeek - 1 })
		const length = unit === 'day' ? 1 : 7
		const first = from.add({ days: shift * length })
		return { from: shift === 0 ? today : first, to: first.add({ days: length - 1 }) }
	}
	const first = today
		.with({ day: 1, month: today.month - ((today.month - 1) % months) })
		.add({ months: shift * months })
	return { from: shift === 0 ? today : first, to: first.add({ months }).subtract({ days: 1 }) }
}
