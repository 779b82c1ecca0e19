import { Day, Money } from '../../present/display.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Details } from '../../ui/details.tsx'
import { Dialog, DialogButton } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Steps } from '../../ui/steps.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { happenings } from './sample.ts'

export function Parts() {
	return (
		<>
			<Section title="One thing, told in full">
				<div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
					<Card>
						<Facts
							facts={[
								{
									name: 'Next invoice',
									value: (
										<>
											<Day on="2026-12-01" />, <Money of={{ minor: 124_000n, currency: 'USD' }} />
										</>
									),
								},
								{ name: 'Billing address', value: 'Halden Trykk AS, Storgata 8, 1771 Halden' },
								{ name: 'Cycle', value: 'Monthly, in advance', note: 'From the first to the last day of the month' },
								{ name: 'Last day to give notice', value: <Day on="2026-12-31" /> },
							]}
						/>
						<div className="mt-4">
							<Details summary="Why this amount?">
								<p>1 × US$980.00 for 30 of 30 days, and 2 × US$130.00 for 30 of 30 days, less nothing, plus 0 % tax.</p>
							</Details>
						</div>
					</Card>
					<Card>
						<Timeline happenings={[...happenings]} />
					</Card>
				</div>
			</Section>
			<Section title="Steps and measures">
				<Card>
					<Steps label="Import" steps={['Upload', 'Columns', 'Dry run', 'Result']} current={2} />
					<div className="grid gap-5 sm:grid-cols-2">
						<Meter label="Rows checked" part={0.68} text="340 of 500" progress />
						<Meter label="Reading the file" part={undefined} text="starting" progress />
						<Meter label="Paid of the contract" part={0.4} text="40 %" tone="good" />
						<Meter label="Notice period used" part={0.92} text="83 of 90 days" tone="warn" />
					</div>
				</Card>
			</Section>
			<Section title="A question, and something to take along">
				<Card className="grid items-end gap-5 sm:grid-cols-2">
					<CopyField label="Secure link" value="https://portal.halden.example/l/kH3vR0…" />
					<div>
						<DialogButton opens="confirm">Send the link by mail</DialogButton>
					</div>
				</Card>
				<Dialog
					id="confirm"
					title="Send the link to mai@halden.example?"
					foot={
						<>
							<form method="dialog">
								<Button kind="quiet">Not now</Button>
							</form>
							<form method="dialog">
								<Button>Send</Button>
							</form>
						</>
					}
				>
					<p className="text-muted">It opens this contract for 30 days and can be withdrawn at any time.</p>
				</Dialog>
			</Section>
		</>
	)
}
