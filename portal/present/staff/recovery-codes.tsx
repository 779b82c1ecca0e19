import { LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { saySecondFactor as say } from '../../words/staff-second-factor.ts'

/** The codes for the day the phone is gone, in the answer to the press that made them and never again. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
	return (
		<Section title={say('second.recovery')} intro={say('second.recoveryLead')}>
			<Card>
				<ul className="figures grid gap-x-8 gap-y-2 sm:grid-cols-2">
					{codes.map((code) => (
						<li key={code}>
							<code>{code}</code>
						</li>
					))}
				</ul>
				<div className="mt-6">
					<LinkButton kind="secondary" href="/staff">
						{say('second.goOn')}
					</LinkButton>
				</div>
			</Card>
		</Section>
	)
}
