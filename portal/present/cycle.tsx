import { useWords } from '../words/use-words.tsx'

export type Cycle = { unit: 'day' | 'week' | 'month' | 'year'; count: number }

const alone = { day: 'oneDay', week: 'oneWeek', month: 'oneMonth', year: 'oneYear' } as const

/** How often something bills, in words: every quarter, every two weeks, once. */
export function useCycle(): (cycle: Cycle | null) => string {
	const say = useWords()
	const cycleOf = (cycle: Cycle | null): string => {
		if (!cycle) return say('contract.every.once')
		const { unit, count } = cycle
		if (unit === 'month' && count === 3) return say('contract.every.quarter')
		if (unit === 'month' && count === 6) return say('contract.every.halfYear')
		if (unit === 'month' && count % 12 === 0) return cycleOf({ unit: 'year', count: count / 12 })
		return count === 1 ? say(`contract.every.${alone[unit]}`) : say(`contract.every.${unit}`, { count })
	}
	return cycleOf
}
