import { expect, test } from 'vitest'
import { extrapolate } from '#core/report/extrapolate.ts'
import { chanceFrom } from '#db/demo/chance.ts'

test('what always grew by the same goes on so, without a band', () => {
	const found = extrapolate([100, 130, 160, 190, 220], 3)
	expect(found).toMatchObject({ mean: 30, spread: 0, changes: 4 })
	expect(found?.expected).toEqual([250, 280, 310].map((value) => ({ value, low: value, high: value })))
})

test('the band is what the formula says: t, the spread, and the root of the steps', () => {
	// Changes 10, 20, 30: mean 20, spread 10; t of two degrees is 1.886.
	const found = extrapolate([0, 10, 30, 60], 2)
	expect(found?.expected.map(({ value }) => value)).toEqual([80, 100])
	expect((found?.expected[0]?.high ?? 0) - 80).toBeCloseTo(1.886 * 10 * Math.sqrt(1 + 1 / 3), 6)
	expect(100 - (found?.expected[1]?.low ?? 0)).toBeCloseTo(1.886 * 10 * Math.sqrt(2 * (1 + 2 / 3)), 6)
})

test('nothing is told from fewer than three changes', () => {
	expect(extrapolate([1, 2, 3], 6)).toBeUndefined()
	expect(extrapolate([], 6)).toBeUndefined()
})

test('of walks by chance four in five end within the band, one step on as six', () => {
	const chance = chanceFrom(7)
	// The sum of twelve even numbers is as good as a normal one.
	const change = () => Array.from({ length: 12 }, () => chance.number(1000)).reduce((sum, one) => sum + one, 0) - 5500
	const within = [0, 0]
	const walks = 3000
	for (let walk = 0; walk < walks; walk++) {
		const values = [1_000_000]
		for (let step = 0; step < 18; step++) values.push((values.at(-1) ?? 0) + change())
		const found = extrapolate(values.slice(0, 13), 6)
		for (const [index, step] of [1, 6].entries()) {
			const { low = 0, high = 0 } = found?.expected[step - 1] ?? {}
			const came = values[12 + step] ?? 0
			if (came >= low && came <= high) within[index] = (within[index] ?? 0) + 1
		}
	}
	for (const count of within) expect(Math.abs(count / walks - 0.8)).toBeLessThan(0.03)
})
