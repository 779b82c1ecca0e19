import { z } from 'zod'
import { currency, day, language, line, minor } from '../kit/field.ts'
import { seller } from './invoice-paper.ts'
import { party } from './party.ts'

/** Everything printed on a certificate of settlement. Amounts are minor units. */
export const settlementPaper = z.object({
	language,
	seller,
	buyer: party,
	number: line,
	settledOn: day,
	contractNumber: line,
	contractTitle: line.default(''),
	startsOn: day,
	currency,
	invoicedMinor: minor,
	receivedMinor: minor,
	/** Written off. */
	givenUpMinor: minor.default(0n),
	/** Whether the machines are the customer's, or came back. */
	becomes: z.enum(['sold', 'returned']),
	machines: z.array(z.object({ serialNumber: line, model: line.default(''), factoryNumber: line.default('') })),
})

export type SettlementPaper = z.input<typeof settlementPaper>
