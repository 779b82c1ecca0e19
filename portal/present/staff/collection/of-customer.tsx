import type { ListedCase } from '#core/collection/list.ts'
import { Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { CaseRows, type ShownCase, shownCase } from './case-rows.tsx'

type OfCustomerProps = { customerId: string; cases: readonly ShownCase[]; mayGive: boolean }

export const casesOf = (cases: readonly ListedCase[]): ShownCase[] => cases.map(shownCase)

/** Who collects what a customer owes, and the way to give it to somebody. */
export function CollectionOfCustomer({ customerId, cases, mayGive }: OfCustomerProps) {
	if (cases.length === 0 && !mayGive) return null
	return (
		<Section
			title={say('collection.ofCustomer')}
			actions={
				mayGive ? (
					<TextLink href={`/staff/collection/dispatch?customer=${customerId}`}>{say('collection.giveTitle')}</TextLink>
				) : null
			}
		>
			{cases.length === 0 ? (
				<p className="text-muted">{say('collection.ofCustomerNone')}</p>
			) : (
				<CaseRows cases={cases} named />
			)}
		</Section>
	)
}
