import { fieldsOf, guarantorPlaces, type SurveySection } from '#core/credit-survey/form.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'
import { Day, Money } from '../../display.tsx'
import { useFieldName } from './section-form.tsx'

type Props = { section: SurveySection; answers: Record<string, string>; currency: string }

/** What was answered in a section, to be read. */
export function Answered({ section, answers, currency }: Props) {
	const say = useSurveyWords()
	const nameOf = useFieldName()
	const told = fieldsOf(section).filter(([name]) => answers[name] !== undefined)
	if (told.length === 0) return null
	const value = (name: string, kind: string) => {
		const answer = answers[name] ?? ''
		if (kind === 'money') return <Money of={{ minor: BigInt(answer), currency }} />
		if (kind === 'date') return <Day on={answer} />
		if (kind === 'choice')
			return say(`survey.choices.${name.split('.').at(-1)}.${answer}` as 'survey.choices.home.owned')
		return <span className="whitespace-pre-line break-words">{answer}</span>
	}
	const facts = (of: typeof told) =>
		of.map(([name, { kind }]) => ({ name: nameOf(section, name), value: value(name, kind) }))
	return (
		<Section title={say(`survey.sections.${section}`)} level={3}>
			<Card>
				{section === 'guarantors' ? (
					guarantorPlaces.map((place) => {
						const own = told.filter(([name]) => name.startsWith(place))
						return own.length === 0 ? null : (
							<div key={place} className="mt-6 first:mt-0">
								<p className="mb-2 font-semibold">{say(`survey.places.${place}`)}</p>
								<Facts facts={facts(own)} />
							</div>
						)
					})
				) : (
					<Facts facts={facts(told)} />
				)}
			</Card>
		</Section>
	)
}
