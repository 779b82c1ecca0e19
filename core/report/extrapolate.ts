/** A value to come, and between which it lies in four of five cases, if changes stay as they were. */
export type Expected = { value: number; low: number; high: number }

export type Extrapolation = {
	expected: Expected[]
	/** The mean change of a step, and how far changes lie around it: their standard deviation. */
	mean: number
	spread: number
	/** How many changes this is told from. */
	changes: number
}

/**
 * Goes on from the last value by the mean of the changes so far. The band grows with the root of the steps, and a little
 * more, because the mean is itself told from few changes: t * spread * sqrt(h * (1 + h / n)) to both sides, h steps on, of
 * n changes. Undefined where there are fewer than three.
 */
export function extrapolate(values: readonly number[], steps: number): Extrapolation | undefined {
	const changes = values.slice(1).map((value, index) => value - (values[index] ?? 0))
	const count = changes.length
	if (count < 3) return undefined
	const mean = changes.reduce((sum, change) => sum + change, 0) / count
	const spread = Math.sqrt(changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / (count - 1))
	const last = values.at(-1) ?? 0
	const within = fourOfFive[count - 2] ?? 1.2816
	const expected = Array.from({ length: steps }, (_, index) => {
		const ahead = index + 1
		const value = last + ahead * mean
		const half = within * spread * Math.sqrt(ahead * (1 + ahead / count))
		return { value, low: value - half, high: value + half }
	})
	return { expected, mean, spread, changes: count }
}

/** Student's t with 80 % between both sides, by degrees of freedom from one on. */
const fourOfFive = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356]
