import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeenKeys } from '#core/import/seen-keys.ts'

describe('keys that have been seen', () => {
	it('are remembered with their first row, like a map would, however many they are', () => {
		const keys = fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.nat(40).map(String)), { maxLength: 200 })
		fc.assert(
			fc.property(keys, (given) => {
				const seen = new SeenKeys()
				const map = new Map<string, number>()
				for (const [index, key] of given.entries()) {
					const before = map.get(key)
					expect(seen.see(key, index + 1, [key])).toEqual(before && { row: before, same: true })
					if (!map.has(key)) map.set(key, index + 1)
				}
			}),
		)
	})

	it('of a hundred thousand rows are all different, and all found again', () => {
		const seen = new SeenKeys()
		const count = 100_000
		let repeated = 0
		for (let row = 1; row <= count; row++) if (seen.see(`S-${row}`, row, []) !== undefined) repeated++
		expect(repeated).toBe(0)
		expect(seen.see('S-1', 7, [])).toEqual({ row: 1, same: true })
		expect(seen.see(`S-${count}`, 7, ['else'])).toEqual({ row: count, same: false })
	})
})
