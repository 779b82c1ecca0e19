import type { Formats } from '#core/formats.ts'
import { parseMajor } from '#core/money.ts'
import type { Why } from '#core/schedule/why.ts'
import { bareAmount, percent, period, quantity, unitPrice } from '#emails/words/format.ts'

/**
 * How the amount of a line came about, as a formula that needs no words: `16 × €29.95 × 21/31 − 10 % = 291.42`. Empty
 * where the columns of the paper say as much.
 */
export function formulaOf(why: Why | null, currency: string, formats: Formats): string {
	if (!why || why.kind === 'part' || why.kind === 'instalment') return ''
	const amount = (major: string) => bareAmount(parseMajor(major, currency), currency, formats)
	if (why.kind === 'penalty') {
		const rate = percent(why.dailyRatePercent, formats)
		const daysOf = (from: string, through: string) =>
			period(Temporal.PlainDate.from(from), Temporal.PlainDate.from(through).add({ days: 1 }), formats)
		const span = ({ from, through, days, principal }: (typeof why.spans)[number]) =>
			`${amount(principal)} × ${rate} × ${days} (${daysOf(from, through)})`
		return `${why.spans.map(span).join(' + ')}${why.before === null ? '' : ` − ${amount(why.before)}`} = ${amount(why.amount)}`
	}
	if (why.kind === 'credit')
		return `${amount(why.charged)} × ${why.days}/${why.chargedDays} = ${amount(why.amount.replace('-', ''))}`
	const part = why.kind !== 'one_off' && !why.whole && why.days !== why.periodDays
	if (!part && why.chargedBefore === null && !why.amountOff) return ''
	const steps = [`${quantity(why.quantity, formats)} × ${unitPrice(why.unitPrice, currency, formats)}`]
	const share = part ? [`× ${why.days}/${why.periodDays}`] : []
	// An amount is taken off the whole period, before its days are counted.
	if (!why.amountOff) steps.push(...share)
	for (const discount of [why.discountPercent, why.contractDiscountPercent ?? '0'])
		if (/[1-9]/.test(discount)) steps.push(`− ${percent(discount, formats)}`)
	if (why.amountOff) steps.push(`− ${amount(why.amountOff)}`, ...share)
	if (why.chargedBefore !== null) steps.push(`− ${amount(why.chargedBefore)}`)
	return `${steps.join(' ')} = ${amount(why.amount)}`
}
