import type { SuggestedMatch } from '#core/bank-file/suggest.ts'
import { formatMajor } from '#core/money.ts'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { sayBank as say } from '../../../words/staff-bank-files.ts'
import { formatMoney } from '../../format.ts'
import { sayReasons } from './say-reason.ts'

type MatchProps = {
	match: SuggestedMatch
	currency: string
	/** The file with the entry in its address. */
	action: string
	/** The likeliest of several. */
	first: boolean
}

/** Who may have paid an entry, what that would settle and why, with the button that records it so. */
export function Match({ match, currency, action, first }: MatchProps) {
	const sayAmount = (minor: bigint) => formatMoney('en', { minor, currency })
	const settles = match.put.map(({ number, amountMinor }) =>
		say('bank.settles', { amount: sayAmount(amountMinor), number }),
	)
	const free = match.freeMinor > 0n ? [say('bank.free', { amount: sayAmount(match.freeMinor) })] : []
	const order = match.by === 'order' && match.put.length > 0 ? [say('bank.inOrder')] : []
	return (
		<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
			<div className="min-w-0 grow basis-72">
				<p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
					<TextLink href={`/staff/customers/${match.customerId}`}>{match.customerName}</TextLink>
					{match.sure ? <Pill tone="good">{say('bank.isSure')}</Pill> : null}
				</p>
				<p>{[...settles, ...order, ...free].join(' · ')}</p>
				<p className="text-muted text-sm">{sayReasons(match.reasons)}</p>
			</div>
			<form method="post" action={action}>
				<input type="hidden" name="intent" value="accept" />
				<input type="hidden" name="customerId" value={match.customerId} />
				{match.contractId ? <input type="hidden" name="contractId" value={match.contractId} /> : null}
				<input type="hidden" name="by" value={match.by} />
				{match.by === 'hand'
					? match.put.map(({ invoiceId, amountMinor }, place) => (
							<span key={invoiceId}>
								<input type="hidden" name={`parts[${place}].invoiceId`} value={invoiceId} />
								<input type="hidden" name={`parts[${place}].amount`} value={formatMajor(amountMinor, currency)} />
							</span>
						))
					: null}
				<Button size="small" kind={first ? 'primary' : 'secondary'}>
					{say('bank.accept')}
				</Button>
			</form>
		</div>
	)
}
