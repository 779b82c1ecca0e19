import type { Machine } from '#core/equipment/find.ts'
import { possibleMoves } from '#core/equipment/state.ts'
import type { ListedMachineRequest } from '#core/machine-request/find.ts'
import { moveOf } from '#core/machine-request/kinds.ts'
import { Empty, Section } from '#portal/ui/card.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { AskLinks } from './ask-links.tsx'
import { RequestRows } from './request-rows.tsx'

type RequestsOfContractProps = {
	requests: readonly ListedMachineRequest[]
	contractId: string
	mayAsk: boolean
}

/** What was asked for about the machines of a contract, and ways to ask for more. */
export function RequestsOfContract({ requests, contractId, mayAsk }: RequestsOfContractProps) {
	if (requests.length === 0 && !mayAsk) return null
	return (
		<Section title={say('request.ofContract')} id="requests">
			{mayAsk ? (
				<div className="mb-4">
					<AskLinks contractId={contractId} />
				</div>
			) : null}
			{requests.length === 0 ? (
				<Empty title={say('request.noneOfContract')} />
			) : (
				<RequestRows requests={requests} withinContract />
			)}
		</Section>
	)
}

type RequestsOfMachineProps = {
	requests: readonly ListedMachineRequest[]
	machine: Pick<Machine, 'state' | 'contract'>
	mayAsk: boolean
}

/** The same of one machine: only what its state allows is offered. */
export function RequestsOfMachine({ requests, machine: { state, contract }, mayAsk }: RequestsOfMachineProps) {
	const kinds = (['lock', 'unlock', 'repossession'] as const).filter((kind) =>
		possibleMoves(state).includes(moveOf[kind]),
	)
	const asks = mayAsk && contract !== null && kinds.length > 0
	if (requests.length === 0 && !asks) return null
	return (
		<Section title={say('request.ofContract')} id="requests">
			{asks ? (
				<div className="mb-4">
					<AskLinks contractId={contract.id} kinds={kinds} />
				</div>
			) : null}
			{requests.length > 0 ? <RequestRows requests={requests} /> : null}
		</Section>
	)
}
