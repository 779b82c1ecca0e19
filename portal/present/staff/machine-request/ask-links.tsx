import { type RequestKind, requestKinds } from '#core/machine-request/kinds.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'

export const askAddress = (contractId: string, kind: RequestKind) =>
	`/staff/contracts/${contractId}/machine-requests/new?kind=${kind}`

type AskLinksProps = { contractId: string; kinds?: readonly RequestKind[] }

/** Ways to what can be asked for on a contract. */
export function AskLinks({ contractId, kinds = requestKinds }: AskLinksProps) {
	return (
		<div className="no-print flex flex-wrap gap-2">
			{kinds.map((kind) => (
				<LinkButton key={kind} kind="secondary" size="small" href={askAddress(contractId, kind)}>
					{say(`request.askFor.${kind}`)}
				</LinkButton>
			))}
		</div>
	)
}
