import type { ReactNode } from 'react'
import { parseMajor } from '#core/money.ts'
import {
	type CreditWhy,
	type Why as Facts,
	type InstalmentWhy,
	type PartWhy,
	type PenaltyWhy,
	type PriceWhy,
	partInChange,
} from '#core/schedule/why.ts'
import { Details } from '../ui/details.tsx'
import { Sentence, useFormats, useLanguage, useWords } from '../words/use-words.tsx'
import { Day, Money, Period } from './display.tsx'
import { formatNumber, formatPercent, formatUnitPrice } from './format.ts'
import { sayTaxReason } from './tax-reason.ts'

/** The name of a line; of a change, which of its two lines about one thing this is. */
export function LineName({
	of,
	takenBack = false,
}: {
	of: { description: string; why: Facts | null }
	takenBack?: boolean
}) {
	const say = useWords()
	const part = partInChange(of.why, takenBack)
	if (of.why?.kind === 'instalment' && !takenBack) return <>{nameOfInstalment(say, of.description, of.why)}</>
	return <>{part ? say(`why.named.${part}`, { name: of.description }) : of.description}</>
}

/** The name of a line on the invoice of an instalment. */
function nameOfInstalment(say: ReturnType<typeof useWords>, name: string, facts: InstalmentWhy): string {
	if (facts.label) return `${name}, ${facts.label}`
	if (facts.number === 0) return say('why.named.down_payment', { name })
	return say('why.named.instalment', { name, number: facts.number, of: facts.of })
}

type WhyProps = {
	facts: Exclude<Facts, PenaltyWhy>
	currency: string
	/** The line takes back an earlier one whole: its facts are those of that one. */
	takenBack?: boolean
}

/** Why an amount is what it is: in words, and as the formula. Opens without script. */
export function Why({ facts, currency, takenBack = false }: WhyProps) {
	const say = useWords()
	const gap = gapOf(useLanguage())
	if (facts.kind === 'part') return <WhyPart facts={facts} currency={currency} />
	if (facts.kind === 'instalment') return <WhyInstalment facts={facts} currency={currency} />
	return (
		<Details summary={say('why.ask')}>
			<p className="reading text-[0.9375rem]" suppressHydrationWarning>
				{takenBack ? say('why.back') + gap : null}
				{facts.kind === 'credit' ? (
					<CreditWords facts={facts} currency={currency} />
				) : (
					<PriceWords facts={facts} currency={currency} />
				)}
				{takenBack ? null : gap}
				{takenBack ? null : <TaxWords facts={facts} currency={currency} />}
			</p>
			<p className="figures mt-1 overflow-x-auto text-[0.9375rem]" suppressHydrationWarning>
				<Formula facts={facts} currency={currency} />
			</p>
		</Details>
	)
}

function WhyInstalment({ facts, currency }: Part<InstalmentWhy>) {
	const say = useWords()
	const gap = gapOf(useLanguage())
	const named = { number: facts.number, of: facts.of, day: <Day on={facts.dueOn} /> }
	return (
		<Details summary={say('why.ask')}>
			<p className="reading text-[0.9375rem]" suppressHydrationWarning>
				<Sentence of={facts.number === 0 ? 'why.downPayment' : 'why.instalment'} facts={named} />
				{gap}
				<TaxWords facts={facts} currency={currency} />
			</p>
		</Details>
	)
}

/** Of a credit note's line: what of an invoice's line it takes back. */
function WhyPart({ facts, currency }: Part<PartWhy>) {
	const say = useWords()
	const gap = gapOf(useLanguage())
	const formats = useFormats()
	const amount = (of: string) => <Amount of={of} currency={currency} />
	const { by, charged, before, share = '', ofQuantity = '' } = facts
	const named = {
		...{ charged: amount(charged), before: amount(before ?? '0') },
		...{ share: formatNumber(formats, share || '0'), of: formatNumber(formats, ofQuantity || '0') },
	}
	return (
		<Details summary={say('why.ask')}>
			<p className="reading text-[0.9375rem]" suppressHydrationWarning>
				<Sentence of={`why.part.${by}`} facts={named} />
				{gap}
				{by === 'quantity' && before !== null ? (
					<>
						<Sentence of="why.part.before" facts={{ amount: amount(before) }} />
						{gap}
					</>
				) : null}
				<TaxWords facts={facts} currency={currency} />
			</p>
			{by === 'amount' ? null : (
				<p className="figures mt-1 overflow-x-auto text-[0.9375rem]" suppressHydrationWarning>
					{amount(charged)}
					{by === 'quantity' ? ` × ${named.share}/${named.of}` : null}
					{before === null ? null : <> − {amount(before)}</>} = {amount(facts.amount)}
				</p>
			)}
		</Details>
	)
}

/** Between two sentences; Chinese has none. */
function gapOf(language: ReturnType<typeof useLanguage>): string {
	return language === 'zh' ? '' : ' '
}

type Part<Kind extends Facts = Exclude<Facts, PenaltyWhy>> = { facts: Kind; currency: string }

