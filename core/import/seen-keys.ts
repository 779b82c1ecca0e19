import { type Cell, textOf } from './cell.ts'
import { hashText } from './digest.ts'

/**
 * Which key stood in which row, and what that row said, for a file of any length: sixteen bytes a key instead of a
 * hundred. Keys are told apart by 64 bits of their hash, which confuses two of a million once in thirty million files.
 */
export class SeenKeys {
	private ones = new Uint32Array(4096)
	private twos = new Uint32Array(4096)
	/** 0 where the place is free. */
	private rows = new Uint32Array(4096)
	private said = new Uint32Array(4096)
	private count = 0

	/** The row in which the key stood before, and whether it said the same; otherwise it stands in this one from now on. */
	see(key: string, row: number, cells: readonly Cell[]): { row: number; same: boolean } | undefined {
		if (this.count * 2 >= this.rows.length) this.grow()
		const [one, two] = hashText(key)
		const place = this.find(one, two)
		const before = this.rows[place]
		const [said] = hashText(cells.map(textOf).join('\u0000'))
		if (before) return { row: before, same: this.said[place] === said }
		this.put(place, { one, two, row, said })
		this.count++
		return undefined
	}

	/** Where the key is, or the first free place after where it would be. */
	private find(one: number, two: number): number {
		const last = this.rows.length - 1
		let place = one & last
		while (this.rows[place] !== 0 && (this.ones[place] !== one || this.twos[place] !== two)) place = (place + 1) & last
		return place
	}

	private put(place: number, key: { one: number; two: number; row: number; said: number }): void {
		this.ones[place] = key.one
		this.twos[place] = key.two
		this.rows[place] = key.row
		this.said[place] = key.said
	}

	private grow(): void {
		const { ones, twos, rows, said: all } = this
		this.ones = new Uint32Array(rows.length * 2)
		this.twos = new Uint32Array(rows.length * 2)
		this.rows = new Uint32Array(rows.length * 2)
		this.said = new Uint32Array(rows.length * 2)
		for (const [index, row] of rows.entries()) {
			const [one = 0, two = 0, said = 0] = [ones[index], twos[index], all[index]]
			if (row) this.put(this.find(one, two), { one, two, row, said })
		}
	}
}
