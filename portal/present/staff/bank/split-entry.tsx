import type { SuggestedSplit } from '#core/payment/suggest-split.ts'
import { Button } from '../../../ui/button.tsx'
import { Section } from '../../../ui/card.tsx'
import { sayBank as say } from '../../../words/staff-bank-files.ts'
import { OpenInvoices } from '../receipt/open-invoices.tsx'
import { PenaltyDue } from '../receipt/penalty-due.tsx'

type SplitEntryProps = {
	action: string
	customer: { id: string; name: string }
	currency: string
	split: SuggestedSplit
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** What the money settles of what the chosen customer has open. */
export function SplitEntry({ action, customer, currency, split, typed, errors }: SplitEntryProps) {
	return (
		<Section title={say('bank.goes', { name: customer.name })}>
			<form method="post" action={action}>
				<input type="hidden" name="intent" value="accept" />
				<input type="hidden" name="customerId" value={customer.id} />
				{split.parts.length > 0 ? (
					<OpenInvoices parts={split.parts} suggested {...{ currency, typed, errors }} />
				) : (
					<p>{say('bank.nothingOwed', { currency })}</p>
				)}
				<PenaltyDue due={split.penalty} {...{ currency, typed, errors }} />
				<div className="mt-5 flex flex-wrap gap-3">
					<Button name="by" value="order">
						{say('bank.putInOrder')}
					</Button>
					{split.parts.length + split.penalty.length > 0 ? (
						<Button kind="secondary" name="by" value="hand">
							{say('bank.putByHand')}
						</Button>
					) : null}
					<Button kind="secondary" name="by" value="none">
						{say('bank.putNone')}
					</Button>
				</div>
			</form>
		</Section>
	)
}
