import { Card, Section } from '#portal/ui/card.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Reduction } from '../contract/reductions.tsx'
import { useCycle } from '../cycle.tsx'
import { Day, Money } from '../display.tsx'
import { type Later, laterOf, reductionOf } from './later.ts'
import { From } from './lines.tsx'
import type { ShownPreview, ShownQuote } from './shown.ts'

type Of = { page: ShownQuote; preview: ShownPreview }
type Sum = { netMinor: bigint; taxMinor: bigint; totalMinor: bigint }

/** What the choice comes to: each rhythm, what is billed once, and the whole term where it can be counted. */
export function Totals({ page, preview }: Of) {
	const say = useWords()
	const cycle = useCycle()
	const { currency, purpose } = page.quote
	const row = (key: string, name: string, { netMinor, taxMinor, totalMinor }: Sum, then: Later[] = []) => (
		<div key={key} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5 first:pt-0 last:pb-0">
			<dt className="first-letter:uppercase">{name}</dt>
			<dd className="ml-auto text-right">
				<span className="font-semibold text-lg">
					<Money of={{ minor: totalMinor, currency }} />
				</span>
				{taxMinor === 0n ? null : (
					<span className="block text-muted text-sm">
						<Money of={{ minor: netMinor, currency }} />{' '}
						<Sentence of="quote.plusTax" facts={{ tax: <Money of={{ minor: taxMinor, currency }} /> }} />
					</span>
				)}
				{then.map(({ from, totalMinor: minor }) => (
					<span key={from} className="mt-1 block font-medium">
						<From day={from} minor={minor} currency={currency} />
					</span>
				))}
			</dd>
		</div>
	)
	return (
		<Section title={purpose === 'new' || purpose === 'signature' ? say('quote.comesTo') : say('quote.afterwards')}>
			<Card>
				<dl className="divide-y divide-line">
					{preview.recurring.map((each) => {
						const name = cycle({ unit: each.intervalUnit, count: each.intervalCount })
						return row(`${each.intervalCount} ${each.intervalUnit}`, name, each, laterOf(preview, each))
					})}
					{preview.oneOff.totalMinor === 0n ? null : row('once', say('quote.once'), preview.oneOff)}
					{preview.whole ? row('whole', say('quote.whole'), preview.whole) : null}
				</dl>
				{preview.discounts.length > 0 ? (
					<ul className="mt-3 space-y-1 border-line border-t pt-3 text-muted">
						{preview.discounts.map(({ percent, monthMinor, ...days }) => (
							<li key={`${percent} ${monthMinor} ${days.endsOn}`}>
								<Reduction of={reductionOf(percent, monthMinor, days)} currency={currency} />
							</li>
						))}
					</ul>
				) : null}
			</Card>
		</Section>
	)
}

/** The sum that stays in view while one chooses, and is read out when it changes. */
export function TotalBar({ page, preview, busy }: Of & { busy: boolean }) {
	const say = useWords()
	const cycle = useCycle()
	const { currency } = page.quote
	const [first] = preview.invoices
	const [rhythm] = preview.recurring
	const [then] = rhythm ? laterOf(preview, rhythm) : []
	return (
		<div className="staying-bar sticky bottom-0 z-10 -mx-5 mt-6 border-ink/60 border-t-2 border-double bg-surface px-5 py-3 shadow-card sm:mx-0 sm:rounded-card sm:border sm:border-line sm:px-6">
			<div
				className="flex flex-wrap items-baseline justify-between gap-x-6"
				aria-live="polite"
				aria-atomic="true"
				aria-busy={busy}
			>
				<p className="min-w-0">
					<span className="font-medium text-muted">{say('quote.firstInvoice')}</span>{' '}
					<span className={`font-semibold font-serif text-2xl ${busy ? 'text-muted' : ''}`}>
						<Money of={{ minor: first?.totalMinor ?? 0n, currency }} />
					</span>{' '}
					<span className="block text-muted text-sm">
						{first ? (
							<Sentence of="quote.firstInvoiceOn" facts={{ day: <Day on={first.on} /> }} />
						) : (
							say('quote.noInvoice')
						)}
					</span>
				</p>
				{rhythm ? (
					<p className={`text-sm sm:text-right ${busy ? 'text-muted' : ''}`}>
						<span className="text-muted first-letter:uppercase max-sm:mr-1.5 max-sm:inline-block sm:block">
							{cycle({ unit: rhythm.intervalUnit, count: rhythm.intervalCount })}
						</span>
						<span className="font-semibold">
							<Money of={{ minor: rhythm.totalMinor, currency }} />
						</span>
						{then ? (
							<span className="block text-muted">
								<From day={then.from} minor={then.totalMinor} currency={currency} />
							</span>
						) : null}
					</p>
				) : null}
			</div>
		</div>
	)
}

/** Days and amounts of the invoices to come. */
export function FirstInvoices({ page, preview }: Of) {
	const say = useWords()
	const { currency } = page.quote
	if (preview.invoices.length === 0) return null
	return (
		<Section title={say('quote.invoices')} intro={say('quote.invoicesNote')}>
			<ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
				{preview.invoices.slice(0, 6).map((invoice) => (
					<li key={invoice.on} className="flex items-baseline justify-between gap-4 px-5 py-3">
						<Day on={invoice.on} />
						<span className="text-right">
							<span className="font-semibold">
								<Money of={{ minor: invoice.totalMinor, currency }} />
							</span>
						</span>
					</li>
				))}
			</ol>
		</Section>
	)
}
