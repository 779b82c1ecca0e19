import type { EndingContract } from '#core/contract/find-ends.ts'
import { Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import type { ShownPreview } from '../change/preview.ts'
import { ComingLines } from '../contract/coming.tsx'
import { ComingSums } from '../contract/coming-sums.tsx'
import { Day, Money } from '../display.tsx'
import { Ends } from './ends.tsx'

/** What each contract's part is: its end before and after, and the stub of each line. */
export function Parts({ preview, contracts }: { preview: ShownPreview; contracts: readonly EndingContract[] }) {
	const say = useWords()
	const { parts, currency } = preview
	const goesOn = parts.some(
		({ contractId, endsOn }) =>
			endsOn.before !== endsOn.after && contracts.some(({ id, renews }) => id === contractId && renews !== null),
	)
	return (
		<Section title={say('options.together.parts')}>
			<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
				{parts.map((part) => (
					<li key={part.contractId} className="px-5 py-4">
						<div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
							<span className="min-w-0 font-semibold">{part.title || part.number}</span>
							<span className="font-semibold">
								{part.effect ? (
									<Money of={{ minor: part.effect.totalMinor, currency }} />
								) : (
									<span className="font-normal text-muted">{say('options.together.nothing')}</span>
								)}
							</span>
						</div>
						<p className="text-muted text-sm">
							{part.title ? part.number : null}
							{part.endsOn.before === part.endsOn.after ? null : (
								<>
									{part.title ? ' · ' : null}
									<End on={part.endsOn.before} of={contracts.find(({ id }) => id === part.contractId)} /> →{' '}
									<End on={part.endsOn.after} of={undefined} />
								</>
							)}
						</p>
						{part.effect ? (
							<Details summary={say('change.how')}>
								<ComingLines lines={part.effect.lines} currency={currency} />
								<ComingSums invoice={part.effect} currency={currency} />
							</Details>
						) : null}
					</li>
				))}
			</ul>
			{goesOn ? <p className="mt-3 text-muted text-sm">{say('options.together.goOn')}</p> : null}
		</Section>
	)
}

function End({ on, of }: { on: string | null; of: EndingContract | undefined }) {
	return on ? <Day on={on} /> : <Ends of={{ endsOn: on, renews: of?.renews ?? null }} />
}
