import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import type { ShownQuote } from './shown.ts'

type QuoteTermsProps = {
	page: ShownQuote
	/** Where the contract that is changed or renewed has its page, for whoever may open it. */
	contractsAt?: string | undefined
}

/** What the agreement will be, apart from its lines. */
export function QuoteTerms({ page, contractsAt }: QuoteTermsProps) {
	const say = useWords()
	const { quote, forContract } = page
	const known = page.preview ?? page.acceptance
	const startsOn = known?.startsOn ?? quote.startsOn
	const endsOn = known ? known.endsOn : quote.endsOn
	const fixed = quote.startsOn !== null || page.acceptance !== null
	const changes = quote.purpose === 'change'
	return (
		<Section title={say('quote.terms')}>
			<Card>
				<Facts
					facts={[
						...(forContract
							? [
									{
										name: say('quote.contract'),
										value: contractsAt ? (
											<TextLink href={`${contractsAt}/${forContract.id}`}>{forContract.number}</TextLink>
										) : (
											forContract.number
										),
										note: forContract.title,
									},
								]
							: []),
						...(startsOn
							? [
									{
										name: say('quote.starts'),
										value: fixed ? (
											<Day on={startsOn} />
										) : (
											<Sentence of="quote.startsToday" facts={{ day: <Day on={startsOn} /> }} />
										),
									},
								]
							: []),
						...(changes || !(known || endsOn)
							? []
							: [{ name: say('quote.ends'), value: endsOn ? <Day on={endsOn} /> : say('quote.noEnd') }]),
						{
							name: say('quote.billing'),
							value: (
								<span className="inline-block first-letter:uppercase">
									{quote.timing === 'advance' ? say('contract.inAdvance') : say('contract.inArrears')}
								</span>
							),
						},
						{ name: say('quote.payment'), value: say('quote.payWithin', { count: quote.paymentTermDays }) },
						...(endsOn && !changes
							? [{ name: say('quote.renewal'), value: say(`quote.renewals.${quote.renewal}`) }]
							: []),
						...(!endsOn || quote.renewal === 'tacit'
							? [{ name: say('quote.notice'), value: say('quote.noticeDays', { count: quote.noticeDays }) }]
							: []),
						...(quote.purchaseOrder ? [{ name: say('quote.order'), value: quote.purchaseOrder }] : []),
					]}
				/>
			</Card>
			{quote.conditions ? (
				<div className="mt-6">
					<h3 className="mb-2 font-semibold">{say('quote.conditions')}</h3>
					<Paragraphs text={quote.conditions} />
				</div>
			) : null}
		</Section>
	)
}

/** Words of a person as they wrote them. */
export function Paragraphs({ text }: { text: string }) {
	const parts = text.split(/\n\s*\n/).filter((part) => part.trim())
	return (
		<div className="reading grid gap-3">
			{parts.map((part) => (
				<p key={part} className="whitespace-pre-line">
					{part.trim()}
				</p>
			))}
		</div>
	)
}
