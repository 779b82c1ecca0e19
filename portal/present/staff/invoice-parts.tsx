import type { InvoicePage } from '#core/invoice/page.ts'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayCorrect } from '../../words/staff-correct.ts'
import { sayImport } from '../../words/staff-import.ts'
import { sayInvoiceType } from '../../words/staff-invoice-types.ts'
import { Day, Money } from '../display.tsx'

/** Whose it is, its days, what is open of it, and what a credit note says. */
export function InvoiceFacts({ invoice }: { invoice: InvoicePage }) {
	const { currency } = invoice
	return (
		<Card>
			<Facts
				facts={[
					{
						name: say('staff.contract.customer'),
						value: <TextLink href={`/staff/customers/${invoice.customerId}`}>{invoice.buyer.name}</TextLink>,
					},
					...(invoice.contract
						? [
								{
									name: say('staff.contract.contract'),
									value: (
										<TextLink href={`/staff/contracts/${invoice.contract.id}`}>
											{invoice.contract.number} {invoice.contract.title}
										</TextLink>
									),
								},
							]
						: []),
					...(invoice.type ? [{ name: sayInvoiceType('invoiceType.type'), value: invoice.type }] : []),
					{ name: say('staff.invoice.issued'), value: <Day on={invoice.issuedOn} /> },
					...(invoice.kind === 'invoice'
						? [
								{ name: say('staff.invoice.due'), value: <Day on={invoice.dueOn} /> },
								{ name: say('staff.invoice.open'), value: <Money of={{ minor: invoice.openMinor, currency }} /> },
							]
						: []),
					...(invoice.credits
						? [
								{
									name: say('staff.invoice.corrects'),
									value: <TextLink href={`/staff/invoices/${invoice.credits.id}`}>{invoice.credits.number}</TextLink>,
								},
							]
						: []),
					...(invoice.opening
						? [{ name: sayImport('import.takenOverFrom'), value: invoice.opening.replace(` ${invoice.id}`, '') }]
						: []),
					...(invoice.reason ? [{ name: say('staff.contract.endReason'), value: invoice.reason }] : []),
					...(invoice.message
						? [
								{
									name: sayCorrect('correct.message'),
									value: <span className="whitespace-pre-line break-words">{invoice.message}</span>,
								},
							]
						: []),
				]}
			/>
		</Card>
	)
}

/** What has settled it, or, of a credit note, what it has settled. */
export function Settlements({ invoice }: { invoice: InvoicePage }) {
	const { settlements, currency } = invoice
	return (
		<Section title={say('staff.invoice.paidBy')}>
			{settlements.length === 0 ? (
				<Empty title={say('staff.invoice.noPayments')} />
			) : (
				<RowList>
					{settlements.map((one) => (
						<Row
							key={`${one.on} ${one.payment?.id ?? one.creditNote?.id ?? one.invoice?.id} ${one.amountMinor}`}
							href={
								one.payment
									? `/staff/payments/${one.payment.id}`
									: one.creditNote
										? `/staff/invoices/${one.creditNote.id}`
										: one.invoice
											? `/staff/invoices/${one.invoice.id}`
											: undefined
							}
							title={
								one.payment?.receiptNumber ??
								one.creditNote?.number ??
								one.invoice?.number ??
								say('staff.invoice.rounding')
							}
							note={<Day on={one.on} />}
							figure={<Money of={{ minor: one.amountMinor, currency }} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

/** Credit notes against it, whether they settled it or went back to the customer. */
export function CreditNotes({ invoice: { creditNotes, currency } }: { invoice: InvoicePage }) {
	if (creditNotes.length === 0) return null
	return (
		<Section title={sayCorrect('correct.creditNotes')}>
			<RowList>
				{creditNotes.map(({ id, number, issuedOn, totalMinor }) => (
					<Row
						key={id}
						href={`/staff/invoices/${id}`}
						title={number}
						note={<Day on={issuedOn} />}
						figure={<Money of={{ minor: totalMinor, currency }} />}
					/>
				))}
			</RowList>
		</Section>
	)
}
