import type { FollowUp } from '#core/follow-up/list.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { staffWords } from '#portal/words/staff.ts'
import { sayCommission } from '#portal/words/staff-commission.ts'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import type { ShownContract } from '../../contract/contract.ts'
import { NoticeWords } from '../../contract/notice-words.tsx'
import { Reduction } from '../../contract/reductions.tsx'
import { Day, Money } from '../../display.tsx'
import { formatDay } from '../../format.ts'
import { Figures } from '../figures.tsx'

type Amounts = { invoicedMinor: bigint; paidMinor: bigint; openMinor: bigint; mrrMinor: bigint | null }
type ContractFiguresProps = {
	amounts: Amounts
	overdueMinor: bigint | null
	currency: string
	/** What was earned on it, of what the member may see, and where that is told row by row. */
	commission?: { totalMinor: bigint; own: boolean; href: string } | null
}

/** Computed, never typed: what it brings a month, what was invoiced, what came, what is open. */
export function ContractFigures({ amounts, overdueMinor, currency, commission }: ContractFiguresProps) {
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	const figures = [
		[staffWords('staff.home.mrr'), amounts.mrrMinor],
		[staffWords('staff.contract.invoiced'), amounts.invoicedMinor],
		[staffWords('staff.contract.paid'), amounts.paidMinor],
		[staffWords('staff.contract.outstanding'), amounts.openMinor],
	] as const
	const earned = commission && {
		key: 'commission',
		label: commission.own ? sayCommission('commission.own') : sayCommission('commission.earned'),
		figure: money(commission.totalMinor),
		note: <TextLink href={commission.href}>{sayCommission('commission.rows')}</TextLink>,
	}
	return (
		<Figures
			figures={[
				...figures.flatMap(([label, minor]) =>
					minor === null
						? []
						: [
								{
									...{ key: label, label, figure: money(minor) },
									note:
										overdueMinor && label === staffWords('staff.contract.outstanding') ? (
											<span className="text-bad">
												{money(overdueMinor)} {say('screen.overdueNow')}
											</span>
										) : undefined,
								},
							],
				),
				...(earned ? [earned] : []),
			]}
		/>
	)
}

/** What comes next: the next invoice, until when notice can be given, what is taken off. */
export function Ahead({ page, nextOn }: { page: ShownContract; nextOn: string | null }) {
	const { contract, coming, reductions } = page
	const [next] = coming
	const on = next?.on ?? nextOn
	return (
		<div className="mb-8 grid gap-5 sm:grid-cols-2">
			<Card>
				<h2 className="font-medium font-sans text-base text-muted">{say('screen.nextBilling')}</h2>
				{next ? (
					<p className="mt-1 font-semibold font-serif text-2xl">
						<Money of={{ minor: next.totalMinor, currency: contract.currency }} />
					</p>
				) : null}
				<p className={next ? '' : 'mt-1 font-semibold'}>{on ? <Day on={on} /> : say('screen.noNext')}</p>
				{on && !next && !page.hidden.includes('line.unitPrice') ? (
					<p className="text-muted text-sm">{say('screen.manyLines', { count: contract.lineCount })}</p>
				) : null}
			</Card>
			{page.hidden.includes('contract.notice') && reductions.length === 0 ? null : (
				<Card>
					{page.hidden.includes('contract.notice') ? null : (
						<>
							<h2 className="font-medium font-sans text-base text-muted">{staffWords('staff.contract.noticeTitle')}</h2>
							<NoticeWords page={page} />
						</>
					)}
					{reductions.length > 0 ? (
						<ul className="mt-2 text-sm">
							{reductions.map((reduction) => (
								<li key={reduction.id}>
									<Reduction of={reduction} currency={contract.currency} />
								</li>
							))}
						</ul>
					) : null}
				</Card>
			)}
		</div>
	)
}

/** Next steps that are open, the earliest first; the tab of follow-ups has the rest. */
export function NextSteps({ open, href }: { open: readonly FollowUp[]; href: string }) {
	return (
		<Section
			title={say('screen.nextSteps')}
			id="next-steps"
			actions={<TextLink href={href}>{say('screen.tabs.followUps')}</TextLink>}
		>
			{open.length === 0 ? (
				<Card>
					<p className="text-muted">{say('screen.noNextSteps')}</p>
				</Card>
			) : (
				<RowList>
					{open.map(({ id, nextStep, nextOn, authorName }) => (
						<Row
							key={id}
							href={href}
							title={nextStep || say('screen.nextSteps')}
							note={[nextOn ? formatDay('en', nextOn) : '', authorName].filter(Boolean).join(' · ')}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}
