import type { InvoicePage } from '#core/invoice/page.ts'
import { Card } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Address } from '../address.tsx'
import { Day } from '../display.tsx'

/** Days, contract, who bills whom. */
export function Parties({ invoice, contractOpen }: { invoice: InvoicePage; contractOpen: boolean }) {
	const say = useWords()
	const { contract, buyer, seller } = invoice
	const contractName = contract ? [contract.title, contract.number].filter(Boolean).join(' · ') : ''
	return (
		<div className="mt-5">
			<Card>
				<Facts
					facts={[
						{ name: say('invoice.issued'), value: <Day on={invoice.issuedOn} /> },
						...(invoice.kind === 'invoice' ? [{ name: say('invoice.due'), value: <Day on={invoice.dueOn} /> }] : []),
						...(contract
							? [
									{
										name: say('invoice.contract'),
										value: contractOpen ? (
											<TextLink href={`/contracts/${contract.id}`}>{contractName}</TextLink>
										) : (
											contractName
										),
									},
								]
							: []),
						...(invoice.purchaseOrder ? [{ name: say('invoice.order'), value: invoice.purchaseOrder }] : []),
						...(invoice.reason ? [{ name: say('invoice.reason'), value: invoice.reason }] : []),
						...(invoice.message
							? [
									{
										name: say('invoice.message'),
										value: <span className="whitespace-pre-line break-words">{invoice.message}</span>,
									},
								]
							: []),
						{
							name: say('invoice.billedTo'),
							value: <Address party={buyer} />,
							note: buyer.taxNumber ? say('invoice.taxNumber', { number: buyer.taxNumber }) : undefined,
						},
						{
							name: say('invoice.from'),
							value: <Address party={seller} />,
							note: seller.taxNumber ? say('invoice.taxNumber', { number: seller.taxNumber }) : undefined,
						},
					]}
				/>
			</Card>
		</div>
	)
}
