import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { sayApproval } from '#portal/words/staff-approval.ts'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { formatDay } from '../../format.ts'
import type { ContractScreenFacts } from './open-contract.ts'

/** What waits for somebody's word, with the way to it. */
export function Requests({ requests, of }: { requests: ContractScreenFacts['head']['requests']; of: string }) {
	if (requests.length === 0) return null
	return (
		<div className="mb-6 grid gap-3">
			{requests.map(({ id, kind, requester, requestedOn }) => (
				<Notice
					key={id}
					kind="warn"
					title={say('screen.waits', { what: sayApproval(`approval.kind.${kind}`, { of }) })}
					action={<TextLink href={`/staff/approvals/${id}`}>{say('screen.see')}</TextLink>}
				>
					{requester
						? say('screen.askedBy', { name: requester, day: formatDay('en', requestedOn) })
						: say('screen.asked', { day: formatDay('en', requestedOn) })}
				</Notice>
			))}
		</div>
	)
}
