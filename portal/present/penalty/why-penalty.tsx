import { parseMajor } from '#core/money.ts'
import type { PenaltyWhy } from '#core/schedule/why.ts'
import { Details } from '../../ui/details.tsx'
import { useFormats, useWords } from '../../words/use-words.tsx'
import { formatDay, formatMoney, formatNumber } from '../format.ts'

type WhyPenaltyProps = { facts: PenaltyWhy; currency: string; takenBack: boolean }

/** Of a line of penalty interest: the rate, each principal with its days, and the formula. */
export function WhyPenalty({ facts, currency, takenBack }: WhyPenaltyProps) {
	const say = useWords()
	const formats = useFormats()
	const { number, dueOn, dailyRatePercent, spans, before, amount } = facts
	const money = (major: string) => formatMoney(formats, { minor: parseMajor(major, currency), currency })
	const rate = formatNumber(formats, dailyRatePercent)
	const terms = spans.map(({ principal, days }) => `${money(principal)} × ${rate} % × ${days}`)
	return (
		<Details summary={say('why.ask')}>
			<div className="reading text-[0.9375rem]" suppressHydrationWarning>
				{takenBack ? <p>{say('why.back')}</p> : null}
				<p>
					{say('penalty.invoice')} {number} · {say('penalty.dueOn')} {formatDay(formats, dueOn)} ·{' '}
					{say('penalty.terms', { percent: rate })}
				</p>
				<ul className="mt-1 space-y-1">
					{spans.map((span) => (
						<li key={span.from}>
							{say('penalty.span', {
								...{ count: span.days, amount: money(span.principal) },
								...{ from: formatDay(formats, span.from), to: formatDay(formats, span.through) },
							})}
						</li>
					))}
				</ul>
				{before === null ? null : <p className="mt-1">{say('penalty.before', { amount: money(before) })}</p>}
				<p>{say('why.noTax')}</p>
			</div>
			<p className="figures mt-1 overflow-x-auto text-[0.9375rem]" suppressHydrationWarning>
				{terms.join(' + ')}
				{before === null ? null : ` − ${money(before)}`} = {money(amount)}
			</p>
		</Details>
	)
}
