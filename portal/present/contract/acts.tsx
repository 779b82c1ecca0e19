import { LinkButton } from '#portal/ui/button.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { RequestNotice } from '../change/request-notice.tsx'
import type { ShownContract } from './contract.ts'

/** In these states a contract can be changed. */
const inForce: readonly string[] = ['active', 'paused', 'ending']

/** What the customer asked for and waits for, or has been answered these days. */
export function Requested({ page }: { page: ShownContract }) {
	const say = useWords()
	const { request, contract } = page
	if (!request) return null
	const href = `/contracts/${contract.id}/requests/${request.id}`
	return <RequestNotice {...request} action={<TextLink href={href}>{say('options.request.see')}</TextLink>} />
}

/** The ways to change the contract; what its access does not allow is explained there. */
export function ChangeButtons({ page, mayChange }: { page: ShownContract; mayChange: boolean }) {
	const say = useWords()
	const { contract, asOf } = page
	if (asOf || !inForce.includes(contract.state)) return null
	return (
		<div className="no-print mt-5 flex flex-wrap gap-3">
			<LinkButton kind="secondary" href={`/contracts/${contract.id}/options`}>
				{say('contract.changeOptions')}
			</LinkButton>
			{mayChange && contract.state === 'paused' ? (
				<LinkButton kind="secondary" href={`/contracts/${contract.id}/change?kind=resume`}>
					{say('contract.resume')}
				</LinkButton>
			) : null}
			{mayChange && (contract.state !== 'ending' || page.noticeByCustomer) ? (
				<LinkButton kind="secondary" href={`/contracts/${contract.id}/cancel`}>
					{say(contract.state === 'ending' ? 'cancel.undo' : 'cancel.offered')}
				</LinkButton>
			) : null}
		</div>
	)
}
