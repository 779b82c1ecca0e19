import type { ListedMachineRequest } from '#core/machine-request/find.ts'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { formatDay } from '../../format.ts'
import { RequestPill } from './pills.tsx'

type RequestRowsProps = {
	requests: readonly ListedMachineRequest[]
	/** On the page of its contract, which need not be named. */
	withinContract?: boolean
}

/** Requests, each leading to its page. */
export function RequestRows({ requests, withinContract = false }: RequestRowsProps) {
	return (
		<RowList>
			{requests.map((request) => {
				const { id, kind, contract, customer, serialNumbers, askedOn, askedBy, assignee } = request
				return (
					<Row
						key={id}
						href={`/staff/machine-requests/${id}`}
						title={
							withinContract ? say(`request.kind.${kind}`) : say(`request.of.${kind}`, { number: contract.number })
						}
						note={[
							withinContract ? '' : customer.name,
							serialNumbers.join(', '),
							say('request.askedBy', { day: formatDay('en', askedOn), name: askedBy || say('request.product') }),
							assignee ? say('request.fetchedBy', { name: assignee }) : '',
						]
							.filter(Boolean)
							.join(' · ')}
						state={<RequestPill of={request} />}
					/>
				)
			})}
		</RowList>
	)
}
