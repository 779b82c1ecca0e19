import type { ComingPrices } from '#core/price-update/of-contract.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useFormats, useWords } from '../../words/use-words.tsx'
import { formatDay, formatMoney, formatUnitPrice } from '../format.ts'

type PricesProps = { prices: ComingPrices; contractId: string; mayChange: boolean }

/** New prices to come: what costs what from when, and that one may agree, ask or leave. */
export function ComingPricesNotice({ prices, contractId, mayChange }: PricesProps) {
	const say = useWords()
	const formats = useFormats()
	const { currency, lines, message, accepted, priceUpdateId } = prices
	const [first = ''] = lines.map(({ on }) => on)
	const month = (minor: bigint) => formatMoney(formats, { minor, currency })
	return (
		<Notice
			title={say('change.prices.title', { day: formatDay(formats, first) })}
			action={
				<div className="no-print flex flex-wrap gap-3">
					{mayChange && !accepted ? (
						<form method="post" action={`/contracts/${contractId}/prices/${priceUpdateId}`}>
							<Button size="small">{say('change.prices.agree')}</Button>
						</form>
					) : null}
					<LinkButton kind="secondary" size="small" href={`/contracts/${contractId}/messages`}>
						{say('change.prices.ask')}
					</LinkButton>
					{mayChange ? (
						<LinkButton kind="secondary" size="small" href={`/contracts/${contractId}/cancel`}>
							{say('change.prices.leave')}
						</LinkButton>
					) : null}
				</div>
			}
		>
			<ul suppressHydrationWarning>
				{lines.map(({ description, before, after, on }) => {
					const facts = {
						line: description,
						before: formatUnitPrice(formats, before, currency),
						after: formatUnitPrice(formats, after, currency),
					}
					return (
						<li key={`${description} ${before} ${on}`}>
							{on === first
								? say('change.prices.becomes', facts)
								: say('change.prices.later', { ...facts, day: formatDay(formats, on) })}
						</li>
					)
				})}
			</ul>
			<p suppressHydrationWarning>
				{say('change.prices.month', { after: month(prices.monthAfterMinor), before: month(prices.monthBeforeMinor) })}
			</p>
			{message ? <p className="mt-2 whitespace-pre-line">{message}</p> : null}
			{accepted ? <p className="mt-2 font-semibold">{say('change.prices.agreed')}</p> : null}
		</Notice>
	)
}
