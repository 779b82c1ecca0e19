import { z } from 'zod'
import { dayInput } from '../day-input.ts'
import { isCurrency } from '../money.ts'
import { ownInput } from '../own-field/input.ts'
import { percentInput } from '../percent-input.ts'
import { refuse } from '../refusal.ts'
import { checkDiscount } from './discounts.ts'

const short = z.string().trim().max(200)
const amount = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)
const dayText = dayInput

/** One line as a form, an import or a program gives it. Days are ISO dates; `endsOn` is the last day. */
export const lineInput = z.object({
	description: short.min(1),
	productId: z.uuid().nullish(),
	planId: z.uuid().nullish(),
	model: short.default(''),
	serialNumber: short.default(''),
	factoryNumber: short.default(''),
	/** Null for what is billed once. */
	interval: z
		.object({ unit: z.enum(['day', 'week', 'month', 'year']), count: z.number().int().min(1).max(1200) })
		.nullable(),
	/** What the quantity and the price are of; none: its product's own unit. */
	unit: z.string().trim().min(1).max(40).nullish(),
	quantity: amount,
	/** In major units of the contract's currency, for one unit and one interval. */
	unitPrice: amount,
	discountPercent: percentInput.default('0'),
	/** How long the discount holds: so many periods of the line, or to this last day; for good with neither. */
	discountPeriods: z.number().int().min(1).max(1200).nullish(),
	discountUntil: dayText.nullish(),
	taxClass: short.default('standard'),
	startsOn: dayText.nullish(),
	endsOn: dayText.nullish(),
	/** In use and free for so many days from its start; those of its plan's trial when left out. */
	freeDays: z.number().int().min(0).max(3650).optional(),
	/** What stands in the company's own fields. */
	own: ownInput,
})

/** Off the whole contract from its first day: a share, or an `amount` a month in major units; for so many months, to a last day, or for good. */
export const discountInput = z.object({
	percent: percentInput.optional(),
	amount: amount.optional(),
	months: z.number().int().min(1).max(1200).nullish(),
	until: dayText.nullish(),
})

export const contractInput = z.object({
	customerId: z.uuid(),
	number: z.string().trim().min(1).max(40).optional(),
	title: short.default(''),
	ownerId: z.uuid().nullish(),
	groupId: z.uuid().nullish(),
	type: short.default('subscription'),
	/** What it was begun with. */
	templateId: z.uuid().nullish(),
	currency: z.string().length(3),
	startsOn: dayText,
	endsOn: dayText.nullish(),
	anchorOn: dayText.nullish(),
	alignment: z.enum(['anniversary', 'contract', 'calendar', 'month_end']).default('anniversary'),
	timing: z.enum(['advance', 'arrears']).default('advance'),
	prorate: z.boolean().default(true),
	paymentTermDays: z.number().int().min(0).max(365).nullish(),
	noticeDays: z.number().int().min(0).max(3650).nullish(),
	renewal: z.enum(['none', 'tacit', 'quote']).default('none'),
	termMonths: z.number().int().min(1).max(1200).nullish(),
	purchaseOrder: short.default(''),
	access: z.enum(['none', 'upsell', 'upsell_and_downsell']).default('none'),
	autopay: z.boolean().default(false),
	/** After the discounts of lines and before tax. */
	discounts: z.array(discountInput).max(10).optional(),
	own: ownInput,
	lines: z.array(lineInput).max(5000),
})

export type LineInput = z.input<typeof lineInput>
export type CheckedLine = z.output<typeof lineInput>
export type CheckedDiscount = z.output<typeof discountInput>
export type ContractInput = z.input<typeof contractInput>
export type CheckedContract = z.output<typeof contractInput>

/** Refuses the first thing that is wrong: `input.invalid`, `contract.ends_before_start`, `contract.line_outside`. */
export function checkContract(input: ContractInput): CheckedContract {
	const read = contractInput.safeParse(input)
	if (!read.success) refuseInput(read.error)
	const contract = read.data
	if (!isCurrency(contract.currency)) refuse('input.invalid', { field: 'currency', problem: 'unknown_currency' })
	if (contract.endsOn && contract.endsOn < contract.startsOn)
		refuse('contract.ends_before_start', { startsOn: contract.startsOn, endsOn: contract.endsOn })
	for (const discount of contract.discounts ?? []) checkDiscount(discount, contract.currency, contract.startsOn)
	for (const line of contract.lines) {
		checkLineDays(line, contract.startsOn, contract.endsOn ?? null)
		checkLineDiscount(line, line.startsOn ?? contract.startsOn)
	}
	return contract
}

export function checkLine(input: LineInput): CheckedLine {
	const read = lineInput.safeParse(input)
	if (!read.success) refuseInput(read.error)
	return read.data
}

/** A line lives within its contract. ISO dates compare as text. */
export function checkLineDays(line: CheckedLine, startsOn: string, endsOn: string | null): void {
	const from = line.startsOn ?? startsOn
	const to = line.endsOn ?? endsOn
	if (to && to < from) refuse('contract.ends_before_start', { startsOn: from, endsOn: to })
	if (from < startsOn || (endsOn && (from > endsOn || (to && to > endsOn))))
		refuse('contract.line_outside', { line: line.description, startsOn, endsOn: endsOn ?? '' })
}

/** A discount that ends does so once, and not before it begins. `startsOn` null: not known yet. */
export function checkLineDiscount(
	line: Pick<CheckedLine, 'description' | 'discountPeriods' | 'discountUntil'>,
	startsOn: string | null,
): void {
	if (line.discountPeriods && line.discountUntil) refuse('discount.two_ends', {})
	if (line.discountUntil && startsOn && line.discountUntil < startsOn)
		refuse('discount.ends_before_start', { endsOn: line.discountUntil, startsOn })
}

function refuseInput(error: z.ZodError): never {
	const issue = error.issues[0]
	refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
}
