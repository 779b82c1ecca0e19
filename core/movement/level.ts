import type { Day } from '../calendar.ts'
import { dayAfter, inEffectOrder, segmentsKnownOn } from '../schedule/known.ts'
import { type ContractFacts, withReductions } from '../schedule/reductions.ts'
import type { Schedule, ScheduledLine } from '../schedule/terms.ts'
import { monthlyRate } from './rate.ts'

/** A change of what a line brings a month, in minor units. */
export type LevelChange = { readonly lineId: string; readonly on: Day; readonly amount: bigint }

/** How what lines bring a month goes up and down over the whole of their lives, as all that is recorded has it. */
export function levelChanges(
	currency: string,
	lines: readonly ScheduledLine[],
	facts: ContractFacts | undefined,
): LevelChange[] {
	const plain = { terms: { ...UNBOUND, currency }, lines }
	const { lines: whole } = facts ? withReductions(plain, facts) : plain
	return whole.flatMap((line) => changesOf(line, dayAfter(line.end), currency))
}

/** What a schedule's lines bring a month on a day together, with the contract's own end. */
export function levelOn(schedule: Schedule, day: Day): bigint {
	return [...lineLevelsOn(schedule, day).values()].reduce((sum, level) => sum + level, 0n)
}

/** The same of each line, by its key. */
export function lineLevelsOn(schedule: Schedule, day: Day): Map<string, bigint> {
	const { terms, lines } = schedule
	const contractEnd = terms.endChanges?.at(-1)?.end ?? (terms.endChanges?.length ? null : terms.end)
	const levels = new Map<string, bigint>()
	for (const line of lines) {
		const own = inEffectOrder(line.changes).findLast((change) => change.set.end !== undefined)
		const end = Math.min(dayAfter(own ? own.set.end : line.end), dayAfter(contractEnd))
		for (const { on, amount } of changesOf(line, end, terms.currency))
			if (on <= day) levels.set(line.key, (levels.get(line.key) ?? 0n) + amount)
	}
	return levels
}

function changesOf(line: ScheduledLine, end: Day, currency: string): LevelChange[] {
	if (end <= line.start) return []
	const always = Number.POSITIVE_INFINITY
	const changes: LevelChange[] = []
	for (const { from, to, price } of segmentsKnownOn(line, inEffectOrder(line.changes), line.start, end, always)) {
		const amount = monthlyRate(price, line.interval, currency)
		changes.push({ lineId: line.key, on: from, amount })
		if (to !== always) changes.push({ lineId: line.key, on: to, amount: -amount })
	}
	return changes
}

const UNBOUND: Omit<Schedule['terms'], 'currency'> = {
	start: 0,
	end: null,
	anchor: 0,
	alignment: 'anniversary',
	timing: 'advance',
	prorate: true,
}
