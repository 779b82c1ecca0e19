import type { ReactNode } from 'react'
import type { ContractPenalty } from '#core/receivable/find-penalty.ts'
import type { PenaltyClaim } from '#core/receivable/reckon-penalty.ts'
import { Button } from '#portal/ui/button.tsx'
import { Empty, Headline, Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Table } from '#portal/ui/table.tsx'
import { usePayOffWords } from '#portal/words/use-pay-off-words.ts'
import { Sentence, useFormats, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { formatDay, formatMoney, formatNumber } from '../format.ts'
import { SumStrip } from './sum-strip.tsx'

type PenaltyViewProps = {
	penalty: ContractPenalty
	invoicePath: (id: string) => string
	/** Why it is not of the day that was asked for. */
	wrongDay?: string | undefined
	/** What can be done about the sum. */
	children?: ReactNode
}

/** What would settle a contract on a day, and its penalty interest invoice by invoice with how each was reckoned. */
export function PenaltyView({ penalty, invoicePath, wrongDay, children }: PenaltyViewProps) {
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
					errors={wrongDay ? [wrongDay] : undefined}
				/>
				<Button kind="secondary">{say('penalty.show')}</Button>
				<p className="w-full text-muted text-sm">{say('penalty.onHint')}</p>
			</form>
			<Headline
				label={say('penalty.payOff')}
				figure={<Money of={{ minor: penalty.payOffMinor, currency }} />}
				note={<PayOffNote penalty={penalty} />}
				action={children}
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

function PayOffNote({ penalty: { on, currency, comingMinor, afterMinor } }: { penalty: ContractPenalty }) {
	const payOff = usePayOffWords()
	const formats = useFormats()
	return (
		<>
			{comingMinor === 0n ? (
				<Sentence of="penalty.payOffNote" facts={{ day: <Day on={on} /> }} />
			) : (
				payOff('payOff.withComing', { day: formatDay(formats, on) })
			)}
			{afterMinor ? (
				<span className="mt-1 block">
					{payOff('payOff.afterNote', { amount: formatMoney(formats, { minor: afterMinor, currency }) })}
				</span>
			) : null}
		</>
	)
}

function Sums({ penalty }: { penalty: ContractPenalty }) {
	const say = useWords()
	const payOff = usePayOffWords()
	const { currency, openMinor, comingMinor, accruedMinor, waivedMinor, billedMinor, paidMinor, dueMinor } = penalty
	const sums: readonly (readonly [string, bigint])[] = [
		[say('penalty.open'), openMinor - comingMinor],
		...(comingMinor !== 0n ? ([[payOff('payOff.coming'), comingMinor]] as const) : []),
		[say('penalty.accrued'), accruedMinor],
		...(waivedMinor > 0n ? ([[say('penalty.waived'), -waivedMinor]] as const) : []),
		...(billedMinor > 0n ? ([[say('penalty.billed'), -billedMinor]] as const) : []),
		...(paidMinor > 0n ? ([[say('penalty.paid'), -paidMinor]] as const) : []),
		[say('penalty.due'), dueMinor],
	]
	return (
		<div className="my-8">
			<SumStrip sums={sums.map(([name, minor]) => ({ name, minor }))} currency={currency} />
		</div>
	)
}

function Claims({ penalty, invoicePath }: Omit<PenaltyViewProps, 'wrongDay'>) {
	const say = useWords()
	const payOff = usePayOffWords()
	const formats = useFormats()
	const { claims, currency } = penalty
	const comes = (on: string) => payOff('payOff.comes', { day: formatDay(formats, on) })
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
						cell: ({ comesOn, invoiceId, number }) =>
							comesOn ? (
								<span className="text-muted">{comes(comesOn)}</span>
							) : (
								<TextLink href={invoicePath(invoiceId)}>{number}</TextLink>
							),
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
						title: say('penalty.left'),
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
					open: <Money of={{ minor: penalty.openMinor, currency }} />,
					interest: <Money of={{ minor: penalty.dueMinor, currency }} />,
				}}
			/>
			<div className="mt-4 gap-x-10 sm:columns-2 [&>*]:mb-2 [&>*]:break-inside-avoid">
				{claims.map((claim) => (
					<Why
						key={claim.invoiceId}
						of={claim}
						named={claim.comesOn ? comes(claim.comesOn) : claim.number}
						currency={currency}
					/>
				))}
			</div>
		</Section>
	)
}

function Why({ of: claim, named, currency }: { of: PenaltyClaim; named: string; currency: string }) {
	const say = useWords()
	const payOff = usePayOffWords()
	const formats = useFormats()
	const money = (minor: bigint) => formatMoney(formats, { minor, currency })
	const { graceDays, waivedMinor, billedMinor, paidMinor, accruedMinor, roundingMinor } = claim
	const figure = (minor: bigint) => <Money of={{ minor, currency }} />
	return (
		<Details summary={`${say('penalty.why')} · ${named}`}>
			<p className="reading text-sm">
				{say('penalty.terms', { percent: formatNumber(formats, claim.dailyRatePercent) })}
				{graceDays > 0 ? ` ${say('penalty.grace', { count: graceDays })}` : ''}
				{graceDays > 0 && claim.chargeGrace ? ` ${say('penalty.graceCharged')}` : ''}
			</p>
			<dl className="mt-2 max-w-xl text-sm tabular-nums">
				{claim.spans.map((span) => (
					<Term
						key={span.from}
						name={say('penalty.span', {
							...{ count: span.days, amount: money(span.principalMinor) },
							from: formatDay(formats, span.from),
							to: formatDay(formats, span.through),
						})}
					>
						{figure(span.interestMinor)}
					</Term>
				))}
				{roundingMinor === 0n ? null : <Term name={payOff('payOff.rounding')}>{figure(roundingMinor)}</Term>}
				<Term name={say('penalty.accrued')} strong>
					{figure(accruedMinor)}
				</Term>
			</dl>
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

function Term({ name, strong = false, children }: { name: string; strong?: boolean; children: ReactNode }) {
	return (
		<div className={`flex justify-between gap-x-6 py-0.5 ${strong ? 'border-line border-t font-semibold' : ''}`}>
			<dt>{name}</dt>
			<dd className="figures shrink-0">{children}</dd>
		</div>
	)
}
