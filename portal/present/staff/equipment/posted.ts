import { z } from 'zod'

const text = (most: number) => z.string().trim().max(most).optional().default('')

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
	meterReading: text(20),
	note: text(1000),
}
