import type { PlannedGiving } from '#core/collection/plan-dispatch.ts'
import { useIsSending } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Empty, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Table } from '#portal/ui/table.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { Money } from '../../display.tsx'

type DryRunProps = {
	givings: readonly PlannedGiving[]
	counts: readonly { name: string | null; count: number }[]
	total: number
	unfit: number
	/** Ids of the rules in their order. */
	numbers: readonly string[]
}

/** Who would get what now, and the press that gives it out. */
export function DryRun({ givings, counts, total, unfit, numbers }: DryRunProps) {
	const busy = useIsSending('apply')
	return (
		<Section title={say('collection.dryRun')} intro={say('collection.dryRunLead')} id="dry-run">
			{givings.length === 0 ? (
				<Empty title={say('collection.nothingToGive')} />
			) : (
				<>
					<ul className="mb-4 list-disc pl-5">
						{counts.map(({ name, count }) => (
							<li key={name ?? ''}>
								{name === null ? say('collection.nobodyGets', { count }) : say('collection.gets', { name, count })}
							</li>
						))}
					</ul>
					<Table
						caption={say('collection.dryRun')}
						quietCaption
						rows={givings}
						keyOf={({ debt }) => `${debt.customerId} ${debt.currency}`}
						columns={[
							{
								key: 'customer',
								title: say('collection.customer'),
								cell: ({ debt }) => (
									<TextLink href={`/staff/customers/${debt.customerId}`}>{debt.customerName}</TextLink>
								),
							},
							{
								key: 'late',
								title: say('collection.state'),
								cell: ({ debt }) => say('collection.late', { count: debt.daysPastDue }),
							},
							{
								key: 'to',
								title: say('collection.to'),
								cell: ({ collector, ruleId }) =>
									`${collector?.name ?? say('collection.nobody')} · ${say('collection.byRule', {
										number: numbers.indexOf(ruleId) + 1,
									})}`,
							},
							{
								key: 'overdue',
								title: say('collection.overdue'),
								figures: true,
								lead: true,
								cell: ({ debt }) => <Money of={{ minor: debt.overdueMinor, currency: debt.currency }} />,
							},
						]}
					/>
				</>
			)}
			{total > givings.length ? (
				<p className="mt-3 text-muted">{say('collection.shownOf', { shown: givings.length, total })}</p>
			) : null}
			{unfit > 0 ? <p className="mt-3 text-muted">{say('collection.unfit', { count: unfit })}</p> : null}
			{counts.some(({ name }) => name !== null) ? (
				<form method="post" className="mt-5">
					<Button name="intent" value="apply" busy={busy}>
						{say('collection.apply')}
					</Button>
				</form>
			) : null}
		</Section>
	)
}
