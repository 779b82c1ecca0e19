import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'

export function Actions() {
	return (
		<Section title="Actions">
			<Card className="flex flex-wrap items-start gap-4">
				<Button>Pay US$1,240.00</Button>
				<Button kind="secondary">Download PDF</Button>
				<Button kind="quiet">Not now</Button>
				<Button kind="danger">Cancel the contract</Button>
				<Button busy>Pay US$1,240.00</Button>
				<Button disabledBecause="Nothing is due before 1 Apr 2026.">Pay now</Button>
				<LinkButton href="/dev/style" size="small" kind="secondary">
					Small link
				</LinkButton>
				<LinkButton href="/dev/style" size="large">
					Large link
				</LinkButton>
			</Card>
		</Section>
	)
}
