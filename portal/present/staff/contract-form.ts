import { z } from 'zod'
import type { DraftLine } from '#core/contract/find-draft.ts'
import type { CheckedDiscount, ContractInput, LineInput } from '#core/contract/input.ts'
import { dayInput } from '#core/day-input.ts'
import type { OwnField, OwnValues } from '#core/own-field/own-field.ts'
import { percentInput } from '#core/percent-input.ts'
import { priceAt, type Tier } from '#core/price/decide.ts'
import type { ListedProduct } from '#core/product/list.ts'
import { soldIn } from '#core/unit/sold-in.ts'
import { cycles, intervals } from './line-row.ts'
import { ownGiven, ownPosted } from './own/posted.ts'
import { typedFigure } from './typed-figure.ts'

const text = z.string().trim().max(200).default('')
const ownCycle = /^([1-9]\d{0,2}) (day|week|month|year)$/

const lineForm = z
	.object({
		was: z.coerce.number().int().min(0).max(5000).optional(),
		product: text,
		description: text,
		quantity: typedFigure.optional(),
		unit: text,
		unitPrice: typedFigure.optional(),
		discountPercent: percentInput.optional(),
		discountPeriods: z.coerce.number().int().min(1).max(1200).optional(),
		discountUntil: dayInput.optional(),
		every: z.union([z.enum(cycles), z.string().regex(ownCycle)]).optional(),
		model: text,
		serialNumber: text,
		factoryNumber: text,
		startsOn: dayInput.optional(),
		endsOn: dayInput.optional(),
		own: ownPosted,
	})
	.superRefine((line, { addIssue }) => {
		if (isEmpty(line) || line.product) return
		// Nothing of the catalogue fills these in.
		for (const field of ['description', 'unitPrice', 'every'] as const)
			if (!line[field]) addIssue({ code: 'too_small', origin: 'string', minimum: 1, input: '', path: [field] })
	})

type PostedLine = {
	product: string
	description: string
	model: string
	serialNumber: string
	factoryNumber: string
	startsOn?: string | undefined
	endsOn?: string | undefined
	quantity?: string | undefined
	unit: string
	unitPrice?: string | undefined
	discountPercent?: string | undefined
	discountPeriods?: number | undefined
	discountUntil?: string | undefined
	every?: string | undefined
	was?: number | undefined
	own?: Record<string, string | undefined> | undefined
}

function isEmpty({ was: _, own = {}, ...typed }: PostedLine): boolean {
	return [...Object.values(typed), ...Object.values(own)].every((value) => !value)
}

/** A discount of everything as a form posts it. */
export const discountForm = {
	discountPercent: percentInput.optional(),
	discountAmount: typedFigure.optional(),
	discountMonths: z.coerce.number().int().min(1).max(1200).optional(),
	discountUntil: dayInput.optional(),
}

type PostedDiscount = {
	discountPercent?: string | undefined
	discountAmount?: string | undefined
	discountMonths?: number | undefined
	discountUntil?: string | undefined
}

/** What core is told of it; none where nothing is given, and an end alone is core's to refuse. */
export function discountsOf(posted: PostedDiscount): NonNullable<ContractInput['discounts']> {
	const { discountPercent: percent, discountAmount: amount, discountMonths, discountUntil } = posted
	if (!percent && !amount && !discountMonths && !discountUntil) return []
	return [
		{
			percent: percent || undefined,
			amount: amount || undefined,
			months: discountMonths ?? null,
			until: discountUntil ?? null,
		},
	]
}

/** The first one, as a form shows it. */
export function shownDiscount(discounts: readonly CheckedDiscount[]): Record<keyof PostedDiscount, string> {
	const { percent = '', amount = '', months, until } = discounts[0] ?? {}
	return {
		discountPercent: percent,
		discountAmount: amount,
		discountMonths: String(months ?? ''),
		discountUntil: until ?? '',
	}
}

/** A contract as its form posts it: rows that are left empty are not kept. */
export const contractForm = z.object({
	customerId: z.uuid(),
	templateId: z.uuid().optional(),
	title: text,
	type: z.string().trim().max(200).default('subscription'),
	startsOn: dayInput,
	endsOn: dayInput.optional(),
	alignment: z.enum(['anniversary', 'contract', 'calendar', 'month_end']),
	timing: z.enum(['advance', 'arrears']),
	prorate: z.coerce.boolean().default(false),
	noticeDays: z.coerce.number().int().min(0).max(3650).optional(),
	purchaseOrder: text,
	renewal: z.enum(['none', 'tacit', 'quote']).optional(),
	number: z.string().trim().max(40).optional(),
	ownerId: z.uuid().optional(),
	groupId: z.uuid().optional(),
	paymentTermDays: z.coerce.number().int().min(0).max(365).optional(),
	access: z.enum(['none', 'upsell', 'upsell_and_downsell']).optional(),
	termMonths: z.coerce.number().int().min(1).max(1200).optional(),
	...discountForm,
	own: ownPosted,
	version: z.coerce.number().int().default(0),
	lines: z.array(lineForm).max(500).default([]),
})

type Posted = z.output<typeof contractForm>

