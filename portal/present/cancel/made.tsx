import { LinkButton } from '#portal/ui/button.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { NoticeOf } from '../contract/notice-words.tsx'
import type { ShownCancellation } from './shown.ts'

/** After staying or taking notice back: that it is done, and where to go; leaving stays one press away. */
export function Made({ found, done }: { found: ShownCancellation; done: 'kept' | 'stayed' }) {
	const say = useWords()
	const { contract, notice, noticeDays } = found
	return (
		<>
			<Notice kind="good" live>
				{say(`cancel.${done}`, { number: contract.number })}
			</Notice>
			<div className="mt-4">
				<NoticeOf notice={notice} days={noticeDays} />
			</div>
			<div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
				<LinkButton size="large" href={`/contracts/${contract.id}`}>
					{say('cancel.toContract')}
				</LinkButton>
				<TextLink href={`/contracts/${contract.id}/cancel`}>{say('cancel.still')}</TextLink>
			</div>
		</>
	)
}
