import type { ReactNode } from 'react'
import { LinkButton } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import type { SaidQuote } from './shown.ts'

/** What has become of a quote that is not open any more, and what comes next. */
export function Decided({ page }: { page: SaidQuote }) {
	const say = useWords()
	const { quote, acceptance, replacedBy } = page
	const newer = replacedBy ? (
		<LinkButton href={`/quotes/${replacedBy.id}`}>{say('quote.openNewVersion')}</LinkButton>
	) : undefined
	if (quote.standing === 'accepted' && acceptance) return <Accepted page={page} acceptance={acceptance} />
	if (quote.standing === 'declined')
		return (
			<Notice title={page.said.declined} action={newer}>
				{quote.declineReason ? <p className="whitespace-pre-line">{quote.declineReason}</p> : null}
				{say('quote.declinedNote')}
			</Notice>
		)
	if (quote.standing === 'expired')
		return (
			<Notice kind="warn" title={page.said.expired} action={newer}>
				<Sentence of="quote.wasValidUntil" facts={{ day: <Day on={quote.validUntil} /> }} />. {say('quote.expiredNote')}
			</Notice>
		)
	if (quote.standing === 'withdrawn')
		return (
			<Notice title={page.said.withdrawn} action={newer}>
				{replacedBy ? say('quote.newVersion', { number: replacedBy.number }) : say('quote.withdrawnNote')}
			</Notice>
		)
	return null
}

type AcceptedProps = { page: SaidQuote; acceptance: NonNullable<SaidQuote['acceptance']> }

function Accepted({ page: { quote, contract, said }, acceptance }: AcceptedProps) {
	const say = useWords()
	const steps: { key: string; text: ReactNode }[] = [
		{ key: 'letter', text: say('quote.acceptedLetter') },
		...(contract ? [{ key: 'contract', text: say('quote.acceptedContract', { number: contract.number }) }] : []),
		{ key: 'invoice', text: say('quote.acceptedInvoice') },
	]
	return (
		<>
			<Notice
				kind="good"
				title={
					<Sentence
						of="quote.accepted"
						facts={{ day: <Day on={acceptance.acceptedOn} />, name: acceptance.signerName }}
					/>
				}
			/>
			<Section title={say('quote.acceptedNext')}>
				<Card>
					<ol className="grid list-decimal gap-2 pl-5">
						{steps.map((step) => (
							<li key={step.key}>{step.text}</li>
						))}
					</ol>
					<div className="mt-5 flex flex-wrap gap-3">
						{contract ? <LinkButton href={`/contracts/${contract.id}`}>{say('quote.openContract')}</LinkButton> : null}
						<LinkButton kind="secondary" href={`/quotes/${quote.id}/signed.pdf`} download>
							{said.signedPdf}
						</LinkButton>
					</div>
				</Card>
			</Section>
		</>
	)
}
