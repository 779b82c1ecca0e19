import type { ContractChange } from '#core/amendment/change.ts'
import type { EndingContract, EndingLine } from '#core/contract/find-ends.ts'
import { askedDay } from '#portal/asked-day.ts'

/** What the address of the page asks for: contracts and lines to end together, the day, and whose they are. */
export type Asked = {
	customer: string | null
	contracts: string[]
	lines: string[]
	endsOn: string | null
	/** What was given as the day and is none. */
	unreadDay: string | null
	search: string
}

const id = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/

export function askedIn(query: URLSearchParams): Asked {
	const ids = (name: string, most: number) =>
		[...new Set(query.getAll(name).filter((one) => id.test(one)))].slice(0, most)
	const { day, unread } = askedDay(query, 'ends')
	return {
		customer: ids('customer', 1)[0] ?? null,
		contracts: ids('contract', 200),
		lines: ids('line', 500),
		endsOn: day ?? null,
		unreadDay: unread ?? null,
		search: (query.get('search') ?? '').trim().slice(0, 200),
	}
}

export function addressOf(path: string, { customer, contracts, lines, endsOn, search }: Asked): string {
	const query = new URLSearchParams([
		...(customer ? [['customer', customer]] : []),
		...contracts.map((one) => ['contract', one]),
		...lines.map((one) => ['line', one]),
		...(search ? [['search', search]] : []),
		...(endsOn ? [['ends', endsOn]] : []),
	])
	return `${path}?${query}`
}

/** The change that is asked for; null where nothing is ticked, or no day is chosen. A whole contract has all its lines. */
export function changeAsked(
	{ contracts, endsOn }: Asked,
	ticked: readonly Pick<EndingLine, 'id' | 'contractId'>[],
): ContractChange | null {
	const single = Map.groupBy(
		ticked.filter(({ contractId }) => !contracts.includes(contractId)),
		({ contractId }) => contractId,
	)
	const parts = [
		...contracts.map((contractId) => ({ contractId })),
		...[...single].map(([contractId, lines]) => ({ contractId, lineIds: lines.map((line) => line.id) })),
	]
	return endsOn && parts.length > 0 ? { kind: 'co_terminate', endsOn, parts } : null
}

export type Suggestion = { on: string; why: 'latest' | 'quarter' | 'year' }

/** Days that come to mind, each once, the earliest first. */
export function suggestionsFor(
	today: Temporal.PlainDate,
	asked: Asked,
	{ contracts, ticked }: { contracts: readonly EndingContract[]; ticked: readonly EndingLine[] },
): Suggestion[] {
	const chosen = contracts.filter(({ id }) => asked.contracts.includes(id))
	const ends = (chosen.length + ticked.length > 0 ? [...chosen, ...ticked] : contracts).flatMap(
		({ endsOn }) => endsOn ?? [],
	)
	const latest = ends.sort().at(-1)
	const quarterEnd = today
		.with({ day: 1, month: Math.ceil(today.month / 3) * 3 })
		.add({ months: 1 })
		.subtract({ days: 1 })
	const all: Suggestion[] = [
		...(latest ? [{ on: latest, why: 'latest' as const }] : []),
		{ on: quarterEnd.toString(), why: 'quarter' },
		{ on: today.with({ month: 12, day: 31 }).toString(), why: 'year' },
	]
	return all
		.filter(({ on }, index) => all.findIndex((one) => one.on === on) === index)
		.sort((one, other) => one.on.localeCompare(other.on))
}
