import type { InOne } from '#core/report/in-one.ts'
import { sayRate as say } from '../../../words/staff-rates.ts'
import { formatDay } from '../../format.ts'
import { writeValue } from '../figure/value.ts'

/** Several currencies in one, by which rates; or which rate is missing. */
export function InOneLine({ of, what = '' }: { of: InOne | null; what?: string }) {
	if (!of) return null
	return (
		<span className="block text-muted text-sm">
			{what ? `${what} ` : ''}
			{sayInOne(of)}
			{of.value === null ? null : <span className="block">{of.rates.map(sayUsed).join('; ')}</span>}
		</span>
	)
}

function sayInOne({ currency, value, missing }: InOne): string {
	if (value !== null) return say('rate.inOne', { currency, value: writeValue('money', value, currency) })
	const list = missing.map(({ currency: code, on }) => say('rate.missingOf', { code, day: formatDay('en', on) }))
	return say('rate.missing', { currency, list: list.join(', ') })
}

function sayUsed({ currency: code, first, last }: InOne['rates'][number]): string {
	const own = { code, rate: first.rate, day: formatDay('en', first.on) }
	if (first.on === last.on) return say('rate.used', own)
	return say('rate.usedSpan', { ...own, lastRate: last.rate, lastDay: formatDay('en', last.on) })
}
