import { z } from 'zod'
import type { ContractChange, LineItemChange } from '#core/amendment/change.ts'
import type { ChangeableByStaff } from '#core/amendment/find-changeable.ts'
import { dayInput } from '#core/day-input.ts'
import { compare, parseDecimal } from '#core/decimal.ts'
import { percentInput } from '#core/percent-input.ts'
import type { ListedProduct } from '#core/product/list.ts'
import { confirmSchema } from '#portal/present/change/posted.ts'
import { ownPosted } from '../own/posted.ts'
import { typedFigure } from '../typed-figure.ts'
import { termsForm } from './terms-posted.ts'

const decimal = typedFigure.optional()
const percent = percentInput.optional()
const day = dayInput
const words = z.string().trim().max(200).optional()

/** From when, and how. */
const how = {
	on: day.optional(),
	timing: z.enum(['now', 'period_end']).optional(),
	prorate: z
		.enum(['yes', 'no'])
		.transform((word) => word === 'yes')
		.optional(),
	reason: z.string().trim().max(500).optional(),
}
/** Why a contract ends, and whose notice it is. */
const why = {
	reasonCode: z.string().max(40).optional(),
	text: z.string().trim().max(1000).optional(),
	givenBy: z.enum(['customer', 'company']).optional(),
}

const lineSchema = z.object({
	id: z.uuid(),
	quantity: decimal,
	unitPrice: decimal,
	discountPercent: percent,
	planId: z.uuid().optional(),
	endsOn: day.optional(),
	off: z.literal('on').optional(),
})

/** Each form of the page by its intent; `apply` is the last look at any of them, `look` that once more. */
export const amendSchema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('lines'),
		lines: z.array(lineSchema).max(100).default([]),
		/** A plan, or a product that has none. */
		product: z.uuid().optional(),
		unit: z.string().trim().min(1).max(40).optional(),
		quantity: decimal,
		unitPrice: decimal,
		discountPercent: percent,
		description: words,
		model: words,
		serialNumber: words,
		factoryNumber: words,
		startsOn: day.optional(),
		endsOn: day.optional(),
		own: ownPosted,
		...how,
	}),
	z.object({
		intent: z.literal('discount'),
		percent,
		amount: decimal,
		until: day.optional(),
		periods: z.coerce.number().int().min(1).max(1200).optional(),
		...how,
	}),
	z.object({ intent: z.literal('discount_end'), discountId: z.uuid(), ...how }),
	z.object({ intent: z.literal('pause'), until: day.optional(), ...how }),
	z.object({ intent: z.literal('resume'), ...how }),
	z.object({ intent: z.literal('take_back'), sequence: z.coerce.number().int().min(2), ...how }),
	z.object({
		intent: z.literal('renew'),
		endsOn: day.optional(),
		termMonths: z.coerce.number().int().min(1).max(1200).optional(),
		...how,
	}),
	z.object({ intent: z.literal('cancel'), endsOn: day, ...how, ...why }),
	z.object({ intent: z.literal('undo_cancel'), ...how }),
	termsForm.extend({ intent: z.literal('terms') }),
	termsForm.extend({ intent: z.literal('terms_apply') }),
	confirmSchema.extend({ intent: z.literal('look'), ...how, ...why }),
	confirmSchema.extend({ intent: z.literal('apply'), ...how, ...why }),
])

export type PostedAmend = Exclude<z.output<typeof amendSchema>, { intent: 'look' | 'apply' | 'terms' | 'terms_apply' }>

/** What is carried from the choice to the last look, beside the change itself. */
export type HowPosted = { [Name in keyof typeof how]?: z.output<(typeof how)[Name]> } & {
	reasonCode?: string | undefined
	text?: string | undefined
	givenBy?: 'customer' | 'company' | undefined
}

export function howOf(posted: HowPosted): HowPosted {
	const { on, timing, prorate, reason, reasonCode, text, givenBy } = posted
	return { on, timing, prorate, reason, reasonCode, text, givenBy }
}

/** The change that a form says; null where it says what is there already. */
export function changePosted(
	posted: PostedAmend,
	lines: readonly ChangeableByStaff[],
	products: readonly ListedProduct[],
): ContractChange | null {
	switch (posted.intent) {
		case 'lines': {
			const changes = [
				...posted.lines.flatMap((line) =>
					changesOf(
						line,
						lines.find(({ id }) => id === line.id),
					),
				),
				...addedBy(posted, products),
			]
			const [first] = changes
			if (!first) return null
			return changes.length === 1 ? first : { kind: 'several', changes }
		}
		case 'discount': {
			const { percent: share, amount, until, periods } = posted
			return { kind: 'discount', percent: share, amount, until, periods }
		}
		case 'discount_end':
			return { kind: 'discount_end', discountId: posted.discountId }
		case 'pause':
			return { kind: 'pause', until: posted.until }
		case 'take_back':
			return { kind: 'take_back', sequence: posted.sequence }
		case 'renew':
			return { kind: 'renew', endsOn: posted.endsOn, termMonths: posted.termMonths }
		case 'cancel':
			return { kind: 'cancel', endsOn: posted.endsOn }
		default:
			return { kind: posted.intent }
	}
}

type Line = z.output<typeof lineSchema>

/** Only what differs: a field left empty, or as it is, changes nothing; but an emptied last day is taken away. */
function changesOf(line: Line, now: ChangeableByStaff | undefined): LineItemChange[] {
	if (!now) return []
	const lineId = line.id
	if (line.off) return [{ kind: 'option_off', lineId }]
	const other = (value: string | undefined, is: string) =>
		value !== undefined && compare(parseDecimal(value), parseDecimal(is)) !== 0 ? value : undefined
	const quantity = other(line.quantity, now.quantity)
	const unitPrice = other(line.unitPrice, now.unitPrice)
	const discountPercent = other(line.discountPercent ?? '0', now.discountPercent)
	const planId = line.planId && line.planId !== now.planId ? line.planId : undefined
	const endsOn = line.endsOn ?? null
	const price = { ...(!planId && unitPrice ? { unitPrice } : {}), ...(discountPercent ? { discountPercent } : {}) }
	return [
		...(quantity ? [{ kind: 'quantity' as const, lineId, quantity }] : []),
		...(Object.keys(price).length > 0 ? [{ kind: 'price' as const, lineId, ...price }] : []),
		...(planId ? [{ kind: 'plan' as const, lineId, planId, ...(unitPrice ? { unitPrice } : {}) }] : []),
		...(endsOn !== now.endsOn ? [{ kind: 'line_end' as const, lineId, endsOn }] : []),
	]
}

function addedBy(
	posted: Extract<PostedAmend, { intent: 'lines' }>,
	products: readonly ListedProduct[],
): LineItemChange[] {
	const { product, quantity = '1', unit, unitPrice, discountPercent, startsOn, endsOn } = posted
	const listed = products.find((one) => (one.planId ?? one.id) === product)
	if (!listed) return []
	const { id: productId, planId } = listed
	const { description, model, serialNumber, factoryNumber } = posted
	const own = Object.entries(posted.own).flatMap(([key, value]) => (value?.trim() ? [[key, value]] : []))
	return [
		{
			...{ kind: 'option_on', productId, planId, unit, quantity, unitPrice, discountPercent, startsOn, endsOn },
			...filled({ description, model, serialNumber, factoryNumber }),
			...(own.length > 0 && { own: Object.fromEntries(own) }),
		},
	]
}

function filled<Field extends string>(words: Record<Field, string | undefined>): Partial<Record<Field, string>> {
	return Object.fromEntries(Object.entries(words).filter(([, text]) => text)) as Partial<Record<Field, string>>
}
