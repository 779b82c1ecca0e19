import { Card, Empty, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { staffWords as say } from '#portal/words/staff.ts'
import { sayAgreed } from '#portal/words/staff-agreed.ts'
import { sayKind } from '#portal/words/staff-kinds.ts'
import { saySupplier } from '#portal/words/staff-suppliers.ts'
import { Address } from '../../address.tsx'
import type { ShownContract } from '../../contract/contract.ts'
import { useCycle } from '../../cycle.tsx'
import { Day, Money } from '../../display.tsx'
import { StandingPill } from '../../state-pill.tsx'

/** What was agreed with the customer, as staff speak of it. */
export function ContractTerms({
	page,
	type,
	payable = false,
}: {
	page: ShownContract
	type?: string
	payable?: boolean
}) {
	const cycle = useCycle()
	const { contract, notice, party, hidden } = page
	const sees = (field: string) => !hidden.includes(field)
	const endsOn = notice?.kind === 'renewed' ? notice.endsOn : contract.endsOn
	const cycles = contract.cycles.map((one) => cycle(one)).join(', ')
	const timing = say(`staff.contract.timings.${contract.timing}`)
	return (
		<Section title={say('staff.contract.terms')} id="terms">
			<Card>
				<Facts
					facts={[
						...(type === undefined ? [] : [{ name: sayKind('kind.type'), value: type }]),
						{
							name: say('staff.contract.period'),
							value: (
								<>
									<Day on={contract.startsOn} /> – {endsOn ? <Day on={endsOn} /> : say('staff.contract.noEnd')}
								</>
							),
							note: sees('contract.notice') ? (
								<>
									{say('staff.contract.noticeOf', { count: contract.noticeDays })}
									{notice?.months && notice.lastDay ? (
										<span className="block">
											{say('staff.contract.renews', { count: notice.months })} <Day on={notice.lastDay} />
										</span>
									) : null}
								</>
							) : undefined,
						},
						...(payable
							? []
							: [
									{
										name: say('staff.contract.timing'),
										value: (
											<span className="inline-block first-letter:uppercase">
												{cycles ? `${cycles}, ${timing}` : cycle(null)}
											</span>
										),
										note: `${say('staff.contract.alignment')} ${say(`staff.contract.alignments.${contract.alignment}`)}`,
									},
									...paymentOf({ page, sees }),
								]),
						...(sees('contract.purchaseOrder')
							? [
									{
										name: payable ? saySupplier('supplier.reference') : say('staff.contract.purchaseOrder'),
										value: contract.purchaseOrder || '–',
									},
								]
							: []),
						{
							name: payable ? saySupplier('supplier.supplier') : say('staff.contract.billedTo'),
							value: <Address party={party} />,
						},
					]}
				/>
			</Card>
		</Section>
	)
}

type Paid = { page: ShownContract; sees: (field: string) => boolean }

/** How it is paid and within how many days, as far as either may be seen. */
function paymentOf({ page: { contract, card }, sees }: Paid) {
	const within = sees('contract.paymentDays')
		? sayAgreed('agreed.payable', { count: contract.paymentTermDays })
		: undefined
	const how =
		contract.autopay && card
			? say('staff.contract.automatic', { brand: card.brand, last4: card.last4 })
			: say('staff.contract.byCustomer')
	const name = say('staff.contract.payment')
	if (sees('contract.autopay')) return [{ name, value: how, note: within }]
	return within ? [{ name, value: within }] : []
}

/** What was invoiced on it, the latest first. */
export function ContractPapers({ page }: { page: ShownContract }) {
	const { papers, paperCount, contract } = page
	return (
		<Section
			title={say('staff.invoices')}
			id="papers"
			actions={
				paperCount > papers.length ? (
					<TextLink href={`/staff/invoices?contractId=${contract.id}`}>
						{say('staff.contract.allPapers', { count: paperCount })}
					</TextLink>
				) : null
			}
		>
			{papers.length === 0 ? (
				<Empty title={say('staff.customer.noInvoices')} />
			) : (
				<RowList>
					{papers.map((paper) => (
						<Row
							key={paper.id}
							href={`/staff/invoices/${paper.id}`}
							title={
								paper.kind === 'invoice' ? paper.number : say('staff.invoice.creditNote', { number: paper.number })
							}
							note={<Day on={paper.issuedOn} />}
							figure={<Money of={{ minor: paper.totalMinor, currency: contract.currency }} />}
							state={<StandingPill standing={paper.standing} credit={paper.kind === 'credit_note'} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}
