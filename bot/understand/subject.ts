import type { Day } from '#core/calendar.ts'
import { readAhead } from './ahead.ts'
import { readEnded } from './ended.ts'
import type { Item } from './item.ts'
import type { Vague } from './meaning.ts'
import type { AheadReading, CustomerReading, EndedReading, MeasureWord, PlainReading } from './reading.ts'

/** What is asked for: figures, or something that is none. */
export type Subject =
	| { intent: 'figure'; measures: MeasureWord[] }
	| { intent: CustomerReading['intent'] | PlainReading['intent'] | AheadReading['intent'] | EndedReading['intent'] }

/** Everything that may be asked for, the likeliest first; `word` is what leaves it open. */
export type Subjects = { subjects: Subject[]; word?: string | undefined }

const meant: Record<Vague, MeasureWord[]> = {
	revenue: ['invoiced', 'collected', 'revenue'],
	sales: ['signed', 'invoiced', 'new'],
	churn_rate: ['logo_churn', 'revenue_churn'],
	retention: ['net_retention', 'gross_retention'],
	invoices: ['invoiced', 'outstanding', 'overdue'],
	signings: ['contracts', 'signed_contracts'],
	news: ['new', 'new_customers', 'signed_contracts'],
}
const ofMrr: MeasureWord[] = [
	'new',
	'expansion',
	'contraction',
	'churn',
	'reactivation',
	'net_new',
	'movements',
	'signed',
]
const figures = (...measures: MeasureWord[]): Subject[] =>
	measures.map((measure) => ({ intent: 'figure', measures: [measure] }))

export type Context = { customer: boolean; named: boolean; ordered: boolean; grouped: boolean; today: Day }

export function readSubjects(items: readonly Item[], context: Context): Subjects {
	const ended = readEnded(items)
	if (ended) return { subjects: [{ intent: ended }] }
	const measures = measuresOf(items)
	// What is to be done is no figure: the rest of the sentence only asks for it.
	if (
		items.some((item) => item.is === 'intent' && item.intent === 'digest') &&
		measures.every((one) => one === 'performance')
	)
		return { subjects: [{ intent: 'digest' }] }
	const ahead = readAhead(items, measures, context.today)
	if (ahead) return { subjects: [{ intent: ahead }] }
	const known = measures.length > 0
	const vague = items.find((item) => item.is === 'vague' && !(known && /^(invoices|signings)$/.test(item.vague)))
	// The average invoice is of those that were issued.
	if (vague?.is === 'vague' && vague.vague === 'invoices' && items.some(({ is }) => is === 'mean'))
		return { subjects: figures('invoiced') }
	const intent = items.find((item) => item.is === 'intent' && item.intent !== 'help')
	const word = (vague ?? intent)?.said
	const billed =
		measures.every((measure) => measure === 'invoiced') &&
		(!vague || (vague.is === 'vague' && vague.vague === 'invoices'))
	const whenBilled = items.some(({ is }) => is === 'when') && billed && (vague || measures.length > 0)
	if (whenBilled && !intent) return { subjects: [{ intent: 'next-invoices' }] }
	if (intent?.is === 'intent' && intent.intent !== 'help' && measures.length === 0)
		return { subjects: [{ intent: intent.intent }] }
	if (intent?.is === 'intent' && intent.intent !== 'help')
		return { subjects: [...one(measures), { intent: intent.intent }], word }
	if (vague?.is === 'vague') return { subjects: [...one(measures), ...vaguely(vague.vague, context)], word }
	const weak = measures.length === 1 && measures[0] === 'performance'
	if (weak && context.ordered) return { subjects: figures('signed', 'invoiced', 'collected') }
	if (measures.length > 0) return { subjects: one(measures) }
	return unmeasured(items, context)
}

const one = (measures: MeasureWord[]): Subject[] => (measures.length > 0 ? [{ intent: 'figure', measures }] : [])

function vaguely(vague: Vague, { customer }: Context): Subject[] {
	const asked = figures(...meant[vague])
	return vague === 'invoices' && customer ? [{ intent: 'next-invoices' }, ...asked] : asked
}

/** The figures named, without what only goes with another: the `mrr` of `new mrr`, the `did` of `did we invoice`. */
function measuresOf(items: readonly Item[]): MeasureWord[] {
	const named = new Set(items.flatMap((item) => (item.is === 'measure' ? [item.measure] : [])))
	const customers = items.some((item) => item.is === 'kind' && item.kind === 'customer')
	const lost = items.some((item) => item.is === 'lost' || (item.is === 'over_by' && item.how === 'cancelled'))
	if (
		lost &&
		!['churn', 'lost_customers', 'logo_churn', 'revenue_churn'].some((known) => named.has(known as MeasureWord))
	) {
		named.add(named.delete('customers') || customers ? 'lost_customers' : 'churn')
		named.delete('mrr')
	}
	// Why customers left is told of what they brought, and not of their number.
	const why = items.some((item) => item.is === 'kind' && item.kind === 'reason')
	if (why && (named.delete('lost_customers') || named.delete('logo_churn'))) named.add('churn')
	if (ofMrr.some((measure) => named.has(measure)) && named.delete('mrr') && named.delete('signed'))
		named.add('signed_mrr')
	// How MRR has grown is a figure of its own.
	if (items.some(({ is }) => is === 'growth') && named.delete('mrr')) named.add('net_new')
	const contracts = items.some(
		(item) => (item.is === 'kind' && item.kind === 'contract') || (item.is === 'vague' && item.vague === 'signings'),
	)
	if (contracts && named.delete('signed')) named.add('signed_contracts')
	const open = items.some((item) => item.is === 'vague' || item.is === 'intent')
	if (named.size > 1 || open) named.delete('performance')
	return [...named]
}

/** No figure is named: what is, says which may be meant. */
function unmeasured(items: readonly Item[], context: Context): Subjects {
	const growth = items.find(({ is }) => is === 'growth')
	if (growth && !context.customer) {
		const last = context.ordered || context.grouped ? 'signed' : 'customers'
		return { subjects: figures('net_new', 'invoiced', 'collected', last), word: growth.said }
	}
	const contract = items.find((item) => item.is === 'kind' && item.kind === 'contract')
	if (contract && context.customer) return { subjects: [{ intent: 'contracts-of' }] }
	if (contract && !context.named) return { subjects: figures('contracts', 'signed_contracts'), word: contract.said }
	const owes = items.find((item) => item.is === 'owes')
	if (owes && context.customer) return { subjects: [{ intent: 'statement' }] }
	if (owes) return { subjects: figures('overdue', 'outstanding'), word: owes.said }
	const customers = items.some((item) => item.is === 'kind' && item.kind === 'customer')
	if (customers && !context.ordered && !context.named) return { subjects: figures('customers') }
	if (context.ordered) return { subjects: figures('signed', 'invoiced', 'collected', 'mrr') }
	if (context.customer) {
		return {
			subjects: [
				{ intent: 'statement' },
				{ intent: 'next-invoices' },
				{ intent: 'contracts-of' },
				...figures('invoiced', 'collected', 'overdue'),
			],
		}
	}
	const times = items.some((item) => item.is === 'stretch')
	if (context.named || context.grouped || times)
		return { subjects: figures('performance', 'signed', 'invoiced', 'collected', 'overdue', 'mrr') }
	return items.some((item) => item.is === 'intent' && item.intent === 'help')
		? { subjects: [{ intent: 'help' }] }
		: { subjects: [] }
}
