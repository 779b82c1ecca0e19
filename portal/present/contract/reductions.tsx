import { Card } from '#portal/ui/card.tsx'
import { Sentence, useFormats, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { formatPercent } from '../format.ts'
import type { ShownContract } from './contract.ts'

type Reduced = ShownContract['reductions'][number]

/** Discounts of the whole contract, and days on which nothing is charged; those to come too. */
export function Reductions({ page }: { page: ShownContract }) {
	const say = useWords()
	if (page.reductions.length === 0) return null
	return (
		<div className="mt-5">
			<Card>
				<h2 className="font-medium font-sans text-base text-muted">{say('contract.reductions')}</h2>
				<ul className="mt-1 space-y-1">
					{page.reductions.map((reduction) => (
						<li key={reduction.id}>
							<Reduction of={reduction} currency={page.contract.currency} />
							{reduction.startsOn > page.time.today ? (
								<span className="text-muted"> ({say('contract.isPlanned')})</span>
							) : null}
						</li>
					))}
				</ul>
			</Card>
		</div>
	)
}

/** A discount of everything, or a pause, with its days. */
export function Reduction({ of: reduction, currency }: { of: Reduced; currency: string }) {
	const formats = useFormats()
	const days = <Days from={reduction.startsOn} to={reduction.endsOn} />
	if (reduction.kind === 'pause') return <Sentence of="contract.pausedFor" facts={{ days }} />
	if (reduction.kind === 'percent')
		return <Sentence of="contract.percentOff" facts={{ percent: formatPercent(formats, reduction.percent), days }} />
	return (
		<Sentence
			of="contract.amountOff"
			facts={{ amount: <Money of={{ minor: reduction.monthMinor, currency }} />, days }}
		/>
	)
}

function Days({ from, to }: { from: string; to: string | null }) {
	const first = <Day on={from} />
	if (to === null) return <Sentence of="contract.daysFrom" facts={{ from: first }} />
	return <Sentence of="contract.daysFromTo" facts={{ from: first, to: <Day on={to} /> }} />
}
