import type { SuggestedPart } from '#core/payment/suggest-split.ts'
import { Input } from '../../../ui/field.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayReceipt as say } from '../../../words/staff-receipts.ts'
import { Day, Money } from '../../display.tsx'

type OpenInvoicesProps = {
	parts: readonly SuggestedPart[]
	currency: string
	/** What was posted: an amount for each invoice. */
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
	/** An amount is known, and what of it would go where in the company's order is shown. */
	suggested: boolean
}

/** What a customer has open, in the company's order, with a field for what goes to each. */
export function OpenInvoices({ parts, currency, typed, errors, suggested }: OpenInvoicesProps) {
	const posted = postedIn(typed)
	const rows = parts.map((part, place) => {
		const before = posted.findIndex(({ invoiceId }) => invoiceId === part.invoiceId)
		const wrong = before < 0 ? undefined : (errors[`parts[${before}].amount`] ?? undefined)
		return { ...part, place, typed: posted[before]?.amount, wrong }
	})
	return (
		<Table
			caption={say('receipt.openInvoices')}
			quietCaption
			rows={rows}
			keyOf={(row) => row.invoiceId}
			columns={[
				{
					key: 'invoice',
					title: say('receipt.invoice'),
					cell: (row) => <TextLink href={`/staff/invoices/${row.invoiceId}`}>{row.number}</TextLink>,
				},
				{
					key: 'due',
					title: say('receipt.due'),
					cell: (row) => (
						<>
							<Day on={row.dueOn} />
							{row.daysPastDue > 0 ? (
								<span className="block text-muted text-sm">{say('receipt.late', { count: row.daysPastDue })}</span>
							) : null}
						</>
					),
				},
				{
					key: 'open',
					title: say('receipt.open'),
					figures: true,
					lead: true,
					cell: (row) => <Money of={{ minor: row.openMinor, currency }} />,
				},
				...(suggested
					? [
							{
								key: 'suggested',
								title: say('receipt.suggested'),
								figures: true,
								cell: (row: (typeof rows)[number]) =>
									row.amountMinor > 0n ? <Money of={{ minor: row.amountMinor, currency }} /> : '–',
							},
						]
					: []),
				{
					key: 'part',
					title: say('receipt.goes'),
					cell: (row) => (
						<>
							<input type="hidden" name={`parts[${row.place}].invoiceId`} value={row.invoiceId} />
							<Input
								name={`parts[${row.place}].amount`}
								label={<span className="sr-only">{say('receipt.toInvoice', { number: row.number })}</span>}
								defaultValue={row.typed}
								errors={row.wrong}
								inputMode="decimal"
								autoComplete="off"
								maxLength={40}
								className="figures text-right"
							/>
						</>
					),
				},
			]}
		/>
	)
}

/** The order may have changed since: what was typed is found by its invoice. */
function postedIn({ parts }: Record<string, unknown>): { invoiceId: string; amount: string }[] {
	if (!Array.isArray(parts)) return []
	return parts.map((part: { invoiceId?: unknown; amount?: unknown } | undefined) => ({
		invoiceId: String(part?.invoiceId ?? ''),
		amount: typeof part?.amount === 'string' ? part.amount : '',
	}))
}
