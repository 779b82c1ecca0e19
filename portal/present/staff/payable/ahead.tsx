import type { ContractHead } from '#core/contract/find-head.ts'
import type { Due } from '#core/payable/find.ts'
import { Card } from '#portal/ui/card.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { saySupplier as say } from '#portal/words/staff-suppliers.ts'
import type { ShownContract } from '../../contract/contract.ts'
import { Day, Money } from '../../display.tsx'
import { formatDay } from '../../format.ts'

type PayableAheadProps = {
	/** Null for who does not read what is paid. */
	dues: readonly Due[] | null
	page: ShownContract
	head: ContractHead
	today: string
}

/** What comes next of a contract that the company pays: the next payment, what a year costs, and until when it can object. */
export function PayableAhead({ dues, page, head, today }: PayableAheadProps) {
	return (
		<div className="mb-8 grid gap-5 sm:grid-cols-2">
			{dues ? <NextPayment dues={dues} currency={head.currency} today={today} /> : null}
			<Card>
				<h2 className="font-medium font-sans text-base text-muted">{say('supplier.object')}</h2>
				<Objecting page={page} head={head} />
			</Card>
		</div>
	)
}

function NextPayment({ dues, currency, today }: { dues: readonly Due[]; currency: string; today: string }) {
	const [next] = dues
	const year = dues.filter(({ dueOn }) => dueOn >= today).reduce((sum, { plannedMinor }) => sum + plannedMinor, 0n)
	return (
		<Card>
			<h2 className="font-medium font-sans text-base text-muted">{say('supplier.nextPayment')}</h2>
			{next ? (
				<>
					<p className="mt-1 font-semibold font-serif text-2xl">
						<Money of={{ minor: next.plannedMinor, currency }} />
					</p>
					<p className="flex flex-wrap items-center gap-2">
						<Day on={next.dueOn} />
						{next.lateDays > 0 ? <Pill tone="bad">{say('supplier.late', { count: next.lateDays })}</Pill> : null}
					</p>
					<p className="mt-1 text-muted text-sm">
						{say('supplier.year')}: <Money of={{ minor: year, currency }} />
					</p>
				</>
			) : (
				<p className="mt-1 font-semibold">{say('supplier.noNext')}</p>
			)}
		</Card>
	)
}

/** A contract that ends anyway, renews by itself, or goes on until somebody ends it. */
function Objecting({ page: { notice, contract }, head }: { page: ShownContract; head: ContractHead }) {
	if (head.state === 'ending' || !notice || notice.kind === 'fixed') {
		const on = head.endsOn ?? notice?.endsOn
		return <p className="mt-1 font-semibold">{on ? say('supplier.endsBy', { day: formatDay('en', on) }) : '–'}</p>
	}
	if (notice.kind === 'open')
		return <p className="mt-1 font-semibold">{say('supplier.openEnd', { count: contract.noticeDays })}</p>
	return (
		<>
			<p className="mt-1 font-semibold font-serif text-2xl">
				<Day on={notice.lastDay ?? notice.endsOn} />
			</p>
			<p className="text-muted text-sm">{say('supplier.objectNote', { day: formatDay('en', notice.endsOn) })}</p>
		</>
	)
}
