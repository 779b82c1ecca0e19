import type { SealedWord } from '#core/approval/find-record.ts'
import { Card, Empty } from '../../../ui/card.tsx'
import { Row, RowList } from '../../../ui/row-list.tsx'
import { sayApproval as say } from '../../../words/staff-approval.ts'
import { Moment } from '../../display.tsx'
import type { PresentedCard } from './card.ts'

type Word = Omit<SealedWord, 'at'> & { at: string }

/** Everything that was said, as it is sealed. */
export function Record({ words, timeZone }: { words: Word[]; timeZone: string }) {
	if (words.length === 0) return <Empty title={say('approval.sealNone')} />
	return (
		<Card>
			<ol className="divide-y divide-line">
				{words.map((word) => (
					<li key={word.hash} className="py-2.5 first:pt-0 last:pb-0">
						<span className="font-medium">{word.name || say('approval.product')}</span>{' '}
						{say(`approval.says.${word.says}`)}{' '}
						<span className="text-muted">
							{say(`approval.channel.${word.channel as 'console'}`)}, <Moment at={word.at} timeZone={timeZone} />
						</span>
						{word.comment ? <span className="block whitespace-pre-line">{word.comment}</span> : null}
						<span className="block break-all font-mono text-muted text-xs">
							{say('approval.number', { number: word.sequence })} · {word.hash}
						</span>
					</li>
				))}
			</ol>
		</Card>
	)
}

/** What was asked about the same customer or person before. */
export function Earlier({ of: { history }, timeZone }: { of: PresentedCard; timeZone: string }) {
	if (history.length === 0) return <p className="text-muted">{say('approval.noHistory')}</p>
	return (
		<RowList>
			{history.map((one) => (
				<Row
					key={one.id}
					href={`/staff/approvals/${one.id}`}
					title={say(`approval.kind.${one.kind}`, { of: one.about.number || one.about.name })}
					note={
						<>
							<Moment at={one.requestedAt} timeZone={timeZone} />
							{one.decider ? ` · ${one.decider}` : ''}
						</>
					}
					state={say(`approval.states.${one.state}`)}
				/>
			))}
		</RowList>
	)
}
