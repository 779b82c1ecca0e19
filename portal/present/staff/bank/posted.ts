import { z } from 'zod'
import type { CsvMap } from '#core/bank-file/csv-columns.ts'
import { csvFields } from '#core/bank-file/csv-fields.ts'
import { isCurrency } from '#core/money.ts'
import type { Speaker } from '../../../words/speaker.ts'
import { partsIn, penaltyIn } from '../receipt/posted.ts'

/** What is done with one entry; it is named in the address, and so is its currency. */
export function entrySchema(currency: string, speaker: Speaker) {
	return z.discriminatedUnion('intent', [
		z.object({
			intent: z.literal('accept'),
			customerId: z.uuid(),
			contractId: z.uuid().optional(),
			by: z.enum(['order', 'hand', 'none']),
			parts: partsIn(currency, speaker),
			penalty: penaltyIn(currency, speaker),
		}),
		z.object({ intent: z.literal('ignore'), reason: z.string().trim().min(1).max(300) }),
		z.object({ intent: z.literal('takeUp') }),
		z.object({ intent: z.literal('unsay'), reason: z.string().trim().min(1).max(300) }),
		z.object({
			intent: z.literal('going'),
			kind: z.enum(['receipt_returned', 'refund', 'pay_out']),
			id: z.uuid(),
			free: z
				.string()
				.regex(/^\d{1,18}$/)
				.transform(BigInt)
				.optional(),
		}),
	])
}

const column = z.string().max(200).optional()

/** What is done with a whole file. */
export const fileSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('sure') }),
	z.object({ intent: z.literal('discard') }),
	z.object({
		intent: z.literal('read'),
		columns: z.partialRecord(z.enum(csvFields), column).default({}),
		dayOrder: z.enum(['dmy', 'mdy', 'ymd']),
		decimal: z.enum(['point', 'comma']),
		currency: z
			.string()
			.trim()
			.transform((text) => text.toUpperCase())
			.refine(isCurrency),
		account: z.string().trim().max(60).default(''),
	}),
])

type Read = Extract<z.output<typeof fileSchema>, { intent: 'read' }>

/** How a table is read, as it was said; a field without a column is left out. */
export function mapSaid({ columns, dayOrder, decimal, currency, account }: Read): CsvMap {
	const said = Object.entries(columns).filter((pair): pair is [string, string] => Boolean(pair[1]))
	return { columns: Object.fromEntries(said), dayOrder, decimal, currency, account }
}
