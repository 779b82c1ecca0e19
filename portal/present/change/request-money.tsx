import type { ShownChange } from '#core/approval/shown.ts'
import { Facts } from '#portal/ui/facts.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'

/** The amounts of a request as they were seen when it was made. */
export function RequestMoney({ shown, currency }: { shown: ShownChange; currency: string }) {
	const say = useWords()
	const { effect, month } = shown
	const total = BigInt(effect?.total ?? '0')
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	return (
		<div className="mt-5 border-line border-t pt-4">
			<Facts
				facts={[
					...(effect
						? [
								{
									name: say(total < 0n ? 'change.effectCredit' : 'change.effectNow'),
									value: <span className="font-semibold">{money(total < 0n ? -total : total)}</span>,
									note: say('change.taxIncluded'),
								},
							]
						: []),
					{ name: say('change.monthBefore'), value: money(BigInt(month.before)), note: say('change.monthNote') },
					{
						name: say('change.monthAfter'),
						value: <span className="font-semibold">{money(BigInt(month.after))}</span>,
						note: say('change.monthNote'),
					},
					{ name: say('options.request.from'), value: <Day on={shown.effectiveOn} /> },
				]}
			/>
		</div>
	)
}
