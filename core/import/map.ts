import { z } from 'zod'
import { refuse } from '../refusal.ts'
import { fieldNamed, fieldsOf, type Subject, subjects } from './field.ts'
import { encodings } from './file/encoding.ts'
import { fieldIn, ownInMap } from './own.ts'
import { partyFields } from './party-fields.ts'

const word = z.string().trim().min(1).max(300)

/** How one column is read. Written short, it is the column's name alone. */
const column = z.strictObject({
	/** The column's name in the header row, or its number from 1. */
	column: z.union([word, z.number().int().min(1).max(16_384)]),
	/** Dates: which number comes first. Numbers: the mark before the decimals. Found out where it is left out. */
	format: z.enum(['dmy', 'mdy', 'ymd', 'point', 'comma']).optional(),
	/** What a value of the file means, in a word that the field knows: { "UK": "GB" }. '' for nothing. */
	values: z.record(z.string(), z.string().max(300)).optional(),
	/** Taken where the cell is empty. */
	default: z.string().max(300).optional(),
	/** Taken where the cell says what nobody understands, instead of rejecting the row. */
	otherwise: z.string().max(300).optional(),
})

const oneCharacter = z.string().length(1)

/** The map of a file: docs/import.md explains every part of it. */
export const importMapShape = z
	.strictObject({
		$schema: z.string().optional(),
		about: z.string().optional(),
		subject: z.enum(subjects),
		/** The system that exported the file: with the key it is the identity of a row. */
		source: z.string().trim().min(1).max(100).default('import'),
		file: z
			.strictObject({
				encoding: z.enum(encodings).optional(),
				separator: oneCharacter.optional(),
				quote: oneCharacter.optional(),
				sheet: z.string().max(200).optional(),
				headerRow: z.number().int().min(1).max(1000).optional(),
				/** Rows with fewer cells than the header: a file cut off, or an exporter that leaves out empty ends. */
				shortRows: z.enum(['reject', 'fill']).default('reject'),
			})
			.default({ shortRows: 'reject' }),
		columns: z.record(
			z.string(),
			z.union([word.transform((name): z.output<typeof column> => ({ column: name })), column]),
		),
		constants: z.record(z.string(), z.string().max(300)).default({}),
		/** The company's own fields, as they were when the columns were matched. */
		own: ownInMap.optional(),
		/** Columns without a field are kept beside the row, by their names. */
		keepOthers: z.boolean().default(false),
		/** A value changed both in the file and here since the last import: one wins, or the row is rejected. */
		onConflict: z.enum(['keep', 'file', 'reject']).default('keep'),
		/** What is of a customer: the source whose keys the customer column holds. The map's own source where it is left out. */
		customerSource: z.string().trim().min(1).max(100).optional(),
		/** Contracts: whether the amount is for one piece or for all of them. */
		amountIs: z.enum(['unit', 'total']).optional(),
		/** Contracts: for how long the amount is, whatever the billing interval. */
		amountPer: z.enum(['period', 'month', 'year']).default('period'),
		alignment: z.enum(['anniversary', 'contract', 'calendar', 'month_end']).default('anniversary'),
		prorate: z.boolean().default(true),
		/** Contracts come into force at once; false leaves them as drafts. */
		activate: z.boolean().default(true),
	})
	.check(({ value, issues }) => {
		for (const part of ['columns', 'constants'] as const) {
			for (const name of Object.keys(value[part])) {
				if (fieldIn(value, name)) continue
				issues.push({ code: 'custom', message: 'unknown_field', input: name, path: [part, name] })
			}
		}
	})

export type ImportMap = z.output<typeof importMapShape>
export type ImportMapInput = z.input<typeof importMapShape>
export type ColumnMap = z.output<typeof column>

/** A map out of a file or a form. Refuses `import.map_invalid` with the place of the first mistake. */
export function readMap(given: unknown, subject: Subject): ImportMap {
	const read = importMapShape.safeParse(given)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('import.map_invalid', { path: issue?.path.join('.') ?? '', problem: issue?.message ?? '' })
	}
	if (read.data.subject !== subject) refuse('import.map_of_other', { subject: read.data.subject })
	return read.data
}

/** Needed fields that the map does not give. */
export function missingFields(map: ImportMap): string[] {
	const given = (name: string) => map.columns[name] !== undefined || map.constants[name] !== undefined
	const missing = fieldsOf(map.subject).filter((field) => field.needed && !given(field.name))
	// Money says by the invoice that it pays whose it is.
	const byInvoice = map.subject === 'receipts' && given('invoice')
	const noParty = isOfCustomer(map.subject) && !byInvoice && !partyFields.some(({ name }) => given(name))
	const noPrice = map.subject === 'prices' && !given('unitPrice') && !given('percentOff')
	return [...missing.map((field) => field.name), ...(noParty ? ['customer'] : []), ...(noPrice ? ['unitPrice'] : [])]
}

/** Whether each row names a customer. */
export function isOfCustomer(subject: Subject): boolean {
	return fieldNamed(subject, 'customerNumber') !== undefined
}
