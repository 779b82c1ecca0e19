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

/** `why` null: the first day that their notice allows. */
export type Suggestion = { on: string; why: 'latest' | 'quarter' | 'year' | null }

type Found = { contracts: readonly EndingContract[]; ticked: readonly EndingLine[] }

/** Days that come to mind, each once, the earliest first. Of customers those that the contracts ticked let them choose. */
export function suggestionsFor(
	today: Temporal.PlainDate,
	asked: Asked,
	{ contracts, ticked }: Found,
	{ byStaff = false } = {},
): Suggestion[] {
	const chosen = contracts.filter(({ id }) => asked.contracts.includes(id))
	const some = chosen.length + ticked.length > 0
	const contractEnds = (some ? chosen : contracts).map(({ termEndsOn }) => termEndsOn)
	const latest = [...contractEnds, ...ticked.map(({ endsOn }) => endsOn)]
		.flatMap((on) => on ?? [])
		.sort()
		.at(-1)
	const quarterEnd = today
		.with({ day: 1, month: Math.ceil(today.month / 3) * 3 })
		.add({ months: 1 })
		.subtract({ days: 1 })
	const all: Suggestion[] = [
		...(latest ? [{ on: latest, why: 'latest' as const }] : []),
		{ on: quarterEnd.toString(), why: 'quarter' },
		{ on: today.with({ month: 12, day: 31 }).toString(), why: 'year' },
	]
	const single = ticked.filter(({ contractId }) => !asked.contracts.includes(contractId))
	const ways = waysOf(contracts, chosen, single)
	const possible = ({ on }: Suggestion) => byStaff || !some || isPossible(on, ways)
	const days = all.filter(possible)
	const first = chosen
		.map(({ earliestOn }) => earliestOn)
		.sort()
		.at(-1)
	const earliest: Suggestion[] = first ? [{ on: first, why: null }] : []
	const offered = days.length > 0 ? days : earliest.filter(possible)
	return offered
		.filter(({ on }, index) => offered.findIndex((one) => one.on === on) === index)
		.sort((one, other) => one.on.localeCompare(other.on))
}

/** Until when something goes as it is; the first and the last day that it can end on; and whether an end then is less. */
type Way = Pick<EndingContract, 'access'> & { endsOn: string | null; from: string; to: string | null; renews: boolean }

function waysOf(
	contracts: readonly EndingContract[],
	chosen: readonly EndingContract[],
	lines: readonly EndingLine[],
): Way[] {
	const endOf = (line: EndingLine) => contracts.find(({ id }) => id === line.contractId)?.endsOn ?? null
	return [
		...chosen.map(({ termEndsOn, earliestOn, access }) => ({
			...{ access, endsOn: termEndsOn, from: earliestOn, to: null, renews: false },
		})),
		// A line of a contract that goes on by itself would not go on with it.
		...lines.map((line) => ({
			...{ access: line.access, endsOn: line.endsOn, from: '', to: endOf(line), renews: line.renews !== null },
		})),
	]
}

/** Whether all of it can end on the day by its own access and notice, and some of it would not have anyway. */
function isPossible(on: string, ways: readonly Way[]): boolean {
	return (
		ways.some(({ endsOn, renews }) => endsOn !== on || renews) &&
		ways.every(({ access, endsOn, from, to, renews }) => {
			if (access === 'none' || (to !== null && on > to)) return false
			const isCut = endsOn === null || on < endsOn || (renews && on === endsOn)
			return !isCut || (access === 'upsell_and_downsell' && on >= from)
		})
	)
}
