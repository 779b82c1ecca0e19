import { z } from 'zod'
import type { Scope } from '../act.ts'
import { changedStates, type DatedLineState, type LineSet, readLineStates } from '../amendment/line-states.ts'
import { recordAmendment } from '../amendment/record.ts'
import { checkLine, type LineInput, lineInput } from '../contract/input.ts'
import { type LockedContract, lockContract } from '../contract/lock.ts'
import { refuseOver, stateAfter } from '../contract/state.ts'
import { writeLineStates, writeLines } from '../contract/write-lines.ts'
import { dayInput } from '../day-input.ts'
import { recordMovements } from '../movement/record.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const lineChange = z.union([
	z.object({
		lineId: z.uuid(),
		set: lineInput.pick({ quantity: true, unitPrice: true, discountPercent: true }).partial().extend({
			/** The last day; null: without an end of its own. */
			endsOn: dayInput.nullish(),
		}),
	}),
	z.object({ add: lineInput }),
])

export type LineChange = { lineId: string; set: LineSet } | { add: LineInput }

/** `effectiveOn` (ISO date): the day of a change belongs to the new state. */
export type AmendContract = { id: string; effectiveOn: string; reason?: string; changes: LineChange[] }

/**
 * Writes what a file of others says of a contract in force: lines as they are from a day on, in one amendment, whose money
 * falls due on that day, or today when the day has passed. Whoever loads a file looks at its rows and not at amounts, and
 * the run bills them later: people change a contract by `applyChange` alone. Refuses `contract.not_allowed_in_state`, `contract.effective_before_start`, `contract.line_unknown`,
 * `contract.nothing_changes`, `input.invalid`.
 */
export async function amendContract(scope: Scope, input: AmendContract): Promise<{ id: string; sequence: number }> {
	permit(scope, 'contract.amend')
	const contract = await lockContract(scope, input.id)
	refuseOver(scope, contract, 'amend')
	stateAfter('amend', contract)
	checkDays(contract, input)
	const before = await readLineStates(scope, [contract.id])
	const states = input.changes.flatMap((change) => ('lineId' in change ? nextStates(before, change, input) : []))
	const added = input.changes.flatMap((change) => ('add' in change ? [checkLine(change.add)] : []))
	if (states.length === 0 && added.length === 0) refuse('contract.nothing_changes', { number: contract.number })
	const sequence = await recordAmendment(scope, contract, {
		kind: 'change',
		effectiveOn: input.effectiveOn,
		reason: input.reason ?? '',
	})
	await writeLineStates(
		scope,
		states.map((state) => ({ ...state, contractLineId: state.lineId, contractId: contract.id, sequence })),
	)
	const position = Math.max(0, ...[...before.values()].map((line) => line[0]?.position ?? 0))
	await writeLines(
		scope,
		added.map((line, index) => ({
			...line,
			contractId: contract.id,
			position: position + 1 + index,
			sequence,
			effectiveOn: line.startsOn ?? input.effectiveOn,
			startsOn: line.startsOn ?? input.effectiveOn,
			endsOn: line.endsOn ?? null,
		})),
	)
	await recordMovements(scope, [contract.customerId])
	return { id: contract.id, sequence }
}

function checkDays(contract: LockedContract, input: AmendContract): void {
	const changes = z.array(lineChange).min(1).max(5000).safeParse(input.changes)
	const day = dayInput.safeParse(input.effectiveOn)
	if (!changes.success || !day.success) {
		const issue = (changes.error ?? day.error)?.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') || 'effectiveOn', problem: issue?.code ?? 'invalid' })
	}
	const startsOn = contract.startsOn.toString()
	if (input.effectiveOn < startsOn)
		refuse('contract.effective_before_start', { effectiveOn: input.effectiveOn, startsOn })
	const endsOn = contract.endsOn?.toString()
	for (const change of input.changes) {
		const end = 'add' in change ? change.add.endsOn : change.set.endsOn
		const start = 'add' in change ? (change.add.startsOn ?? input.effectiveOn) : startsOn
		if (start < startsOn || (endsOn && ((end && end > endsOn) || start > endsOn)))
			refuse('contract.line_outside', {
				line: 'add' in change ? change.add.description : change.lineId,
				startsOn,
				endsOn: endsOn ?? '',
			})
	}
}

function nextStates(
	before: Map<string, DatedLineState[]>,
	change: Extract<LineChange, { lineId: string }>,
	input: AmendContract,
): DatedLineState[] {
	const states = before.get(change.lineId)
	const startsOn = states?.[0]?.startsOn
	if (!states || !startsOn) refuse('contract.line_unknown', { line: change.lineId })
	const dayBefore = Temporal.PlainDate.from(startsOn).subtract({ days: 1 }).toString()
	if (change.set.endsOn && change.set.endsOn < dayBefore)
		refuse('contract.ends_before_start', { startsOn, endsOn: change.set.endsOn })
	// A line that begins later is changed from its beginning.
	const on = input.effectiveOn < startsOn ? startsOn : input.effectiveOn
	return changedStates(states, on, change.set)
}
