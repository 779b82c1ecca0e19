import type { Candidate, Item } from './item.ts'
import { type NameKind, type Names, nameKinds } from './reading.ts'

/** The names of a question: for each that is said, whom it may mean. */
export type Filters = {
	slots: Candidate[][]
	/** Words that only say of what kind a name is: the team of `team North`. */
	kinds: ReadonlySet<Item>
	/** What was said that leaves it open. */
	word?: string
	unclear: boolean
	/** Whether a word was said where a name belongs that is none. */
	unknown?: Item & { is: 'unknown' }
}

type Named = Item & { is: 'name' }

export function readFilters(items: readonly Item[], names: Names, customersOnly: boolean): Filters {
	const kinds = new Set<Item>()
	const slots: { item: Named; candidates: Candidate[] }[] = []
	for (const item of items) {
		if (item.is !== 'name') continue
		const beside = kindsBeside(items, item).filter((kind) => item.candidates.some((one) => one.kind === kind.kind))
		const [kind] = beside
		if (kind) kinds.add(kind)
		slots.push({ item, candidates: narrowed(item.candidates, kind?.kind as NameKind | undefined, customersOnly) })
	}
	const unknown = unknownName(items, names, customersOnly)
	if (unknown?.kind) kinds.add(unknown.kind)
	if (unknown) {
		const rest = slots.map(({ candidates }) => candidates)
		// Whoever is named beside it is not meant a second time.
		const others = unknown.candidates.filter(
			({ kind, name }) => !rest.flat().some((said) => said.kind === kind && said.name.id === name.id),
		)
		const asked = others.length > 0 ? [others] : []
		return { slots: [...asked, ...rest], kinds, word: unknown.item.said, unclear: true, unknown: unknown.item }
	}
	const merged = eitherOr(items, slots)
	const open = merged.find(({ candidates }) => candidates.length > 1)
	const said = merged.map(({ candidates }) => candidates)
	return { slots: said, kinds, unclear: open !== undefined, ...(open && { word: open.item.said }) }
}

function narrowed(candidates: Candidate[], kind: NameKind | undefined, customersOnly: boolean): Candidate[] {
	const wanted = kind ?? (customersOnly ? 'customer' : undefined)
	const left = candidates.filter((one) => one.kind === wanted)
	return left.length > 0 ? left : candidates
}

type Kind = Item & { is: 'kind' }

/** The nouns right before and after an item. */
function kindsBeside(items: readonly Item[], item: Item): Kind[] {
	const at = items.indexOf(item)
	const skip = (index: number, step: number) => (items[index]?.is === 'noise' ? index + step : index)
	return [items[skip(at - 1, -1)], items[skip(at + 1, 1)]].filter((one): one is Kind => one?.is === 'kind')
}

/** A word that is no name but stands where one belongs: beside `team`, or where only a customer is missing. */
function unknownName(items: readonly Item[], names: Names, customersOnly: boolean) {
	const missing = customersOnly && !items.some((item) => item.is === 'name')
	for (const item of items) {
		if (item.is !== 'unknown') continue
		const kind = kindsBeside(items, item).find((one) => nameKinds.some((known) => known === one.kind))
		const wanted = missing ? 'customer' : (kind?.kind as NameKind | undefined)
		if (!wanted && item.near.length === 0) continue
		const near = item.near.filter((one) => !wanted || one.kind === wanted)
		return { item, kind, candidates: near.length > 0 || !wanted ? near : someOf(names, wanted) }
	}
	return undefined
}

/** All names of a kind where a person can look through them at a glance. */
export function someOf(names: Names, kind: NameKind): Candidate[] {
	return names[kind].length > 6 ? [] : names[kind].map((name) => ({ kind, name }))
}

/** `North or South` is one name of two, not both. */
function eitherOr(items: readonly Item[], slots: { item: Named; candidates: Candidate[] }[]) {
	const merged: typeof slots = []
	for (const slot of slots) {
		const last = merged.at(-1)
		const between = last ? items.slice(items.indexOf(last.item) + 1, items.indexOf(slot.item)) : []
		if (last && between.some(({ is }) => is === 'or')) {
			merged[merged.length - 1] = { item: slot.item, candidates: [...last.candidates, ...slot.candidates] }
		} else merged.push(slot)
	}
	return merged
}
