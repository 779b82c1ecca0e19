import type { ReactNode } from 'react'
import type { PlannedChange } from '#core/amendment/find-planned.ts'
import { Section } from '../../ui/card.tsx'
import { Sentence, useWords } from '../../words/use-words.tsx'
import { Day } from '../display.tsx'
import { ToldChanges } from './told.tsx'

type PlannedProps = {
	planned: readonly PlannedChange[]
	currency: string
	/** What takes the change of this amendment back; none on another day than today. */
	action?: (sequence: number) => ReactNode
	/** Words beside the day from which something is planned. */
	note?: (on: string) => string | undefined
}

/** What is to change on days to come, each with the way to leave it out. */
export function Planned({ planned, currency, action, note }: PlannedProps) {
	const say = useWords()
	if (planned.length === 0) return null
	return (
		<Section
			title={say('change.planned.title')}
			intro={action && planned.some(({ mayTakeBack }) => mayTakeBack) ? say('change.planned.intro') : undefined}
			id="planned"
		>
			<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
				{planned.map((one) => (
					<li key={one.sequence} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4">
						<div className="min-w-0">
							<p className="text-muted text-sm">
								<Sentence of="change.planned.on" facts={{ day: <Day on={one.on} /> }} />
								{note?.(one.on) ? ` · ${note(one.on)}` : null}
							</p>
							<ToldChanges told={one.told} currency={currency} />
						</div>
						{action && one.mayTakeBack ? <div className="no-print">{action(one.sequence)}</div> : null}
					</li>
				))}
			</ul>
		</Section>
	)
}
