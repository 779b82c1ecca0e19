import type { FoundMachineRequest } from '#core/machine-request/find.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { formatMoment } from '../../format.ts'

type RequestFactsProps = { request: FoundMachineRequest; timeZone: string; mayOpen: boolean }

/** What was asked, by whom, who agreed, and how it ended. */
export function RequestFacts({ request, timeZone, mayOpen }: RequestFactsProps) {
	const { contract, customer, reason, place, assignee, becomes, approved, ended, certificateNumber } = request
	const at = (one: { at: string; by: string }) =>
		say('request.at', { name: one.by || say('request.product'), moment: formatMoment('en', one.at, timeZone) })
	const fact = (name: string, value: React.ReactNode, note?: string) =>
		value ? [{ name, value, ...(note ? { note } : {}) }] : []
	return (
		<Section title={say('request.facts')} id="facts">
			<Card className="max-w-3xl">
				<Facts
					facts={[
						{
							name: say('request.contract'),
							value: <TextLink href={`/staff/contracts/${contract.id}`}>{contract.number}</TextLink>,
							note: contract.title,
						},
						{
							name: say('request.customer'),
							value: mayOpen ? (
								<TextLink href={`/staff/customers/${customer.id}`}>{customer.name}</TextLink>
							) : (
								customer.name
							),
						},
						...fact(say('request.reason'), reason),
						...fact(say('request.place'), place),
						...fact(say('request.assignee'), assignee),
						...fact(say('request.becomes'), becomes && say(`request.${becomes}`)),
						{ name: say('request.by'), value: at({ at: request.askedAt, by: request.askedBy }) },
						...fact(say('request.agreedBy'), approved && at(approved)),
						...fact(say('request.endedBy'), ended && at(ended), ended?.note),
						...fact(
							say('request.certificate'),
							certificateNumber && (
								<TextLink href={`/staff/machine-requests/${request.id}.pdf`} download>
									{certificateNumber}
								</TextLink>
							),
							request.isOvertaken ? say('request.overtakenNote') : undefined,
						),
					]}
				/>
			</Card>
		</Section>
	)
}
