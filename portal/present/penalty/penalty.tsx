import type { ContractPenalty } from '#core/receivable/find-penalty.ts'
import type { PenaltyClaim } from '#core/receivable/reckon-penalty.ts'
import { Button } from '#portal/ui/button.tsx'
import { Empty, Headline, Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Table } from '#portal/ui/table.tsx'
import { Sentence, useLanguage, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { formatDay, formatMoney, formatNumber } from '../format.ts'
import { SumStrip } from './sum-strip.tsx'

type PenaltyViewProps = { penalty: ContractPenalty; invoicePath: (id: string) => string; wrongDay?: string | undefined }

/** What would settle a contract on a day, and its penalty interest invoice by invoice with how each was reckoned. */
export function PenaltyView({ penalty, invoicePath, wrongDay }: PenaltyViewProps) {
	const say = useWords()
	const { currency, on } = penalty
	return (
		<>
			<form method="get" className="no-print mb-6 flex flex-wrap items-end gap-x-4 gap-y-3 [&>div]:mt-0">
				<Input
					type="date"
					name="on"
					key={on}
					label={say('penalty.on')}
					defaultValue={on}
					errors={wrongDay ? [say('statement.notDay', { typed: wrongDay })] : undefined}
				/>
				<Button kind="secondary">{say('penalty.show')}</Button>
				<p className="w-full text-muted text-sm">{say('penalty.onHint')}</p>
			</form>
			<Headline
				label={say('penalty.payOff')}
				figure={<Money of={{ minor: penalty.payOffMinor, currency }} />}
				note={<Sentence of="penalty.payOffNote" facts={{ day: <Day on={on} /> }} />}
			/>
			<Sums penalty={penalty} />
			{penalty.claims.length === 0 ? (
				<Empty title={say('penalty.none')}>{say('penalty.noneNote')}</Empty>
			) : (
				<Claims penalty={penalty} invoicePath={invoicePath} />
			)}
		</>
	)
}

function Sums({ penalty }: { penalty: ContractPenalty }) {
	const say = useWords()
	const { currency, openMinor, accruedMinor, waivedMinor, billedMinor, paidMinor, dueMinor } = penalty
	const sums = [
		['open', openMinor],
		['accrued', accruedMinor],
		...(waivedMinor > 0n ? ([['waived', -waivedMinor]] as const) : []),
		...(billedMinor > 0n ? ([['billed', -billedMinor]] as const) : []),
		...(paidMinor > 0n ? ([['paid', -paidMinor]] as const) : []),
		['due', dueMinor],
	] as const
	return (
		<div className="my-8">
			<SumStrip sums={sums.map(([name, minor]) => ({ name: say(`penalty.${name}`), minor }))} currency={currency} />
		</div>
	)
}

function Claims({ penalty, invoicePath }: Omit<PenaltyViewProps, 'wrongDay'>) {
	const say = useWords()
	const { claims, currency } = penalty
	return (
		<Section title={say('penalty.claims')}>
			<Table
				caption={say('penalty.claims')}
				quietCaption
				rows={claims}
				keyOf={(claim) => claim.invoiceId}
				columns={[
					{
						key: 'invoice',
						title: say('penalty.invoice'),
						cell: (claim) => <TextLink href={invoicePath(claim.invoiceId)}>{claim.number}</TextLink>,
					},
					{ key: 'due', title: say('penalty.dueOn'), cell: (claim) => <Day on={claim.dueOn} /> },
					{
						key: 'days',
						title: say('penalty.daysPastDue'),
						figures: true,
						cell: (claim) => claim.daysPastDue || '–',
					},
					{
						key: 'open',
						title: say('penalty.open'),
						figures: true,
						cell: (claim) => <Money of={{ minor: claim.openMinor, currency }} />,
					},
					{
						key: 'interest',
						title: say('penalty.interest'),
						figures: true,
						lead: true,
						cell: (claim) => <Money of={{ minor: claim.dueMinor, currency }} />,
					},
				]}
				totals={{
					invoice: say('penalty.sum'),
					interest: <Money of={{ minor: penalty.dueMinor, currency }} />,
				}}
			/>
			<div className="mt-4 space-y-2">
				{claims.map((claim) => (
					<Why key={claim.invoiceId} of={claim} currency={currency} />
				))}
			</div>
		</Section>
	)
}

function Why({ of: claim, currency }: { of: PenaltyClaim; currency: string }) {
	const say = useWords()
	const language = useLanguage()
	const money = (minor: bigint) => formatMoney(language, { minor, currency })
	const { graceDays, waivedMinor, billedMinor, paidMinor } = claim
	return (
		<Details summary={`${say('penalty.why')} · ${claim.number}`}>
			<p className="reading text-sm">
				{say('penalty.terms', { percent: formatNumber(language, claim.dailyRatePercent) })}
				{graceDays > 0 ? ` ${say('penalty.grace', { count: graceDays })}` : ''}
				{graceDays > 0 && claim.chargeGrace ? ` ${say('penalty.graceCharged')}` : ''}
			</p>
			<ul className="mt-2 space-y-1 text-sm tabular-nums">
				{claim.spans.map((span) => (
					<li key={span.from}>
						{say('penalty.span', {
							...{ count: span.days, amount: money(span.principalMinor) },
							from: formatDay(language, span.from),
							to: formatDay(language, span.through),
						})}
					</li>
				))}
			</ul>
			{billedMinor > 0n ? (
				<p className="mt-2 text-sm">{say('penalty.billedOfIt', { amount: money(billedMinor) })}</p>
			) : null}
			{paidMinor > 0n ? <p className="mt-2 text-sm">{say('penalty.paidOfIt', { amount: money(paidMinor) })}</p> : null}
			{waivedMinor > 0n ? (
				<p className="mt-2 text-sm">{say('penalty.waivedOfIt', { amount: money(waivedMinor) })}</p>
			) : null}
		</Details>
	)
}
