import { compare, parseDecimal } from '../decimal.ts'
import { refuse } from '../refusal.ts'

/** How a reading is written: an exact decimal with two places at most. */
export const readingForm = /^\d{1,12}([.,]\d{1,2})?$/

/** A reading as it may be kept; null for none. Refuses `input.invalid`. */
export function checkReading(given: string | null | undefined): string | null {
	const typed = given?.trim() ?? ''
	if (typed === '') return null
	if (!readingForm.test(typed)) refuse('input.invalid', { field: 'meterReading', problem: 'invalid' })
	return typed.replace(',', '.')
}

type Metered = { id: string; meterReading: string | null }

/** Refuses `equipment.meter_back`: a meter counts on, unless it was replaced. */
export function refuseBack(reading: string | null, { id, meterReading: before }: Metered, isReplaced: boolean): void {
	if (reading === null || before === null || isReplaced) return
	if (compare(parseDecimal(reading), parseDecimal(before)) < 0)
		refuse('equipment.meter_back', { equipmentId: id, reading, before })
}
