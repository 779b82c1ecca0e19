import type { Item } from './item.ts'
import { scaled } from './numbers.ts'

/** Puts amounts in the place of numbers that have a scale or currency, or that stand after `over` or before 以上. */
export function readAmounts(items: readonly Item[]): Item[] {
	const read: Item[] = []
	let at = 0
	while (at < items.length) {
		const item = items[at]
		if (!item) break
		const found = amountAt(items, at, read.at(-1))
		if (found) {
			read.push(found.item)
			at = found.next
		} else {
			read.push(item)
			at++
		}
	}
	return read
}

function amountAt(
	items: readonly Item[],
	at: number,
	before: Item | undefined,
): { item: Item; next: number } | undefined {
	const first = items[at]
	const leading = first?.is === 'currency' ? first : undefined
	let next = leading ? at + 1 : at
	const number = items[next]
	if (!first || number?.is !== 'number' || number.ordinal) return undefined
	let value = number.value
	next++
	for (let scale = items[next]; scale?.is === 'scale'; scale = items[++next]) value = scaled(value, scale.zeros)
	const trailing = items[next]
	const currency = leading ?? (trailing?.is === 'currency' ? trailing : undefined)
	if (!leading && currency) next++
	const bounded = isBound(before) || (isBound(items[next]) && /\p{Script=Han}/u.test(items[next]?.said ?? ''))
	const counts = items[next]?.is === 'unit' && items[next + 1]?.is !== 'relative'
	if (!currency && value === number.value && (!bounded || counts)) return undefined
	const said = items.slice(at, next).map((part) => part.said)
	const amount = { value, ...(currency?.is === 'currency' && { currency: currency.currency }) }
	return {
		item: { at: first.at, end: items[next - 1]?.end ?? first.end, said: said.join(' '), is: 'amount', amount },
		next,
	}
}

const isBound = (item: Item | undefined) => item?.is === 'over' || item?.is === 'under'
