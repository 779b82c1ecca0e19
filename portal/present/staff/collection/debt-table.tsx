import type { CasePromise } from '#core/collection/find.ts'
import type { OwedInvoice } from '#core/collection/owed.ts'
import { Empty, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { Table } from '#portal/ui/table.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { Day, Money } from '../../display.tsx'
import { formatDay, formatMoney } from '../../format.ts'

/** What is open, invoice by invoice and instalment by instalment, the oldest first. */
export function DebtTable({ invoices, currency }: { invoices: readonly OwedInvoice[]; currency: string }) {
	return (
		<Section title={say('collection.debt')} id="debt">
			{invoices.length === 0 ? (
				<Empty title={say('collection.nothingOwed')} />
			) : (
				<Table
					caption={say('collection.debt')}
					quietCaption
					rows={invoices}
					keyOf={({ id }) => id}
					columns={[
						{ key: 'invoice', title: say('collection.invoice'), cell: (one) => <Invoice of={one} /> },
						{ key: 'due', title: say('collection.dueOn'), cell: ({ dueOn }) => <Day on={dueOn} /> },
						{
							key: 'late',
							title: say('collection.state'),
							cell: ({ daysPastDue }) =>
								daysPastDue > 0 ? (
									<span className="font-semibold text-bad">{say('collection.late', { count: daysPastDue })}</span>
								) : (
									say('collection.notDue')
								),
						},
						{
							key: 'open',
							title: say('collection.openAmount'),
							figures: true,
							lead: true,
							cell: (one) => <Open of={one} currency={currency} />,
						},
					]}
				/>
			)}
		</Section>
	)
}

function Invoice({ of: { id, number, contract, instalment } }: { of: OwedInvoice }) {
	return (
		<>
			<TextLink href={`/staff/invoices/${id}`}>{number}</TextLink>
			{contract || instalment ? (
				<span className="block font-normal text-muted text-sm">
					{[contract?.number, instalment ? instalmentOf(instalment) : null].filter(Boolean).join(' · ')}
				</span>
			) : null}
		</>
	)
}

function instalmentOf({ number, of, label, downPayment }: NonNullable<OwedInvoice['instalment']>): string {
	if (downPayment) return label || say('collection.downPayment')
	return [say('collection.instalment', { number, of }), label].filter(Boolean).join(', ')
}

function Open({ of: { openMinor, totalMinor, penaltyMinor }, currency }: { of: OwedInvoice; currency: string }) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	const notes = [
		...(openMinor === totalMinor ? [] : [say('collection.ofTotal', { total: money(totalMinor) })]),
		...(penaltyMinor > 0n ? [say('collection.with_penalty', { amount: money(penaltyMinor) })] : []),
	]
	return (
		<>
			<Money of={{ minor: openMinor, currency }} />
			{notes.map((note) => (
				<span key={note} className="block font-normal text-muted text-sm">
					{note}
				</span>
			))}
		</>
	)
}

const tones: Record<CasePromise['state'], Tone> = {
	...{ open: 'accent', kept: 'good', broken: 'bad', lapsed: 'neutral', replaced: 'neutral' },
}

/** What they promised and what became of it, the latest first. */
export function PromiseRows({ promises, currency }: { promises: readonly CasePromise[]; currency: string }) {
	if (promises.length === 0) return null
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	return (
		<Section title={say('collection.promises')} id="promises">
			<RowList>
				{promises.map((one) => (
					<Row
						key={one.id}
						title={say('collection.promised', { amount: money(one.amountMinor), day: formatDay('en', one.on) })}
						note={[
							one.invoiceNumber
								? say('collection.promiseOf', { number: one.invoiceNumber })
								: say('collection.promiseAny'),
							...(one.receivedMinor > 0n && one.state !== 'kept'
								? [say('collection.cameSoFar', { amount: money(one.receivedMinor) })]
								: []),
						].join(' · ')}
						state={<Pill tone={tones[one.state]}>{say(`collection.states.${one.state}`)}</Pill>}
					/>
				))}
			</RowList>
		</Section>
	)
}