/** The company's own fields of a contract and its lines, and what stands in those of lines that are there, by their ids. */
export type OwnOfContract = { contract: OwnField[]; line: OwnField[]; lines: Record<string, OwnValues> }

/** Of what cannot have any yet. */
export const noneOwn: OwnOfContract = { contract: [], line: [], lines: {} }

/** What core is told. What the form does not show of a draft's lines stays as it is. */
export function contractOf(
	posted: Posted,
	currency: string,
	products: readonly ListedProduct[],
	own: OwnOfContract,
	before: readonly DraftLine[] = [],
): ContractInput {
	const { lines, version: _, own: typed, endsOn, noticeDays, renewal, termMonths, number, access, ...rest } = posted
	const { discountPercent: __, discountAmount: ___, discountMonths: ____, discountUntil: _____, ...terms } = rest
	return {
		...terms,
		currency,
		endsOn: endsOn ?? null,
		noticeDays: noticeDays ?? null,
		...(renewal ? { renewal, termMonths: termMonths ?? null } : {}),
		...(number ? { number } : {}),
		...(access ? { access } : {}),
		...{ ownerId: posted.ownerId ?? null, groupId: posted.groupId ?? null },
		paymentTermDays: posted.paymentTermDays ?? null,
		discounts: discountsOf(posted),
		own: ownGiven(own.contract, typed),
		lines: lines
			.filter((line) => !isEmpty(line))
			.map((line) => ({ ...lineOf(line, products, before), own: lineOwn(own, line, before) })),
	}
}

/** Posted rows that are not empty: as core is told of each, and as it was typed. */
export function linesPosted(lines: Posted['lines'], products: readonly ListedProduct[]) {
	return lines.filter((line) => !isEmpty(line)).map((typed) => ({ typed, read: lineOf(typed, products, []) }))
}

/** What was typed, and what stood in fields that are not offered any more. */
function lineOwn(own: OwnOfContract, line: PostedLine, before: readonly DraftLine[]): OwnValues {
	const was = line.was === undefined ? undefined : before[line.was]
	return { ...(was && own.lines[was.id]), ...ownGiven(own.line, line.own ?? {}) }
}

function lineOf(line: PostedLine, products: readonly ListedProduct[], before: readonly DraftLine[]): LineInput {
	const was = line.was === undefined ? undefined : before[line.was]
	// With another product what it was counted in says nothing.
	const isOther = was && was.unit === line.unit && (was.planId ?? was.productId ?? '') !== line.product
	const unit = isOther ? '' : line.unit
	const sold = soldAs(line.product, unit, products, was)
	return {
		description: line.description || sold.name,
		productId: sold.productId,
		planId: sold.planId,
		quantity: line.quantity ?? '1',
		unit: unit || null,
		unitPrice: line.unitPrice ?? priceAt(sold.tiers, line.quantity ?? '1')?.unitPrice ?? sold.unitPrice,
		discountPercent: line.discountPercent ?? '0',
		discountPeriods: line.discountPeriods ?? null,
		discountUntil: line.discountUntil ?? null,
		interval: line.every ? intervalOf(line.every) : sold.interval,
		model: line.model,
		serialNumber: line.serialNumber,
		factoryNumber: line.factoryNumber,
		startsOn: line.startsOn ?? null,
		endsOn: line.endsOn ?? null,
		taxClass: sold.taxClass,
	}
}

type Sold = Pick<LineInput, 'productId' | 'planId' | 'interval'> & {
	name: string
	unitPrice: string
	tiers: readonly Tier[]
	taxClass: string
}

/** From the catalogue of today; or as the draft has it, where that is no longer on sale; or nothing of the catalogue. */
function soldAs(choice: string, unit: string, products: readonly ListedProduct[], was: DraftLine | undefined): Sold {
	const listed = products.find(({ id, planId }) => (planId ?? id) === choice)
	if (listed) {
		const { id: productId, planId, name, taxClass, intervalUnit, intervalCount } = listed
		// What it is not sold in has no price here, and is refused by core.
		const { unitPrice, tiers } = soldIn({ ...listed, divisible: true }, unit) ?? { unitPrice: null, tiers: [] }
		const interval = intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null
		return { productId, planId, name, unitPrice: unitPrice ?? '0', tiers, taxClass, interval }
	}
	const asWas = was && choice !== '' && (was.planId ?? was.productId) === choice
	return {
		productId: asWas ? was.productId : null,
		planId: asWas ? was.planId : null,
		name: asWas ? (was.productName ?? '') : '',
		unitPrice: asWas ? was.unitPrice : '0',
		tiers: [],
		taxClass: was && (asWas || !was.productId) ? was.taxClass : 'standard',
		interval:
			asWas && was.intervalUnit && was.intervalCount ? { unit: was.intervalUnit, count: was.intervalCount } : null,
	}
}

function intervalOf(every: string): LineInput['interval'] {
	const own = ownCycle.exec(every)
	if (own) return { unit: own[2] as 'day' | 'week' | 'month' | 'year', count: Number(own[1]) }
	return intervals[every as (typeof cycles)[number]]
}
