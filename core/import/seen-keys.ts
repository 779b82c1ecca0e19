import { hashText } from './digest.ts'

/**
 * Which key stood in which row, for a file of any length: twelve bytes a key instead of a hundred. Keys are told apart
 * by 64 bits of their hash, which confuses two of a million once in thirty million files.
 */
export class SeenKeys {
	private ones = new Uint32Array(4096)
	private twos = new Uint32Array(4096)
	/** 0 where the place is free. */
	private rows = new Uint32Array(4096)
	private count = 0

	/** The row in which the key stood before; otherwise it stands in this one from now on. */
	see(key: string, row: number): number | undefined {
		if (this.count * 2 >= this.rows.length) this.grow()
		const [one, two] = hashText(key)
		const place = this.find(one, two)
		const before = this.rows[place]
		if (before) return before
		this.put(place, one, two, row)
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

	private put(place: number, one: number, two: number, row: number): void {
		this.ones[place] = one
		this.twos[place] = two
		this.rows[place] = row
	}

	private grow(): void {
		const { ones, twos, rows } = this
		this.ones = new Uint32Array(rows.length * 2)
		this.twos = new Uint32Array(rows.length * 2)
		this.rows = new Uint32Array(rows.length * 2)
		for (const [index, row] of rows.entries()) {
			const [one = 0, two = 0] = [ones[index], twos[index]]
			if (row) this.put(this.find(one, two), one, two, row)
		}
	}
}
