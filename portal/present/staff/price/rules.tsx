import { Card, Section } from '../../../ui/card.tsx'
import { sayPrice as say } from '../../../words/staff-prices.ts'

const rules = ['level', 'later', 'narrow', 'catalogue', 'agreed'] as const

/** Which of several prices counts. */
export function PriceRules() {
	return (
		<Section title={say('price.rules')}>
			<Card>
				<ol className="list-decimal space-y-2 pl-5">
					{rules.map((rule) => (
						<li key={rule}>{say(`price.rule.${rule}`)}</li>
					))}
				</ol>
			</Card>
		</Section>
	)
}