function PriceWords({ facts, currency }: Part<PriceWhy>) {
	const gap = gapOf(useLanguage())
	const formats = useFormats()
	const named = {
		quantity: formatNumber(formats, facts.quantity),
		price: formatUnitPrice(formats, facts.unitPrice, currency),
		period: <Period from={facts.from} to={facts.to} />,
		days: facts.days,
		periodDays: facts.periodDays,
	}
	return (
		<>
			{facts.kind === 'one_off' ? (
				<Sentence of="why.once" facts={named} />
			) : facts.kind === 'charge' && facts.days < facts.periodDays && !facts.whole ? (
				<Sentence of="why.charge" facts={named} />
			) : facts.kind === 'stub' && !facts.whole ? (
				<Sentence of="why.stub" facts={named} />
			) : (
				<Sentence of="why.period" facts={named} />
			)}
			{facts.whole ? (
				<>
					{gap}
					<Sentence of="why.whole" facts={{}} />
				</>
			) : null}
			{isZero(facts.discountPercent) ? null : (
				<>
					{gap}
					<Sentence of="why.discount" facts={{ percent: formatPercent(formats, facts.discountPercent) }} />
				</>
			)}
			{facts.contractDiscountPercent ? (
				<>
					{gap}
					<Sentence
						of="why.contractDiscount"
						facts={{ percent: formatPercent(formats, facts.contractDiscountPercent) }}
					/>
				</>
			) : null}
			{facts.amountOff ? (
				<>
					{gap}
					<Sentence of="why.amountOff" facts={{ amount: <Amount of={facts.amountOff} currency={currency} /> }} />
				</>
			) : null}
			{facts.chargedBefore === null ? null : (
				<>
					{gap}
					<Sentence of="why.before" facts={{ amount: <Amount of={facts.chargedBefore} currency={currency} /> }} />
				</>
			)}
		</>
	)
}

function CreditWords({ facts, currency }: Part<CreditWhy>) {
	return (
		<Sentence
			of="why.credit"
			facts={{
				charged: <Amount of={facts.charged} currency={currency} />,
				chargedPeriod: <Period from={facts.chargedFrom} to={facts.chargedTo} />,
				chargedDays: facts.chargedDays,
				days: facts.days,
				period: <Period from={facts.from} to={facts.to} />,
			}}
		/>
	)
}

function TaxWords({ facts, currency }: Part) {
	const say = useWords()
	const language = useLanguage()
	const formats = useFormats()
	const percent = formatPercent(formats, facts.taxPercent)
	return (
		<>
			{isZero(facts.taxPercent) ? (
				say('why.noTax')
			) : (
				<Sentence
					of={'taxIncluded' in facts ? 'why.taxIncluded' : 'why.tax'}
					facts={{ percent, tax: <Amount of={facts.tax} currency={currency} /> }}
				/>
			)}
			{facts.taxReason ? gapOf(language) + sayTaxReason(say, formats, facts.taxReason) : null}
		</>
	)
}

/** `16 × €29.95 × 21/31 − 10 % = €324.62` */
function Formula({ facts, currency }: Part<CreditWhy | PriceWhy>) {
	const formats = useFormats()
	const steps: ReactNode[] =
		facts.kind === 'credit'
			? [<Amount key="charged" of={facts.charged} currency={currency} />]
			: [formatNumber(formats, facts.quantity), ' × ', formatUnitPrice(formats, facts.unitPrice, currency)]
	const ofDays = facts.kind === 'credit' ? facts.chargedDays : facts.periodDays
	const whole = facts.kind === 'one_off' || (facts.kind !== 'credit' && facts.whole) || facts.days === ofDays
	const share = whole ? '' : ` × ${facts.days}/${ofDays}`
	const off = facts.kind === 'credit' ? undefined : facts.amountOff
	// An amount is taken off the whole period, before its days are counted.
	if (off === undefined && share) steps.push(share)
	if (facts.kind !== 'credit')
		for (const percent of [facts.discountPercent, facts.contractDiscountPercent ?? '0'])
			if (!isZero(percent)) steps.push(` − ${formatPercent(formats, percent)}`)
	if (off !== undefined) {
		steps.push(' − ', <Amount key="off" of={off} currency={currency} />)
		if (share) steps.push(share)
	}
	if (facts.kind !== 'credit' && facts.chargedBefore !== null)
		steps.push(' − ', <Amount key="before" of={facts.chargedBefore} currency={currency} />)
	return (
		<>
			{steps} = <Amount of={facts.amount} currency={currency} unsigned={facts.kind === 'credit'} />
		</>
	)
}

/** A decimal of the facts as an amount. */
function Amount({ of, currency, unsigned = false }: { of: string; currency: string; unsigned?: boolean }) {
	const minor = parseMajor(of, currency)
	return <Money of={{ minor: unsigned && minor < 0n ? -minor : minor, currency }} />
}

function isZero(decimal: string): boolean {
	return /^0(\.0+)?$/.test(decimal)
}
