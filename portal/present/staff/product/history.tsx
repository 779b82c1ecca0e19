import type { ProductEvent } from '#core/product/history.ts'
import { Section } from '#portal/ui/card.tsx'
import type { Tone } from '#portal/ui/pill.tsx'
import { Timeline } from '#portal/ui/timeline.tsx'
import { staffProducts } from '#portal/words/en/staff-products.ts'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import { Moment } from '../../display.tsx'
import { formatDay, formatUnitPrice } from '../../format.ts'
import { tellFacts } from '../tell-facts.ts'

export type ShownEvent = { id: string; at: string; by: string; what: string; detail: string; tone: Tone }

/** What a happening of a product is called, and its facts. */
export function showEvent({ id, kind, at, by, facts }: ProductEvent): ShownEvent {
	const [noun = '', verb = ''] = kind.split('.')
	const called = (staffProducts.happened as Record<string, Record<string, string>>)[noun]?.[verb]
	const tone = verb === 'withdrawn' || verb === 'offer_withdrawn' || verb === 'taken_back' ? 'warn' : 'accent'
	const isKnown = called !== undefined
	return {
		...{ id, at: at.toString(), by, what: called ?? kind.replaceAll(/[._]/g, ' ') },
		...{ detail: isKnown ? tell(noun, facts) : tellFacts(facts), tone: isKnown ? tone : 'neutral' },
	}
}

/** Of an event's facts those that a person looks for. */
function tell(noun: string, facts: Record<string, unknown>): string {
	const { plan, onto, code, name, units, imported } = facts
	const said =
		noun === 'price' ? tellPrice(facts) : noun === 'plan' ? plan : Array.isArray(units) ? units.join(', ') : onto
	const what = said ?? [name, code].filter(Boolean).join(' · ')
	return [what, imported ? say('product.byFile') : ''].filter(Boolean).join(' · ')
}

function tellPrice({ plan, currency, unitPrice, validFrom }: Record<string, unknown>): string {
	if (unitPrice === undefined) return [currency, formatDay('en', String(validFrom))].join(' · ')
	const price = formatUnitPrice('en', String(unitPrice), String(currency))
	const from = say('product.priceFrom', { price, day: formatDay('en', String(validFrom)) })
	return [plan, from].filter(Boolean).join(' · ')
}

/** What was done to a product, the newest first. */
export function ProductHistory({ events, timeZone }: { events: readonly ShownEvent[]; timeZone: string }) {
	return (
		<Section title={say('product.history')} id="history">
			{events.length === 0 ? (
				<p className="text-muted">{say('product.noHistory')}</p>
			) : (
				<Timeline
					happenings={events.map(({ id, at, by, what, detail, tone }) => ({
						...{ id, what, by, tone },
						when: <Moment at={at} timeZone={timeZone} />,
						detail: detail ? <span className="break-words text-sm">{detail}</span> : undefined,
					}))}
				/>
			)}
		</Section>
	)
}
