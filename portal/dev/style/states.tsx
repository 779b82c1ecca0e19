import { Day, Money } from '../../present/display.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Card, Empty, Headline, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Count, Pill } from '../../ui/pill.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

const due = { minor: 184_050n, currency: 'USD' }

export function States() {
	return (
		<>
			<Section title="What matters now">
				<Headline
					label="Due now"
					figure={<Money of={due} />}
					note={
						<>
							Two invoices; the older was due on <Day on="2026-10-15" />.
						</>
					}
					action={
						<LinkButton href="/dev/style" size="large">
							Pay now
						</LinkButton>
					}
				/>
			</Section>
			<Section title="Notices">
				<div className="grid gap-3">
					<Notice
						kind="bad"
						title="The last payment did not go through"
						action={
							<LinkButton href="/dev/style" kind="secondary" size="small">
								Use another card
							</LinkButton>
						}
					>
						Your bank said: insufficient funds. Nothing was charged.
					</Notice>
					<Notice kind="warn">Your card ends in 12/26 and expires before the next invoice.</Notice>
					<Notice kind="good" live title="Paid">
						We have received US$1,240.00. A receipt is on its way by mail.
					</Notice>
					<Notice>The last day to give notice is 31 Dec 2026.</Notice>
				</div>
			</Section>
			<Section title="States">
				<Card className="flex flex-wrap gap-3">
					<Pill>Draft</Pill>
					<Pill tone="accent">Open</Pill>
					<Pill tone="good">Paid</Pill>
					<Pill tone="warn">Partly paid</Pill>
					<Pill tone="bad">Overdue</Pill>
					<Count>12</Count>
					<Count tone="accent">3</Count>
					<Count tone="bad">1</Count>
				</Card>
			</Section>
			<Section title="Nothing there, and on its way">
				<div className="grid gap-4 sm:grid-cols-2">
					<Empty
						title="No invoices yet"
						action={
							<LinkButton href="/dev/style" kind="secondary">
								See what comes next
							</LinkButton>
						}
					>
						The first one is issued on 1 Dec 2026.
					</Empty>
					<Card>
						<Skeleton lines={5} />
					</Card>
				</div>
			</Section>
		</>
	)
}
