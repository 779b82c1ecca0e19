import { z } from 'zod'
import { day, language, line, link } from '../kit/field.ts'
import { seller } from './invoice-paper.ts'
import { party } from './party.ts'

/** Everything printed on a gate pass: what may leave, for whom, and the code that opens it at the gate. */
export const gatePassPaper = z.object({
	language,
	seller,
	buyer: party,
	number: line,
	issuedOn: day,
	validThrough: day,
	issuedBy: line,
	contractNumber: line,
	taker: line.default(''),
	/** Why they leave although something was missing; empty where nothing was. */
	reason: z.string().default(''),
	machines: z.array(
		z.object({
			serialNumber: line,
			model: line.default(''),
			factoryNumber: line.default(''),
			place: line.default(''),
		}),
	),
	/** What the code says. */
	url: link,
})

export type GatePassPaper = z.input<typeof gatePassPaper>
