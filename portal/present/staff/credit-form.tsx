import type { CreditForLess } from '#core/company/set-credit-for-less.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Radios } from '../../ui/choice.tsx'
import { sayChanges as say } from '../../words/staff-changes.ts'

/** What becomes of a credit for less. */
export function CreditForLessForm({ chosen }: { chosen: CreditForLess }) {
	return (
		<Section title={say('changes.credit')} intro={say('changes.creditIntro')}>
			<Card>
				<form method="post">
					<input type="hidden" name="intent" value="credit" />
					<Radios
						legend={say('changes.credit')}
						name="credit"
						chosen={chosen}
						options={(['against_invoice', 'balance', 'refund'] as const).map((value) => ({
							value,
							label: say(`changes.creditOf.${value}`),
						}))}
					/>
					<div className="mt-5">
						<Button kind="secondary">{say('changes.save')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}
