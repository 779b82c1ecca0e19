import { formatDecimal } from '#core/decimal.ts'
import type { Unit, Value } from '#core/report/answer.ts'
import type { Dimension, MeasureName, Period } from '#core/report/question.ts'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { formatDays, formatMoney, formatMonth, formatNumber, formatPercent, formatPeriod } from '../../format.ts'

/** A value as the console writes it; what cannot be said is said to be so. */
export function writeValue(unit: Unit, value: bigint | null, currency: string | null): string {
	if (value === null) return say('figures.unsaid')
	if (unit === 'money') return formatMoney('en', { minor: value, currency: currency ?? '' })
	if (unit === 'days') return formatDays('en', formatDecimal({ digits: value, scale: 1 }))
	return unit === 'count' ? formatNumber('en', value) : writePercent(value)
}

/** Of hundredths of a per cent: `12.3%`. */
export function writePercent(basisPoints: bigint): string {
	const tenths = (basisPoints < 0n ? basisPoints - 5n : basisPoints + 5n) / 10n
	const size = tenths < 0n ? -tenths : tenths
	return formatPercent('en', `${tenths < 0n ? '-' : ''}${size / 10n}.${size % 10n}`)
}

const downIsGood: readonly MeasureName[] = [
	'lost_customers',
	'logo_churn',
	'revenue_churn',
	'outstanding',
	'overdue',
	'days_late',
]
const neither: readonly MeasureName[] = ['rebates', 'commission', 'one_off_revenue']

/** How a change is meant: money that grows is good, what is lost or owed is not. */
export function toneOf(measure: MeasureName, change: bigint): 'good' | 'bad' | 'neutral' {
	if (change === 0n || neither.includes(measure)) return 'neutral'
	return change > 0n === !downIsGood.includes(measure) ? 'good' : 'bad'
}

/** The change in words: per cent of what was, points of a share, or the amount where nothing was. */
export function writeChange(unit: Unit, { change, changeBasisPoints, currency }: Value): string | null {
	if (change === null) return null
	const sign = change > 0n ? '+' : ''
	if (unit === 'basis_points') return `${sign}${writePercent(change).replace('%', ' pp')}`
	return changeBasisPoints === null
		? `${sign}${writeValue(unit, change, currency)}`
		: `${sign}${writePercent(changeBasisPoints)}`
}

export const writePeriod = ({ from, to }: Period): string => formatPeriod('en', from, to)

/** The name of a row: of a stretch of time its month or its first day, of what belongs to none that it does. */
export function nameRow(groupBy: Dimension | null, key: string, label: string | null): string {
	if (groupBy === 'month') return formatMonth('en', key)
	if (groupBy === 'quarter') return `Q${Math.ceil(Number(key.slice(5, 7)) / 3)} ${key.slice(0, 4)}`
	if (groupBy === 'year') return key.slice(0, 4)
	if (label !== null) return label
	if (groupBy === 'group') return say('figures.noTeam')
	if (groupBy === 'person') return say('figures.noPerson')
	if (groupBy === 'reason') return say('figures.noReason')
	return groupBy === 'product' || groupBy === 'plan' ? say('figures.noProduct') : say('figures.none')
}
