import type { ReactNode } from 'react'
import type { FoundInstalment, FoundPlan } from '#core/receivable/find-plans.ts'
import { Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Meter } from '#portal/ui/meter.tsx'
import { Table } from '#portal/ui/table.tsx'
import { Sentence, useFormats, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { formatMoney } from '../format.ts'

type PlanProps = {
	plan: FoundPlan
	invoicePath: (id: string) => string
	/** What can be done with an instalment that is not invoiced. */
	deed?: (instalment: FoundInstalment) => ReactNode
	children?: ReactNode
}

/** A plan at a glance: how much of it has come in, and each instalment as agreed and as it went. */
export function PlanView({ plan, invoicePath, deed, children }: PlanProps) {
	const say = useWords()
	const { currency } = plan
	return (
		<Section
			title={plan.label || say('collectionPlan.title')}
			intro={say('collectionPlan.covers', { lines: plan.covers.join(', ') })}
			id={`plan-${plan.number}`}
		>
			<Glance plan={plan} />
			<Table
				caption={say('collectionPlan.title')}
				quietCaption
				rows={plan.instalments}
				keyOf={({ id }) => id}
				columns={[
					{
						key: 'instalment',
						title: say('collectionPlan.instalment'),
						cell: (one) =>
							one.label ||
							(one.number === 0
								? say('collectionPlan.downPayment')
								: say('collectionPlan.number', { number: one.number, of: one.of })),
					},
					{
						key: 'due',
						title: say('collectionPlan.due'),
						cell: ({ dueOn, lateDays }) => (
							<>
								<Day on={dueOn} />
								{lateDays > 0 ? (
									<span className="block font-semibold text-bad text-sm">
										{say('collectionPlan.late', { count: lateDays })}
									</span>
								) : null}
							</>
						),
					},
					{
						key: 'invoice',
						title: say('collectionPlan.invoice'),
						cell: (one) =>
							one.invoice ? (
								<TextLink href={invoicePath(one.invoice.id)}>{one.invoice.number}</TextLink>
							) : (
								<>
									<span className="text-muted">
										<Sentence of="collectionPlan.coming" facts={{ day: <Day on={one.issueOn} /> }} />
									</span>
									{deed?.(one)}
								</>
							),
					},
					{
						key: 'received',
						title: say('collectionPlan.paidMinor'),
						figures: true,
						cell: ({ receivedMinor: minor }) => <Money of={{ minor, currency }} />,
					},
					{
						key: 'open',
						title: say('collectionPlan.open'),
						figures: true,
						cell: ({ invoice, openMinor: minor }) =>
							invoice && minor === 0n ? say('collectionPlan.paid') : invoice ? <Money of={{ minor, currency }} /> : '–',
					},
					{
						key: 'planned',
						title: say('collectionPlan.planned'),
						figures: true,
						lead: true,
						cell: ({ plannedMinor: minor }) => <Money of={{ minor, currency }} />,
					},
				]}
			/>
			{children}
		</Section>
	)
}

/** A plan on a contract's page: how far it is and what comes next, with the way to all of it. */
export function PlanGlance({ plan, href, note }: { plan: FoundPlan; href: string; note?: string | undefined }) {
	const say = useWords()
	return (
		<Section
			title={plan.label || say('collectionPlan.title')}
			intro={say('collectionPlan.covers', { lines: plan.covers.join(', ') })}
		>
			{note ? <p className="mb-2 text-muted">({note})</p> : null}
			<Glance plan={plan} />
			<TextLink href={href}>{say('collectionPlan.see')}</TextLink>
		</Section>
	)
}

function Glance({ plan }: { plan: FoundPlan }) {
	const say = useWords()
	const formats = useFormats()
	const { currency, totalMinor, receivedMinor, overdueMinor, givenUpMinor } = plan
	const money = (minor: bigint) => formatMoney(formats, { minor, currency })
	const late = overdueMinor > 0n
	const next = plan.instalments.find(({ invoice, openMinor }) => !invoice || openMinor > 0n)
	return (
		<div className="mb-4 rounded-card border border-line bg-surface px-5 py-4 shadow-card">
			<Meter
				label={say('collectionPlan.received')}
				part={Number((receivedMinor * 1000n) / totalMinor) / 1000}
				text={say('collectionPlan.receivedOf', { received: money(receivedMinor), total: money(totalMinor) })}
				tone={late ? 'bad' : 'good'}
			/>
			{next ? (
				<p className="mt-3">
					<Sentence
						of="collectionPlan.next"
						facts={{
							amount: <Money of={{ minor: next.invoice ? next.openMinor : next.plannedMinor, currency }} />,
							day: <Day on={next.dueOn} />,
						}}
					/>
				</p>
			) : null}
			{late ? (
				<p className="mt-1 font-semibold text-bad">{say('collectionPlan.overdue', { amount: money(overdueMinor) })}</p>
			) : null}
			{givenUpMinor > 0n ? (
				<p className="mt-1 text-muted">{say('collectionPlan.givenUp', { amount: money(givenUpMinor) })}</p>
			) : null}
		</div>
	)
}
