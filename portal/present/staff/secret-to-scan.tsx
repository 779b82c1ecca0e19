import { Card, Section } from '../../ui/card.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { saySecondFactor as say } from '../../words/staff-second-factor.ts'

/** What an authenticator app is given: a picture for its camera, and the same to type. `picture` is SVG of our own making. */
export function SecretToScan({ text, picture }: { text: string; picture: string }) {
	return (
		<Section title={say('second.scan')}>
			<Card>
				<img
					src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
					alt={say('second.qr')}
					width={220}
					height={220}
					className="mb-5 rounded-card bg-white"
				/>
				<CopyField label={say('second.byHand')} value={text} />
			</Card>
		</Section>
	)
}
