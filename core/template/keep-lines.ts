import type { Scope } from '../act.ts'
import type { CheckedLine } from '../contract/input.ts'
import type { ContractState } from '../contract/state.ts'
import { edits, refuseLocked } from '../field-right/locked.ts'
import { sameDecimal } from '../quote/same.ts'
import { refuse } from '../refusal.ts'
import type { BegunLine } from './begun.ts'

/** A line that somebody gives, of a quote or a contract. */
type GivenLine = Pick<
	CheckedLine,
	| ('description' | 'productId' | 'planId' | 'interval' | 'quantity' | 'unitPrice' | 'discountPercent')
	| ('discountPeriods' | 'discountUntil' | 'model' | 'serialNumber' | 'factoryNumber')
>

export const figures = ['quantity', 'unitPrice', 'discount'] as const
type Figure = (typeof figures)[number]

/**
 * A line that is not on the contract: whoever may not say how many, or at what price, adds none but what `stood` there.
 * Refuses `field.locked`.
 */
export function refuseLockedLine(
	scope: Scope,
	state: ContractState,
	line: GivenLine,
	stoodThere: readonly BegunLine[] = [],
): void {
	const stood = stoodThere.filter((was) => !was.contractLineId && isOfSame(was, line))
	const isNew = (field: Figure) => !stood.some((was) => isSameFigure(was, line, field))
	const gives = (field: Figure) => field !== 'discount' || /[1-9]/.test(line.discountPercent)
	const wasOff = stood.some(({ discountPercent }) => /[1-9]/.test(discountPercent))
	const given = figures.filter((field) => isNew(field) && (gives(field) || wasOff))
	refuseLocked(scope, 'line', state, given)
	const names = ['model', 'serialNumber', 'factoryNumber'] as const
	const named = names.filter((field) => line[field] !== '' && !stood.some((was) => was[field] === line[field]))
	refuseLocked(scope, 'line', state, named)
}

const isOfSame = (was: BegunLine, line: GivenLine) =>
	was.description === line.description &&
	was.productId === (line.productId ?? null) &&
	was.planId === (line.planId ?? null) &&
	(was.intervalUnit ?? null) === (line.interval?.unit ?? null) &&
	(was.intervalCount ?? null) === (line.interval?.count ?? null)

export function isSameFigure(was: BegunLine, line: GivenLine, field: Figure): boolean {
	if (field !== 'discount') return sameDecimal(was[field], line[field])
	return (
		sameDecimal(was.discountPercent, line.discountPercent) &&
		was.discountPeriods === (line.discountPeriods ?? null) &&
		was.discountUntil === (line.discountUntil ?? null)
	)
}

/** Lines stay where the actor may not say how many there are of one. Refuses `field.locked`. */
export function refuseFewer(
	scope: Scope,
	state: ContractState,
	lines: readonly (GivenLine & { contractLineId?: string | null | undefined })[],
	stood: readonly BegunLine[],
): void {
	if (edits(scope, 'line', 'quantity', state)) return
	const isThere = (was: BegunLine) =>
		lines.some((line) => (line.contractLineId ?? null) === was.contractLineId && isOfSame(was, line))
	if (lines.length !== stood.length || !stood.every(isThere)) refuse('field.locked', { field: 'lines' })
}
