import { z } from 'zod'
import { defineCommand } from '../command.ts'

/** Asks back where a sentence allows several readings: each is a button, and none is taken for granted. */
export const unsure = defineCommand({
	name: 'unsure',
	says: { en: [], ru: [], zh: [], vi: [] },
	input: z.object({
		question: z.string().max(1000),
		choices: z
			.array(z.object({ label: z.string(), command: z.string(), input: z.record(z.string(), z.unknown()) }))
			.max(6),
	}),
	read: () => undefined,
	run: async (_, { question, choices }) => ({ title: question, choices }),
})
