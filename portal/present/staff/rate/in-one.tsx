import type { InOne as Sum } from '#core/report/in-one.ts'
import { sayRate as say } from '../../../words/staff-rates.ts'
import { formatDay } from '../../format.ts'
import { writeValue } from '../figure/value.ts'

/** Several currencies in one, or which rate is missing. */
export function InOne({ of, what = '' }: { of: Sum | null; what?: string }) {
	if (!of) return null
	return (
		<span className="block text-muted text-sm">
			{what ? `${what} ` : ''}
			{sayInOne(of)}
		</span>
	)
}

/** By which rates sums in one currency were made: once, however many sums were made by them. */
export function Rates({ sums }: { sums: readonly (Sum | null)[] }) {
	const said = new Set(sums.map((sum) => (sum && sum.value !== null ? sum.rates.map(sayUsed).join('; ') : '')))
	return [...said].filter(Boolean).map((rates) => (
		<p key={rates} className="mt-2 text-muted text-sm">
			{rates}
		</p>
	))
}

function sayInOne({ currency, value, missing }: Sum): string {
	if (value !== null) return say('rate.inOne', { currency, value: writeValue('money', value, currency) })
	const list = missing.map(({ currency: code, on }) => say('rate.missingOf', { code, day: formatDay('en', on) }))
	return say('rate.missing', { currency, list: list.join(', ') })
}

function sayUsed({ currency: code, first, last }: Sum['rates'][number]): string {
	const own = { code, rate: first.rate, day: formatDay('en', first.on) }
	if (first.on === last.on) return say('rate.used', own)
	return say('rate.usedSpan', { ...own, lastRate: last.rate, lastDay: formatDay('en', last.on) })
}
