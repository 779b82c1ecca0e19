import { z } from 'zod'
import type { ContractInput, LineInput } from '#core/contract/input.ts'
import type { ListedProduct } from '#core/product/list.ts'

/** Rows for lines that a form offers beyond those already filled in: no script is needed to add one. */
export const spareRows = 3

export const cycles = ['once', 'day', 'week', 'month', 'quarter', 'half', 'year'] as const
type Cycle = (typeof cycles)[number]

const intervals: Record<Cycle, LineInput['interval']> = {
	once: null,
	day: { unit: 'day', count: 1 },
	week: { unit: 'week', count: 1 },
	month: { unit: 'month', count: 1 },
	quarter: { unit: 'month', count: 3 },
	half: { unit: 'month', count: 6 },
	year: { unit: 'year', count: 1 },
}

const text = z.string().trim().max(200).default('')
const amount = z
	.string()
	.trim()
	.regex(/^\d{1,15}(\.\d{1,10})?$/)

const lineForm = z
	.object({
		/** Code of a product from the catalogue: fills what is left empty. */
		product: text,
		description: text,
		quantity: z.union([z.literal(''), amount]).default(''),
		unitPrice: z.union([z.literal(''), amount]).default(''),
		discountPercent: z.union([z.literal(''), z.string().regex(/^(100|\d{1,2}(\.\d{1,6})?)$/)]).default(''),
		every: z.enum(cycles).default('month'),
		model: text,
		serialNumber: text,
	})
	.partial()

/** A contract as its form posts it: lines that are left empty are not kept. */
export const contractForm = z.object({
	customerId: z.uuid(),
	title: text,
	startsOn: z.iso.date(),
	endsOn: z.iso.date().optional(),
	alignment: z.enum(['anniversary', 'contract', 'calendar', 'month_end']),
	timing: z.enum(['advance', 'arrears']),
	prorate: z.coerce.boolean().default(false),
	noticeDays: z.coerce.number().int().min(0).max(3650).optional(),
	purchaseOrder: text,
	version: z.coerce.number().int().default(0),
	lines: z.array(lineForm).max(500).default([]),
})

type Posted = z.output<typeof contractForm>

/** What core is told. A line without a description or product is an empty row. */
export function contractOf(posted: Posted, currency: string, products: readonly ListedProduct[]): ContractInput {
	const { lines, version: _, endsOn, noticeDays, ...terms } = posted
	return {
		...terms,
		currency,
		endsOn: endsOn ?? null,
		noticeDays: noticeDays ?? null,
		lines: lines.flatMap((line) => lineOf(line, products)),
	}
}

function lineOf(line: Posted['lines'][number], products: readonly ListedProduct[]): LineInput[] {
	const product = products.find(({ code }) => code === line.product)
	const description = line.description || product?.name
	if (!description) return []
	const ofProduct =
		product?.intervalUnit && product.intervalCount ? { unit: product.intervalUnit, count: product.intervalCount } : null
	return [
		{
			description,
			productId: product?.id ?? null,
			planId: product?.planId ?? null,
			quantity: line.quantity || '1',
			unitPrice: line.unitPrice || (product?.unitPrice ?? '0'),
			discountPercent: line.discountPercent || '0',
			interval: product ? ofProduct : intervals[line.every ?? 'month'],
			model: line.model ?? '',
			serialNumber: line.serialNumber ?? '',
			taxClass: product?.taxClass ?? 'standard',
		},
	]
}

/** The choice in the form that an interval is. */
export function cycleOf(unit: string | null, count: number | null): Cycle {
	const found = cycles.find((cycle) => intervals[cycle]?.unit === unit && intervals[cycle]?.count === count)
	return found ?? (unit === null ? 'once' : 'month')
}
