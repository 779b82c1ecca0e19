import type { ReactNode } from 'react'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'

type State = 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'outdated'
type RequestNoticeProps = { state: State; askedOn: string; comment: string; action?: ReactNode }

const kinds = { waiting: 'info', approved: 'good', rejected: 'warn', withdrawn: 'info', outdated: 'warn' } as const

/** How a request stands, to whoever asked. */
export function RequestNotice({ state, askedOn, comment, action }: RequestNoticeProps) {
	const say = useWords()
	const title = {
		waiting: say('change.asked'),
		approved: say('options.request.approved'),
		rejected: say('options.request.rejected'),
		outdated: say('options.request.outdated'),
		withdrawn: say('change.withdrawn'),
	}[state]
	return (
		<Notice kind={kinds[state]} title={title} action={action}>
			{state === 'waiting' ? <Sentence of="change.askedOn" facts={{ day: <Day on={askedOn} /> }} /> : null}
			{state === 'approved' ? say('options.request.approvedNote') : null}
			{state === 'outdated' ? say('options.request.outdatedNote') : null}
			{comment ? (
				<p className="mt-1 whitespace-pre-line">
					<span className="font-medium">{say('options.request.answer')}:</span> {comment}
				</p>
			) : null}
		</Notice>
	)
}
