/** A stream of chances from a seed: the same demo every time. Mulberry32, public domain. */
export type Chance = {
	/** A whole number from 0 to `below` - 1. */
	number(below: number): number
	/** True in so many of a hundred cases. */
	of(percent: number): boolean
	pick<Item>(items: readonly Item[]): Item
}

export function chanceFrom(seed: number): Chance {
	let state = seed >>> 0
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
	}
	const number = (below: number) => Math.floor(next() * below)
	return {
		number,
		of: (percent) => number(100) < percent,
		pick: (items) => {
			const item = items[number(items.length)]
			if (item === undefined) throw new RangeError('nothing to pick from')
			return item
		},
	}
}
