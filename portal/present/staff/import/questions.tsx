import { Card, Section } from '../../../ui/card.tsx'
import { Radios } from '../../../ui/choice.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'
import type { ShownQuestion } from './present-review.ts'

/** What no row of the file decides. Nothing is chosen beforehand: a guess would look like an answer. */
export function Questions({ questions, live }: { questions: ShownQuestion[]; live: boolean }) {
	return (
		<Section title={say('import.questionsTitle')} intro={say('import.questionsIntro')}>
			<Card>
				<div {...(live ? { role: 'status' } : {})}>
					{questions.map((question) => (
						<Radios
							key={question.name}
							id={`question-${question.place}`}
							name={question.name}
							legend={question.words}
							required
							options={question.choices}
						/>
					))}
				</div>
			</Card>
		</Section>
	)
}
