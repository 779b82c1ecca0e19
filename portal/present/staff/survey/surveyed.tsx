import type { Exposure } from '#core/guarantor/exposure.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'
import { useLanguage } from '#portal/words/use-words.tsx'
import { formatMoney } from '../../format.ts'

type Props = { guarantors: { id: string; name: string; exposures: Exposure[] }[]; mayOpen: boolean; plain?: boolean }

/** The guarantors of a survey, with what they stand good for besides. */
export function Surveyed({ guarantors, mayOpen, plain = false }: Props) {
	const say = useSurveyWords()
	const language = useLanguage()
	if (guarantors.length === 0) return null
	const list = (
		<ul className="grid gap-2">
			{guarantors.map(({ id, name, exposures }) => (
				<li key={id}>
					{plain ? null : mayOpen ? <TextLink href={`/staff/guarantors/${id}`}>{name}</TextLink> : <b>{name}</b>}
					<span className="block text-muted">
						{exposures.length === 0 ? say('survey.noExposure') : null}
						{exposures.map(({ currency, exposureMinor, contracts }) => (
							<span key={currency} className="block">
								{say('survey.exposure', { amount: formatMoney(language, { minor: exposureMinor, currency }) })}
								{' · '}
								{say('survey.guarantor.contracts', { count: contracts })}
							</span>
						))}
					</span>
				</li>
			))}
		</ul>
	)
	if (plain) return <div className="mb-4">{list}</div>
	return (
		<div className="mt-10">
			<Section title={say('survey.sections.guarantors')}>
				<Card>{list}</Card>
			</Section>
		</div>
	)
}
