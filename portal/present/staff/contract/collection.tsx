import type { ClaimPayment, ClaimPromise, Collection, OpenClaim } from '#core/dunning/find-collection.ts'
import type { PenaltyBillPreview } from '#core/receivable/preview-penalty-bill.ts'
import { Empty, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { Table } from '#portal/ui/table.tsx'
import { sayFollowUp } from '#portal/words/staff-follow-up.ts'
import { sayPenalty } from '#portal/words/staff-penalty.ts'
import { sayReceipt } from '#portal/words/staff-receipts.ts'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import type { ShownContract } from '../../contract/contract.ts'
import { Day, Money } from '../../display.tsx'
import { formatDay, formatMoney } from '../../format.ts'
import { Figures } from '../figures.tsx'
import { PaymentPill, paidHow } from '../payment-state.tsx'

/** What is open and overdue in all, since when, and whether a card pays by itself. */
export function CollectionFigures({
	page,
	penaltyMinor,
	penaltyBill,
}: {
	page: ShownContract
	penaltyMinor: bigint | null
	penaltyBill: PenaltyBillPreview | null
}) {
	const { open, service, contract, card } = page
	const { currency, autopay } = contract
	return (
		<Figures
			figures={[
				{ key: 'open', label: say('screen.openNow'), figure: <Money of={{ minor: open.minor, currency }} /> },
				{
					key: 'overdue',
					label: say('screen.overdueNow'),
					figure: (
						<span className={open.overdueMinor > 0n ? 'text-bad' : undefined}>
							<Money of={{ minor: open.overdueMinor, currency }} />
						</span>
					),
					note: service.dueOn ? (
						<>
							{say('screen.oldest')} <Day on={service.dueOn} />
						</>
					) : undefined,
				},
				{
					key: 'penalty',
					label: sayPenalty('penalty.settings'),
					figure: penaltyMinor === null ? '–' : <Money of={{ minor: penaltyMinor, currency }} />,
					note: (
						<>
							<TextLink href={`/staff/contracts/${contract.id}/penalty`}>{sayPenalty('penalty.link')}</TextLink>
							{penaltyBill ? (
								<span className="block">
									{sayPenalty('penalty.nextBill', {
										...{ amount: formatMoney('en', { minor: penaltyBill.amountMinor, currency }) },
										day: formatDay('en', penaltyBill.on),
									})}
								</span>
							) : null}
						</>
					),
				},
				{
					key: 'autopay',
					label: say('screen.autopay'),
					figure: say(autopay ? 'screen.autopayOn' : 'screen.autopayOff'),
					note: card
						? say('screen.autopayCard', {
								...{ brand: card.brand, last4: card.last4, year: String(card.expiryYear) },
								month: String(card.expiryMonth).padStart(2, '0'),
							})
						: autopay
							? say('screen.autopayNoCard')
							: undefined,
				},
			]}
		/>
	)
}

/** Each open invoice: how late it is, what was sent about it and what comes. The oldest due first. */
export function Claims({ open, currency }: { open: readonly OpenClaim[]; currency: string }) {
	if (open.length === 0)
		return (
			<Section title={say('screen.claims')} id="open">
				<Empty title={say('screen.noClaims')}>{say('screen.noClaimsNote')}</Empty>
			</Section>
		)
	return (
		<Section title={say('screen.claims')} id="open">
			<Table
				caption={say('screen.claims')}
				quietCaption
				rows={open}
				keyOf={(claim) => claim.id}
				columns={[
					{
						key: 'invoice',
						title: say('screen.invoice'),
						cell: (claim) => <TextLink href={`/staff/invoices/${claim.id}`}>{claim.number}</TextLink>,
					},
					{ key: 'due', title: say('screen.due'), cell: (claim) => <Day on={claim.dueOn} /> },
					{
						key: 'late',
						title: say('screen.howLate'),
						cell: (claim) =>
							claim.lateDays > 0 ? (
								<span className="font-semibold text-bad">{say('screen.late', { count: claim.lateDays })}</span>
							) : (
								say('screen.dueIn')
							),
					},
					{ key: 'reminders', title: say('screen.reminders'), cell: (claim) => <Reminded of={claim} /> },
					{
						key: 'open',
						title: say('screen.open'),
						figures: true,
						lead: true,
						cell: (claim) => (
							<>
								<Money of={{ minor: claim.openMinor, currency }} />
								{claim.openMinor === claim.totalMinor ? null : (
									<span className="block font-normal text-muted text-sm">
										{say('screen.of', { total: formatMoney('en', { minor: claim.totalMinor, currency }) })}
									</span>
								)}
							</>
						),
					},
				]}
			/>
		</Section>
	)
}

function Reminded({ of: { reminders, remindedOn, nextReminderOn } }: { of: OpenClaim }) {
	const sent =
		remindedOn === null
			? say('screen.notReminded')
			: say('screen.reminded', { count: reminders, day: formatDay('en', remindedOn) })
	const next = nextReminderOn ? say('screen.nextReminder', { day: formatDay('en', nextReminderOn) }) : null
	return (
		<>
			{sent}
			{next ? <span className="block text-muted text-sm">{next}</span> : null}
		</>
	)
}

const promiseTones: Record<ClaimPromise['state'], Tone> = {
	open: 'accent',
	kept: 'good',
	broken: 'bad',
	lapsed: 'neutral',
	replaced: 'neutral',
}

/** What they said they would pay, the latest first, and what became of it. */
export function Promises({ promises }: { promises: readonly ClaimPromise[] }) {
	if (promises.length === 0) return null
	return (
		<Section title={say('screen.promises')} id="promises">
			<RowList>
				{promises.map((one) => (
					<Row
						key={one.id}
						title={say('screen.promised', {
							amount: formatMoney('en', { minor: one.amountMinor, currency: one.currency }),
							day: formatDay('en', one.promisedOn),
						})}
						note={[
							one.invoiceNumber ? say('screen.promiseFor', { number: one.invoiceNumber }) : say('screen.promiseAny'),
							say('screen.takenBy', { name: one.takenBy, day: formatDay('en', one.madeOn) }),
						].join(' · ')}
						state={<Pill tone={promiseTones[one.state]}>{sayFollowUp(`followUp.states.${one.state}`)}</Pill>}
					/>
				))}
			</RowList>
		</Section>
	)
}

/** Money for the contract's invoices, the latest first, and which of them it settles. */
type MoneyInProps = {
	collection: Collection
	currency: string
	/** Where money that came for it is recorded; null for who may not. */
	record: string | null
}

export function MoneyIn({ collection: { payments }, currency, record }: MoneyInProps) {
	return (
		<Section
			title={say('screen.money')}
			id="money"
			actions={record ? <TextLink href={record}>{sayReceipt('receipt.record')}</TextLink> : undefined}
		>
			{payments.length === 0 ? (
				<Empty title={say('screen.noMoney')} />
			) : (
				<RowList>
					{payments.map((payment) => (
						<Row
							key={payment.id}
							href={`/staff/payments/${payment.id}`}
							title={payment.receiptNumber ?? paidHow(payment)}
							note={<Settles of={payment} currency={currency} />}
							figure={<Money of={{ minor: payment.amountMinor, currency }} />}
							state={<PaymentPill of={payment} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

function Settles({ of: payment, currency }: { of: ClaimPayment; currency: string }) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	const parts = payment.allocations.map(({ number, amountMinor }) => `${number} ${money(amountMinor)}`)
	return (
		<>
			<span className="block">
				<Day on={payment.on} /> · {paidHow(payment)}
			</span>
			{payment.state === 'succeeded' ? (
				<span className="block">
					{parts.length > 0 ? say('screen.settles', { parts: parts.join(', ') }) : say('screen.settlesNothing')}
				</span>
			) : null}
			{payment.freeMinor > 0n ? (
				<span className="block font-medium text-warn">{say('screen.free', { amount: money(payment.freeMinor) })}</span>
			) : null}
		</>
	)
}
