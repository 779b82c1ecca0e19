import { z } from 'zod'
import { readingForm } from '#core/equipment/reading.ts'

const text = (most: number) => z.string().trim().max(most).optional().default('')

/** What a meter says: a number, or nothing. */
export const readingField = z
	.string()
	.trim()
	.pipe(z.union([z.literal(''), z.stringFormat('number', readingForm)]))
	.default('')

/** What a machine is, as its forms say it. */
export const machineSchema = {
	serialNumber: z.string().trim().min(1).max(80),
	factoryNumber: text(80),
	model: text(200),
	productId: z.uuid().optional(),
	meterUnit: text(20),
}

/** What is said of a move. */
export const movedSchema = {
	on: z.iso.date().optional(),
	place: text(200),
	meterReading: readingField,
	note: text(1000),
}

/** At which field a move of one machine is refused. */
export const atMove = {
	'equipment.day': 'on',
	'equipment.meter_back': 'meterReading',
	'equipment.nothing_said': 'note',
} as const

/** At which field what a machine is, is refused. */
export const atMachine = { 'equipment.known': 'serialNumber' } as const
