import type { ContractSurvey } from '#core/credit-survey/of-contract.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { AdvicePill, SurveyPill } from './pill.tsx'

type Props = { survey: ContractSurvey | null; contractId: string; mayRequest: boolean }

/** How the credit of a contract was judged, or the way to have it judged. */
export function SurveyOfContract({ survey, contractId, mayRequest }: Props) {
	if (!survey && !mayRequest) return null
	return (
		<Section title={say('screen.survey')}>
			<Card>
				{survey ? (
					<p className="flex flex-wrap items-center gap-x-4 gap-y-2">
						<TextLink href={`/staff/surveys/${survey.id}`}>
							{survey.score === null ? say('screen.survey') : say('screen.surveyScore', { score: survey.score })}
						</TextLink>
						<SurveyPill state={survey.state} />
						{survey.advice ? <AdvicePill advice={survey.advice} /> : null}
						<span className="text-muted">{survey.surveyor}</span>
					</p>
				) : (
					<p className="flex flex-wrap items-center justify-between gap-3">
						<span className="text-muted">{say('screen.noSurvey')}</span>
						<TextLink href={`/staff/surveys/new?contract=${contractId}`}>{say('screen.askSurvey')}</TextLink>
					</p>
				)}
			</Card>
		</Section>
	)
}
