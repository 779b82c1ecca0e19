import { formatDay, parseDay } from '#core/calendar.ts'
import type { CreditWhy, DueWhy, InstalmentWhy, PriceWhy } from '#core/schedule/why.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The formula of a line in plain English: `29.95 × 3 × 17 of 31 days (15 Jan – 31 Jan 2026) = 49.27`. */
export function explain(why: DueWhy): string {
	const formula =
		why.kind === 'credit' ? explainCredit(why) : why.kind === 'instalment' ? explainInstalment(why) : explainPrice(why)
	return isZero(why.taxPercent)
		? formula
		: `${formula}; ${'taxIncluded' in why ? 'with ' : ''}tax ${plain(why.taxPercent)} % = ${why.tax}`
}

/** The days of a half-open period by its first and last: `15 Jan – 31 Jan 2026`. */
export function explainDays(from: string, to: string): string {
	const last = formatDay(parseDay(to) - 1)
	if (from === last) return dayName(from, true)
	return `${dayName(from, from.slice(0, 4) !== last.slice(0, 4))} – ${dayName(last, true)}`
}

export function dayName(day: string, withYear: boolean): string {
	const [year, month, dayOfMonth] = day.split('-')
	const name = `${Number(dayOfMonth)} ${MONTHS[Number(month) - 1]}`
	return withYear ? `${name} ${year}` : name
}

function explainInstalment(why: InstalmentWhy): string {
	const which = why.number === 0 ? 'down payment' : `instalment ${why.number} of ${why.of}`
	return `${which}, due ${dayName(why.dueOn, true)} = ${why.amount}`
}

function explainPrice(why: PriceWhy): string {
	const discounts = [why.discountPercent, why.contractDiscountPercent ?? '0'].filter((percent) => !isZero(percent))
	const less = [...discounts.map((percent) => `${plain(percent)} %`), ...(why.amountOff ? [why.amountOff] : [])]
	const discount = less.map((part) => `, less ${part}`).join('') + (less.length > 0 ? ',' : '')
	const part = why.days === why.periodDays || why.whole ? '' : ` × ${why.days} of ${countDays(why.periodDays)}`
	const whole = why.whole ? ', the whole period' : ''
	const days = why.kind === 'one_off' ? `once, ${dayName(why.from, true)}` : explainDays(why.from, why.to)
	const before = why.chargedBefore === null ? '' : `, less ${why.chargedBefore} charged before`
	const product = `${why.unitPrice} × ${plain(why.quantity)}${discount}${part}`.replace(/,$/, '')
	return `${product} (${days}${whole})${before} = ${why.amount}`
}

function explainCredit(why: CreditWhy): string {
	const charged = `${why.charged} charged for ${explainDays(why.chargedFrom, why.chargedTo)}`
	if (why.days === why.chargedDays) return `credit of ${charged} = ${why.amount}`
	const part = `${why.days} of ${countDays(why.chargedDays)} (${explainDays(why.from, why.to)})`
	return `credit of ${part} of ${charged} = ${why.amount}`
}

function countDays(days: number): string {
	return days === 1 ? '1 day' : `${days} days`
}

/** Without zeros that say nothing: `20.00` as 20. */
function plain(decimal: string): string {
	return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}

function isZero(decimal: string): boolean {
	return !/[1-9]/.test(decimal)
}
