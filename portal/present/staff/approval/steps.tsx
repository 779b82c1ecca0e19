import { Card } from '../../../ui/card.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { sayApproval as say } from '../../../words/staff-approval.ts'
import { Moment } from '../../display.tsx'
import type { PresentedCard } from './card.ts'

type Step = PresentedCard['steps'][number]
const tones = { coming: 'neutral', open: 'accent', approved: 'good', rejected: 'bad', dropped: 'neutral' } as const

/** Who is asked in which order, and what each has said. */
export function Steps({ of: { steps }, timeZone }: { of: PresentedCard; timeZone: string }) {
	return (
		<Card>
			<ol className="divide-y divide-line">
				{steps.map((step) => (
					<li key={step.position} className="py-3 first:pt-0 last:pb-0">
						<div className="flex flex-wrap items-baseline justify-between gap-2">
							<span className="font-semibold">
								{step.name || say('approval.stepNumber', { number: step.stage })}
								<span className="font-normal text-muted"> · {needsOf(step)}</span>
							</span>
							<Pill tone={tones[step.state]}>{say(`approval.stepState.${step.state}`)}</Pill>
						</div>
						{step.state === 'open' && step.dueAt ? (
							<p className="text-muted text-sm">
								{step.escalated ? say('approval.escalated') : say('approval.dueBy')}{' '}
								<Moment at={step.dueAt} timeZone={timeZone} />
							</p>
						) : null}
						{step.short ? <p className="text-muted text-sm">{shortOf(step)}</p> : null}
						{step.approvers.length === 0 && step.state === 'open' ? <p>{say('approval.nobody')}</p> : null}
						<ul className="mt-1">
							{step.approvers.map((approver) => (
								<li key={approver.userId}>
									<Approver of={approver} timeZone={timeZone} />
								</li>
							))}
						</ul>
					</li>
				))}
			</ol>
		</Card>
	)
}

const needsOf = ({ needs, count }: Step) =>
	needs === 'count' ? say('approval.needs.count', { count }) : say(`approval.needs.${needs}`)

const shortOf = ({ count, needed }: Step) =>
	needed < count ? say('approval.fewerThere', { count, needed }) : say('approval.fewerNamed', { count })

function Approver({ of, timeZone }: { of: Step['approvers'][number]; timeZone: string }) {
	const { said, name, delegates } = of
	if (!said)
		return (
			<span>
				{name} <span className="text-muted">{say('approval.silent')}</span>
				{delegates.length > 0 ? (
					<span className="text-muted">
						{' '}
						{say('approval.standsIn', { names: delegates.map((one) => one.name).join(', ') })}
					</span>
				) : null}
			</span>
		)
	const who = said.name === name ? name : say('approval.inPlace', { name: said.name, of: name })
	return (
		<span>
			{who}{' '}
			<span className="font-medium">
				{say(said.says === 'approve' ? 'approval.saysApprove' : 'approval.saysReject')}
			</span>
			<span className="text-muted">
				{' '}
				{say(`approval.channel.${said.channel as 'console'}`)}, <Moment at={said.at} timeZone={timeZone} />
			</span>
			{said.comment ? <span className="block whitespace-pre-line text-muted">{said.comment}</span> : null}
		</span>
	)
}
