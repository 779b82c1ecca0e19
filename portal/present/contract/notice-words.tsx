import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import type { ShownContract } from './contract.ts'

/** Until when notice can be given, and what it would do. */
export function NoticeWords({ page }: { page: ShownContract }) {
	const { notice, contract } = page
	if (!notice)
		return (
			<p className="mt-1">
				{!contract.endsOn ? (
					'–'
				) : contract.state === 'ending' || contract.state === 'closed' ? (
					<Sentence of={`contract.${contract.state}`} facts={{ day: <Day on={contract.endsOn} /> }} />
				) : (
					<Day on={contract.endsOn} />
				)}
			</p>
		)
	return <NoticeOf notice={notice} days={contract.noticeDays} />
}

type NoticeOfProps = { notice: Omit<NonNullable<ShownContract['notice']>, 'months'>; days: number }

/** The notice itself; `days`: how many it takes. */
export function NoticeOf({ notice, days }: NoticeOfProps) {
	const say = useWords()
	if (notice.kind === 'fixed')
		return (
			<p className="mt-1">
				<Sentence of="contract.noticeFixed" facts={{ day: <Day on={notice.endsOn} /> }} />
			</p>
		)
	if (notice.kind === 'renewed')
		return (
			<>
				<p className="mt-1 font-semibold">
					<Sentence of="contract.noticeRenewed" facts={{ day: <Day on={notice.lastDay ?? notice.endsOn} /> }} />
				</p>
				<p className="text-muted">
					<Sentence of="contract.noticeRenewedNote" facts={{ end: <Day on={notice.endsOn} /> }} />
				</p>
			</>
		)
	return (
		<>
			<p className="mt-1 font-semibold">{say('contract.noticeOpen', { count: days })}</p>
			<p className="text-muted">
				<Sentence of="contract.noticeOpenNote" facts={{ end: <Day on={notice.endsOn} /> }} />
			</p>
		</>
	)
}
