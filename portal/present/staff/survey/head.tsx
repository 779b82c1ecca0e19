import { Card } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'
import { Moment, Money } from '../../display.tsx'

type Head = {
	customer: { id: string; name: string; number: string }
	contract: { id: string; number: string; title: string } | null
	amountMinor: bigint | null
	months: number | null
	currency: string
	note: string
	requestedBy: string
	requestedAt: string
	surveyor: { name: string } | null
	closed: { by: string; at: string; conclusion: 'grant' | 'refuse'; note: string } | null
	withdrawn: { by: string; at: string; note: string } | null
}

/** What a survey is about, and who has it. */
export function SurveyHead({ of, timeZone }: { of: Head; timeZone: string }) {
	const say = useSurveyWords()
	const { customer, contract, amountMinor, months, currency, note, surveyor, closed, withdrawn } = of
	const money = amountMinor === null ? null : <Money of={{ minor: amountMinor, currency }} />
	return (
		<Card>
			<Facts
				facts={[
					{
						name: say('survey.facts.customer'),
						value: <TextLink href={`/staff/customers/${customer.id}`}>{customer.name}</TextLink>,
						note: customer.number,
					},
					...(contract
						? [
								{
									name: say('survey.facts.contract'),
									value: <TextLink href={`/staff/contracts/${contract.id}`}>{contract.number}</TextLink>,
									note: contract.title,
								},
							]
						: []),
					...(money
						? [
								{
									name: say('survey.facts.amount'),
									value: money,
									...(months ? { note: say('survey.facts.amountOver', { months }) } : {}),
								},
							]
						: []),
					...(note
						? [{ name: say('survey.facts.note'), value: <span className="whitespace-pre-line">{note}</span> }]
						: []),
					{
						name: say('survey.facts.requestedBy'),
						value: of.requestedBy,
						note: <Moment at={of.requestedAt} timeZone={timeZone} />,
					},
					{ name: say('survey.facts.surveyor'), value: surveyor?.name ?? say('survey.noSurveyor') },
					...(closed
						? [
								{
									name: say('survey.facts.closed'),
									value: say(`survey.conclusions.${closed.conclusion}`),
									note: [closed.by, closed.note].filter(Boolean).join(' · '),
								},
							]
						: []),
					...(withdrawn ? [{ name: say('survey.facts.withdrawn'), value: withdrawn.by, note: withdrawn.note }] : []),
				]}
			/>
		</Card>
	)
}
