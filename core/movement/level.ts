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
	const levels = new Map<string, bigint>()
	for (const { lineId, on, amount } of scheduleChanges(schedule))
		if (on <= day) levels.set(lineId, (levels.get(lineId) ?? 0n) + amount)
	return levels
}

/** What a contract brings a month by two schedules, on the day from `from` on when that differs most. */
export function mostApart(one: Schedule, other: Schedule, from: Day): { before: bigint; after: bigint } {
	const moves = [
		...scheduleChanges(one).map(({ on, amount }) => ({ on, before: amount, after: 0n })),
		...scheduleChanges(other).map(({ on, amount }) => ({ on, before: 0n, after: amount })),
	]
	const byDay = Map.groupBy(moves, ({ on }) => Math.max(on, from))
	let level = { before: 0n, after: 0n }
	let most: typeof level | undefined
	for (const day of [...new Set([from, ...byDay.keys()])].sort((a, b) => a - b)) {
		for (const { before, after } of byDay.get(day) ?? [])
			level = { before: level.before + before, after: level.after + after }
		if (!most || apart(level) > apart(most)) most = level
	}
	return most ?? level
}

const apart = ({ before, after }: { before: bigint; after: bigint }) =>
	after > before ? after - before : before - after

/** The ups and downs of a schedule's lines, with the contract's own end. */
function scheduleChanges({ terms, lines }: Schedule): LevelChange[] {
	const contractEnd = terms.endChanges?.at(-1)?.end ?? (terms.endChanges?.length ? null : terms.end)
	return lines.flatMap((line) => {
		const own = inEffectOrder(line.changes).findLast((change) => change.set.end !== undefined)
		const end = Math.min(dayAfter(own ? own.set.end : line.end), dayAfter(contractEnd))
		return changesOf(line, end, terms.currency)
	})
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
