import type { Advice, Measured, ScoreReason } from '#core/credit-survey/score.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { Meter } from '#portal/ui/meter.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'
import { AdvicePill } from './pill.tsx'

type ResultProps = {
	result: { score: number; advice: Advice; reasons: ScoreReason[]; rulesVersion: number }
	/** What the surveyor says, once it was handed in. */
	own: { advice: Advice; text: string; by: string } | null
}

/** The score with the points of each factor, and both advices beside each other. */
export function Result({ result, own }: ResultProps) {
	const say = useSurveyWords()
	const { score, advice, reasons, rulesVersion } = result
	return (
		<Section title={say('survey.result')}>
			<Card>
				<div className="grid gap-6 sm:grid-cols-2">
					<div>
						<p className="text-muted">{own ? say('survey.advised') : say('survey.provisional')}</p>
						<p className="figures mt-1 font-semibold font-serif text-4xl tracking-tight">
							{say('survey.score', { score })}
						</p>
						<p className="mt-2">
							<AdvicePill advice={advice} />
						</p>
					</div>
					{own ? (
						<div>
							<p className="text-muted">{say('survey.ownAdvice')}</p>
							<p className="mt-2">
								<AdvicePill advice={own.advice} />
							</p>
							<p className="mt-2 whitespace-pre-line break-words">{own.text}</p>
							<p className="mt-1 text-muted text-sm">{own.by}</p>
						</div>
					) : (
						<p className="text-muted">{say('survey.provisionalNote')}</p>
					)}
				</div>
				<ul className="mt-6 grid gap-4 border-line border-t pt-5">
					{reasons.map((reason) => (
						<li key={reason.factor}>
							<Meter
								label={say(`survey.factors.${reason.factor}`)}
								part={reason.points / 100}
								text={say('survey.points', { points: pointsOf(reason.hundredths), weight: reason.weight })}
								tone={reason.points >= 70 ? 'good' : reason.points >= 35 ? 'warn' : 'bad'}
							/>
							<p className="mt-1 text-muted text-sm">
								<Found measured={reason.measured} />
							</p>
						</li>
					))}
				</ul>
				{own && rulesVersion > 0 ? (
					<p className="mt-5 text-muted text-sm">{say('survey.frozen', { version: rulesVersion })}</p>
				) : null}
			</Card>
		</Section>
	)
}

/** Hundredths of a point, without needless zeros. */
function pointsOf(hundredths: number): string {
	const rest = String(hundredths % 100)
		.padStart(2, '0')
		.replace(/0+$/, '')
	return `${Math.floor(hundredths / 100)}${rest && `.${rest}`}`
}

function Found({ measured }: { measured: Measured }) {
	const say = useSurveyWords()
	switch (measured.kind) {
		case 'years':
		case 'days':
			return say(`survey.measured.${measured.kind}`, { count: measured.count })
		case 'percent': {
			const hundredths = BigInt(measured.hundredths)
			if (hundredths >= 9_999_900n) return say('survey.measured.beyond')
			const rest = String(hundredths % 100n)
				.padStart(2, '0')
				.replace(/0+$/, '')
			return say('survey.measured.percent', { percent: `${hundredths / 100n}${rest && `.${rest}`}` })
		}
		case 'choice':
			return say(`survey.choices.standing.${measured.code}`)
		case 'unknown':
			return say('survey.measured.unknown')
	}
}
