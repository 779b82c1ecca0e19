import { compare, parseDecimal } from '../decimal.ts'
import { refuse } from '../refusal.ts'

/** A reading as it may be kept: an exact decimal with two places at most; null for none. Refuses `input.invalid`. */
export function checkReading(given: string | null | undefined): string | null {
	const typed = given?.trim().replace(',', '.') ?? ''
	if (typed === '') return null
	if (!/^\d{1,12}(\.\d{1,2})?$/.test(typed)) refuse('input.invalid', { field: 'meterReading', problem: 'invalid' })
	return typed
}

/** Refuses `equipment.meter_back`: a meter counts on, unless it was replaced. */
export function refuseBack(reading: string | null, before: string | null, isReplaced: boolean): void {
	if (reading === null || before === null || isReplaced) return
	if (compare(parseDecimal(reading), parseDecimal(before)) < 0) refuse('equipment.meter_back', { reading, before })
}
