import { Details } from '#portal/ui/details.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { ComingLines } from '../contract/coming.tsx'
import { ComingSums } from '../contract/coming-sums.tsx'
import { Day, Money } from '../display.tsx'
import { Invoices } from './invoices.tsx'
import type { ShownMoney } from './shown.ts'

/** What leaving comes to: what is given back or charged at once, and what is still invoiced until the last day. */
export function CancelMoney({ of }: { of: ShownMoney }) {
	const say = useWords()
	const { effect, after, ends, currency } = of
	const now = effect?.totalMinor ?? 0n
	const later = after.reduce((sum, { totalMinor }) => sum + totalMinor, 0n)
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	return (
		<div className="mt-4 border-line border-t pt-4" data-testid="effect">
			{now < 0n ? <Sum label={say('cancel.getBack')} sum={money(-now)} note={say('cancel.backNote')} /> : null}
			{now > 0n ? <Sum label={say('cancel.payToday')} sum={money(now)} note={say('cancel.payNote')} /> : null}
			{!ends && after[0] ? (
				<p>
					<Sentence of="cancel.manyInvoices" facts={{ day: <Day on={after[0].on} /> }} />
				</p>
			) : null}
			{ends && later > 0n ? <Sum label={say('cancel.toPay')} sum={money(later)} note={say('cancel.payNote')} /> : null}
			{ends && later <= 0n && now <= 0n ? <p className="font-medium">{say('cancel.nothing')}</p> : null}
			<HowReckoned of={of} />
			{ends && after.length > 0 ? (
				<Details summary={say('cancel.invoices', { count: after.length })}>
					<Invoices of={after} currency={currency} />
				</Details>
			) : null}
		</div>
	)
}

function Sum({ label, sum, note }: { label: string; sum: React.ReactNode; note: string }) {
	return (
		<div className="mb-3">
			<p className="font-medium text-muted">{label}</p>
			<p className="figures font-semibold font-serif text-3xl tracking-tight">{sum}</p>
			<p className="text-muted">{note}</p>
		</div>
	)
}

/** How the sum of today comes about, line by line. */
export function HowReckoned({ of: { effect, currency } }: { of: Pick<ShownMoney, 'effect' | 'currency'> }) {
	const say = useWords()
	if (!effect) return null
	return (
		<Details summary={say('change.how')}>
			<ComingLines lines={effect.lines} currency={currency} />
			<ComingSums invoice={effect} currency={currency} />
		</Details>
	)
}
