import type { Candidate, Item } from './item.ts'
import type { EndedReading, Span } from './reading.ts'

export type EndedIntent = EndedReading['intent']

export const isEnded = (intent: string): intent is EndedIntent => intent === 'cancelled' || intent === 'ended'

/** By what these contracts can be told; of anything else a figure is asked. */
const ofContracts = ['group', 'person', 'customer'] as const

/**
 * Whether contracts are asked for that were cancelled or have ended, and not a figure: which they were, or how many.
 * What is asked by reason is what they brought.
 */
export function readEnded(items: readonly Item[]): EndedIntent | undefined {
	const contract = items.findIndex(
		(item) => (item.is === 'kind' && item.kind === 'contract') || (item.is === 'vague' && item.vague === 'signings'),
	)
	const over = items.find((item) => item.is === 'over_by')
	const lost = items.some(({ is }) => is === 'lost')
	const how = over?.is === 'over_by' ? over.how : lost ? 'cancelled' : undefined
	if (!how || (contract < 0 && (how === 'ended' || lost))) return undefined
	const why = items.findIndex((item) => item.is === 'kind' && item.kind === 'reason')
	if (why >= 0 && (contract < 0 || why < contract)) return undefined
	const figure = items.some((item) => item.is === 'measure' && item.measure !== 'performance')
	const isMore = (item: Item) =>
		/^(order|growth|mean|versus|by|every)$/.test(item.is) || (item.is === 'intent' && item.intent !== 'help')
	return figure || items.some(isMore) ? undefined : how
}

/** Parts of the sentence that say something such a list cannot be asked. */
export function notEnded(items: readonly Item[]): Item[] {
	return items.filter((item) => {
		if (item.is === 'name') return !item.candidates.some(({ kind }) => ofContracts.some((one) => one === kind))
		if (item.is === 'kind') return !/^(contract|reason|group|person|customer)$/.test(item.kind)
		if (item.is === 'vague') return item.vague !== 'signings'
		return /^(unknown|number|scale|over|under|amount|date|unit|relative|when|or|currency|dash)$/.test(item.is)
	})
}

export function endedOf(
	intent: EndedIntent,
	chosen: readonly Candidate[],
	{ period, assumed }: { period: Span; assumed: boolean },
): EndedReading {
	const filters: EndedReading['filters'] = {}
	for (const { kind, name } of chosen)
		if (kind === 'group' || kind === 'person' || kind === 'customer') filters[kind] = [...(filters[kind] ?? []), name]
	return { intent, filters, period, assumed }
}
