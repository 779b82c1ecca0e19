import { LinkButton } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayApproval as say } from '../../../words/staff-approval.ts'
import { Moment } from '../../display.tsx'
import type { PresentedCard } from './card.ts'

const tones = { approved: 'good', rejected: 'bad', withdrawn: 'info', outdated: 'warn', failed: 'bad' } as const

/** What became of it: by whom, when and where, and why it could not be done. */
export function OutcomeNotice({ of, timeZone }: { of: PresentedCard; timeZone: string }) {
	const { state, outcome, kind } = of
	if (state === 'waiting' || !outcome) return null
	return (
		<div className="mb-6">
			<Notice
				kind={tones[state]}
				title={say(`approval.outcome.${state}`, { name: outcome.name || say('approval.product') })}
				action={
					outcome.freshId ? (
						<LinkButton href={`/staff/approvals/${outcome.freshId}`} size="small">
							{say('approval.fresh')}
						</LinkButton>
					) : undefined
				}
			>
				<p className="text-muted text-sm">
					<Moment at={outcome.at} timeZone={timeZone} /> {say(`approval.channel.${outcome.channel as 'console'}`)}
				</p>
				{outcome.failure ? <p>{outcome.failure}</p> : null}
				{state === 'outdated' && kind === 'contract_change' && !outcome.freshId ? (
					<p>{say('approval.customerLooksAgain')}</p>
				) : null}
				{outcome.comment ? <p className="whitespace-pre-line">{outcome.comment}</p> : null}
			</Notice>
		</div>
	)
}
