import type { ToldChange } from '#core/amendment/tell-change.ts'
import { parseMajor } from '#core/money.ts'
import { Sentence, useFormats, useWords } from '../../words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { formatNumber, formatPercent, formatUnitPrice } from '../format.ts'

/** What a change says, one sentence a step. */
export function ToldChanges({ told, currency }: { told: readonly ToldChange[]; currency: string }) {
	return (
		<ul className="space-y-1">
			{told.map((one) => (
				<li key={JSON.stringify(one)} className="font-medium">
					<Told of={one} currency={currency} />
				</li>
			))}
		</ul>
	)
}

function Told({ of, currency }: { of: ToldChange; currency: string }) {
	const say = useWords()
	const formats = useFormats()
	switch (of.kind) {
		case 'quantity':
			return say('change.told.quantity', {
				line: of.line,
				from: formatNumber(formats, of.from),
				to: formatNumber(formats, of.to),
			})
		case 'option_on':
			return say('change.told.option_on', { product: of.product, quantity: formatNumber(formats, of.quantity) })
		case 'option_off':
			return say('change.told.option_off', { line: of.line })
		case 'line_end':
			if (!of.on) return say('change.told.line_no_end', { line: of.line })
			return <Sentence of="change.told.line_end" facts={{ line: of.line, day: <Day on={of.on} /> }} />
		case 'take_back':
			return <Sentence of="change.told.take_back" facts={{ day: of.on ? <Day on={of.on} /> : '–' }} />
		case 'plan':
			return say('change.told.plan', { line: of.line, plan: of.plan })
		case 'price':
			return say('change.told.price', {
				line: of.line,
				from: formatUnitPrice(formats, of.from, currency),
				to: formatUnitPrice(formats, of.to, currency),
			})
		case 'line_discount':
			return say('change.told.line_discount', { line: of.line, percent: formatPercent(formats, of.percent) })
		case 'discount_percent':
			return (
				<>
					{say('change.told.discount_percent', { percent: formatPercent(formats, of.percent) })} <HowLong of={of} />
				</>
			)
		case 'discount_amount': {
			const amount = <Money of={{ minor: parseMajor(of.amount, currency), currency }} />
			return (
				<>
					<Sentence of="change.told.discount_amount" facts={{ amount }} /> <HowLong of={of} />
				</>
			)
		}
		case 'pause':
			return of.until ? <On of="change.told.pauseUntil" day={of.until} /> : say('change.told.pause')
		case 'cancel':
			return of.endsOn ? <On of="change.told.cancelOn" day={of.endsOn} /> : say('change.told.cancel')
		case 'renew':
			if (of.endsOn) return <On of="change.told.renewTo" day={of.endsOn} />
			return of.months ? say('change.told.renewMonths', { count: of.months }) : say('change.told.renew')
		case 'co_terminate':
			return (
				<Sentence
					of="change.told.co_terminate"
					count={of.contracts}
					facts={{ count: of.contracts, day: <Day on={of.endsOn} /> }}
				/>
			)
		default:
			return say(`change.told.${of.kind}`)
	}
}

type OnProps = { of: 'change.told.pauseUntil' | 'change.told.cancelOn' | 'change.told.renewTo'; day: string }

function On({ of, day }: OnProps) {
	return <Sentence of={of} facts={{ day: <Day on={day} /> }} />
}

function HowLong({ of }: { of: { until: string | null; periods: number | null } }) {
	const say = useWords()
	if (of.periods) return say('change.told.periods', { count: of.periods })
	return of.until ? <Sentence of="change.told.until" facts={{ day: <Day on={of.until} /> }} /> : null
}
