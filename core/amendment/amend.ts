import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checkLine, type LineInput, lineInput } from '../contract/input.ts'
import { type LockedContract, lockContract } from '../contract/lock.ts'
import { stateAfter } from '../contract/state.ts'
import { type NewLineState, writeLineStates, writeLines } from '../contract/write-lines.ts'
import { recordMovements } from '../movement/record.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type LineState, readLineStates } from './line-states.ts'
import { recordAmendment } from './record.ts'

const lineChange = z.union([
	z.object({
		lineId: z.uuid(),
		set: lineInput.pick({ quantity: true, unitPrice: true, discountPercent: true }).partial().extend({
			/** The last day; null: without an end of its own. */
			endsOn: z.iso.date().nullish(),
		}),
	}),
	z.object({ add: lineInput }),
])

export type LineChange =
	| {
			lineId: string
			set: { quantity?: string; unitPrice?: string; discountPercent?: string; endsOn?: string | null }
	  }
	| { add: LineInput }

/** `effectiveOn` (ISO date): the day of a change belongs to the new state. */
export type AmendContract = { id: string; effectiveOn: string; reason?: string; changes: LineChange[] }

/**
 * Changes lines of a contract in force from a day on: one amendment, whose money falls due on that day, or today when
 * the day has passed. Refuses `contract.not_allowed_in_state`, `contract.effective_before_start`, `contract.line_unknown`,
 * `contract.nothing_changes`, `input.invalid`.
 */
export async function amendContract(scope: Scope, input: AmendContract): Promise<{ id: string; sequence: number }> {
	permit(scope, 'contract.amend')
	const contract = await lockContract(scope, input.id)
	stateAfter('amend', contract)
	checkDays(contract, input)
	const before = await readLineStates(scope, contract.id, input.effectiveOn)
	const states = input.changes.flatMap((change) => ('lineId' in change ? [nextState(before, change, input)] : []))
	const added = input.changes.flatMap((change) => ('add' in change ? [checkLine(change.add)] : []))
	if (states.every((state) => isSame(state, before.get(state.contractLineId))) && added.length === 0)
		refuse('contract.nothing_changes', { number: contract.number })
	const sequence = await recordAmendment(scope, contract, {
		kind: 'change',
		effectiveOn: input.effectiveOn,
		reason: input.reason ?? '',
	})
	await writeLineStates(
		scope,
		states.map((state) => ({ ...state, contractId: contract.id, sequence, effectiveOn: input.effectiveOn })),
	)
	const position = Math.max(0, ...[...before.values()].map((line) => line.position))
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
	const day = z.iso.date().safeParse(input.effectiveOn)
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

type NextState = Omit<NewLineState, 'contractId' | 'sequence' | 'effectiveOn'>

function nextState(
	before: Map<string, LineState>,
	change: Extract<LineChange, { lineId: string }>,
	input: AmendContract,
): NextState {
	const line = before.get(change.lineId)
	if (!line) refuse('contract.line_unknown', { line: change.lineId })
	const endsOn = change.set.endsOn === undefined ? line.endsOn : change.set.endsOn
	const first = Temporal.PlainDate.from(line.startsOn).subtract({ days: 1 }).toString()
	if (endsOn && endsOn < first)
		refuse('contract.ends_before_start', { startsOn: line.startsOn, endsOn: endsOn ?? input.effectiveOn })
	return {
		contractLineId: change.lineId,
		startsOn: line.startsOn,
		endsOn,
		quantity: change.set.quantity ?? line.quantity,
		unitPrice: change.set.unitPrice ?? line.unitPrice,
		discountPercent: change.set.discountPercent ?? line.discountPercent,
	}
}

function isSame(state: NextState, line: LineState | undefined): boolean {
	return (
		line !== undefined &&
		state.endsOn === line.endsOn &&
		state.quantity === line.quantity &&
		state.unitPrice === line.unitPrice &&
		state.discountPercent === line.discountPercent
	)
}
