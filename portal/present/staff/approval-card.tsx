import type { FoundRequest } from '#core/approval/find.ts'
import type { ShownChange } from '#core/approval/shown.ts'
import { Facts } from '../../ui/facts.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayApproval as say } from '../../words/staff-approval.ts'
import { Day, Moment, Money, Period } from '../display.tsx'

type Asked = Omit<FoundRequest, 'requestedAt' | 'decidedAt' | 'change'> & {
	requestedAt: string
	decidedAt: string | null
}

/** What became of it, where it is decided. */
export function DecisionNotice({ of }: { of: Asked }) {
	if (of.state === 'waiting') return null
	const name = of.decider ?? ''
	const kind = of.state === 'approved' ? 'good' : of.state === 'rejected' ? 'bad' : 'warn'
	const title =
		of.state === 'approved' || of.state === 'rejected'
			? say(`approval.${of.state}`, { name })
			: say(`approval.${of.state}`)
	return (
		<div className="mb-6">
			<Notice kind={kind} title={title}>
				{of.comment ? <p className="whitespace-pre-line">{of.comment}</p> : null}
			</Notice>
		</div>
	)
}

/** The money as the customer saw it. */
export function ShownMoney({ shown, currency }: { shown: ShownChange; currency: string }) {
	const money = (minor: string) => <Money of={{ minor: BigInt(minor), currency }} />
	const { effect, month } = shown
	const total = effect ? BigInt(effect.total) : 0n
	return (
		<>
			<Facts
				facts={[
					effect
						? {
								name: say(total < 0n ? 'approval.nowCredit' : 'approval.now'),
								value: (
									<span className="font-semibold">
										<Money of={{ minor: total < 0n ? -total : total, currency }} />
									</span>
								),
							}
						: { name: say('approval.now'), value: say('approval.nothingNow') },
					{ name: say('approval.from'), value: <Day on={shown.effectiveOn} /> },
					{ name: say('approval.monthBefore'), value: money(month.before) },
					{ name: say('approval.monthAfter'), value: <span className="font-semibold">{money(month.after)}</span> },
				]}
			/>
			{effect ? (
				<ul className="mt-4 divide-y divide-line border-line border-t">
					{effect.lines.map((line) => (
						<li key={JSON.stringify(line)} className="flex items-baseline justify-between gap-4 py-2">
							<span className="min-w-0">
								{line.description}
								{line.from && line.to ? (
									<span className="block text-muted text-sm">
										<Period from={line.from} to={line.to} />
									</span>
								) : null}
							</span>
							{money(line.net)}
						</li>
					))}
				</ul>
			) : null}
		</>
	)
}

/** Who asks, and how they stand. */
export function RequestFacts({ of, timeZone }: { of: Asked; timeZone: string }) {
	const { customer, contract, currency } = of
	return (
		<Facts
			facts={[
				{
					name: say('approval.customer'),
					value: <TextLink href={`/staff/customers/${customer.id}`}>{customer.name}</TextLink>,
				},
				{
					name: say('approval.contract'),
					value: <TextLink href={`/staff/contracts/${contract.id}`}>{contract.number}</TextLink>,
					note: contract.title,
				},
				{ name: say('approval.asked'), value: <Moment at={of.requestedAt} timeZone={timeZone} /> },
				{
					name: say('approval.owes'),
					value:
						of.overdueMinor > 0n ? (
							<span className="font-semibold text-bad">
								<Money of={{ minor: of.overdueMinor, currency }} />{' '}
								<span className="font-normal">{say('approval.overdue', { count: of.overdueDays })}</span>
							</span>
						) : (
							say('approval.notOverdue')
						),
				},
				{ name: say('approval.recurring'), value: <Money of={{ minor: of.mrrMinor, currency }} /> },
			]}
		/>
	)
}
