import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { followLines } from '../equipment/follow-lines.ts'
import { carryOwnValues } from '../own-field/carry-values.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { discountSteps } from './discount-end.ts'
import type { CheckedLine } from './input.ts'

/** A line and its first state. Days are ISO dates, `endsOn` the last day. */
export type NewLine = Omit<CheckedLine, 'startsOn' | 'endsOn'> & {
	contractId: string
	position: number
	/** The amendment that brings it. */
	sequence: number
	effectiveOn: string
	startsOn: string
	endsOn: string | null
} & Partial<CameFrom>

/**
 * Of a line that comes from another contract: the line it was there, the day from which its periods are counted, and what
 * the rest of its first period was worth there, in minor units, up to a day.
 */
export type CameFrom = {
	movedFrom: string
	anchorOn: string
	carried: { until: string; minor: bigint } | null
}

export type NewLineState = {
	contractLineId: string
	contractId: string
	sequence: number
	effectiveOn: string
	/** Where it is in use before it is charged. */
	inUseOn?: string | null
	startsOn: string
	endsOn: string | null
	quantity: string
	unitPrice: string
	discountPercent: string
}

/** Writes lines with the states their amendment gives them, with the end of their discounts; answers their ids in order. Set-based. */
export async function writeLines(scope: Scope, lines: readonly NewLine[]): Promise<string[]> {
	const ids = lines.map(() => randomUUIDv7() as string)
	const trials = await readTrials(scope, lines)
	await insertMany(
		scope.sql,
		'contract_line',
		{
			id: 'uuid',
			contract_id: 'uuid',
			position: 'integer',
			product_id: 'uuid',
			plan_id: 'uuid',
			description: 'text',
			model: 'text',
			serial_number: 'text',
			factory_number: 'text',
			interval_unit: 'text',
			interval_count: 'integer',
			tax_class: 'text',
			unit: 'text',
			free_days: 'integer',
			moved_from: 'uuid',
			anchor_on: 'date',
			carried_until: 'date',
			carried_minor: 'bigint',
		},
		lines.map((line, index) => ({
			id: ids[index],
			contract_id: line.contractId,
			position: line.position,
			product_id: line.productId,
			plan_id: line.planId,
			description: line.description,
			model: line.model,
			serial_number: line.serialNumber,
			factory_number: line.factoryNumber,
			interval_unit: line.interval?.unit,
			interval_count: line.interval?.count,
			tax_class: line.taxClass,
			unit: line.unit,
			free_days: freeDaysOf(line, trials),
			moved_from: line.movedFrom,
			anchor_on: line.anchorOn,
			carried_until: line.carried?.until,
			carried_minor: line.carried?.minor,
		})),
	)
	await writeLineStates(
		scope,
		lines.flatMap((line, index) =>
			discountSteps(line, line.interval, line.startsOn, freeDaysOf(line, trials))
				.filter(
					({ effectiveOn }) => line.endsOn === null || effectiveOn <= line.endsOn || effectiveOn === line.startsOn,
				)
				.map((step, place) => ({
					...line,
					contractLineId: ids[index] ?? '',
					discountPercent: step.discountPercent,
					effectiveOn: place === 0 ? line.effectiveOn : step.effectiveOn,
				})),
		),
	)
	await writeOwnValues(
		scope,
		'line',
		lines.map(({ own }, index) => ({ id: ids[index] ?? '', own })),
	)
	await carryOwnValues(
		scope,
		'line',
		lines.flatMap(({ movedFrom }, index) => (movedFrom ? [{ from: movedFrom, to: ids[index] ?? '' }] : [])),
	)
	await followLines(
		scope,
		lines.map(({ contractId, serialNumber, movedFrom }, index) => ({
			...{ id: ids[index] ?? '', contractId, serialNumber, movedFrom },
		})),
	)
	return ids
}

/** The trial of each plan that has one. */
async function readTrials(scope: Scope, lines: readonly NewLine[]): Promise<Map<string, number>> {
	const plans = lines.flatMap(({ planId, freeDays }) => (planId && freeDays === undefined ? [planId] : []))
	if (plans.length === 0) return new Map()
	const rows = await scope.sql<{ id: string; days: number }[]>`
		select id, trial_days as days from plan where id = any(${[...new Set(plans)]}::uuid[]) and trial_days > 0`
	return new Map(rows.map((row) => [row.id, row.days]))
}

/** A one-off line is never free for days. */
function freeDaysOf(line: NewLine, trials: ReadonlyMap<string, number>): number {
	if (!line.interval) return 0
	return line.freeDays ?? trials.get(line.planId ?? '') ?? 0
}

/** Writes what an amendment makes of lines. Set-based. */
export async function writeLineStates(scope: Scope, states: readonly NewLineState[]): Promise<void> {
	await insertMany(
		scope.sql,
		'contract_line_state',
		{
			contract_line_id: 'uuid',
			contract_id: 'uuid',
			sequence: 'integer',
			effective_on: 'date',
			in_use_on: 'date',
			starts_on: 'date',
			ends_on: 'date',
			quantity: 'numeric',
			unit_price: 'numeric',
			discount_percent: 'numeric',
		},
		states.map((state) => ({
			contract_line_id: state.contractLineId,
			contract_id: state.contractId,
			sequence: state.sequence,
			effective_on: state.effectiveOn,
			in_use_on: state.inUseOn,
			starts_on: state.startsOn,
			ends_on: state.endsOn,
			quantity: state.quantity,
			unit_price: state.unitPrice,
			discount_percent: state.discountPercent,
		})),
	)
}
