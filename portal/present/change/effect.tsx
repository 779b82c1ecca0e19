import { Card } from '../../ui/card.tsx'
import { Details } from '../../ui/details.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Sentence, useComma, useWords } from '../../words/use-words.tsx'
import { ComingLines } from '../contract/coming.tsx'
import { ComingSums } from '../contract/coming-sums.tsx'
import { Day, Money } from '../display.tsx'
import type { ShownPreview } from './preview.ts'

/** What a change does to the money: now, a month, and from the next invoice on. To the minor unit what is then invoiced. */
export function Effect({ of }: { of: ShownPreview }) {
	const say = useWords()
	const { effect, recurring, currency } = of
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	const comma = useComma()
	const back = effect !== null && effect.totalMinor < 0n
	return (
		<Card>
			{effect ? (
				<>
					<p className="font-medium text-muted">{back ? say('change.effectCredit') : say('change.effectNow')}</p>
					<p className="figures mt-1 font-semibold font-serif text-4xl tracking-tight" data-testid="effect">
						{money(back ? -effect.totalMinor : effect.totalMinor)}
					</p>
					<p className="mt-1 text-muted">
						<Sentence of={back ? 'change.creditOn' : 'change.effectOn'} facts={{ day: <Day on={effect.on} /> }} />
						{comma}
						{say('change.taxIncluded')}
					</p>
					<Details summary={say('change.how')}>
						<ComingLines lines={effect.lines} currency={currency} />
						<ComingSums invoice={effect} currency={currency} />
					</Details>
				</>
			) : (
				<p className="font-medium">{say('change.effectNothing')}</p>
			)}
			<div className="mt-5 border-line border-t pt-4">
				<Facts
					facts={[
						{
							name: say('change.monthAfter'),
							value: <span className="font-semibold">{money(recurring.after.monthMinor)}</span>,
							note: say('change.monthNote'),
						},
						{ name: say('change.monthBefore'), value: money(recurring.before.monthMinor) },
						...(recurring.after.next
							? [
									{
										name: say('change.nextAfter'),
										value: <span className="font-semibold">{money(recurring.after.next.totalMinor)}</span>,
										note: <Day on={recurring.after.next.on} />,
									},
								]
							: []),
					]}
				/>
				<p className="mt-3 text-muted">
					<Sentence of="change.from" facts={{ day: <Day on={of.effectiveOn} /> }} />
				</p>
			</div>
		</Card>
	)
}
