import { z } from 'zod'
import type { Notice } from '../contract/notice.ts'
import type { ComingInvoice } from '../contract/preview.ts'
import { dayInput } from '../day-input.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'
import { ownInput } from '../own-field/input.ts'
import { percentInput } from '../percent-input.ts'
import type { Refusal } from '../refusal.ts'

/*
 * A change of a contract as a value: what the preview shows, what the form carries, and what is then applied are one and
 * the same. Days are ISO dates; ends are last days; quantities, prices and per cents are exact decimals as text.
 */

const quantity = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)
const price = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)
const percent = percentInput
const day = dayInput
const reason = z.string().trim().max(500)
const words = z.string().trim().min(1).max(200)

/** Changes of single lines; several of them may be made as one. */
const lineChanges = [
	z.object({ kind: z.literal('quantity'), lineId: z.uuid(), quantity }),
	/** A line of a product more. Without a price of its own it has the list price of the day; only staff name one. */
	z.object({
		kind: z.literal('option_on'),
		productId: z.uuid(),
		planId: z.uuid().nullish(),
		/** Of those its product is sold in; none: its own. */
		unit: z.string().trim().min(1).max(40).optional(),
		quantity,
		unitPrice: price.optional(),
		discountPercent: percent.optional(),
		/** From here on only staff say it. In words of its own; none: as its product is called. */
		description: words.optional(),
		model: words.optional(),
		/** Of the machine: it is in force on one line at a time. */
		serialNumber: words.optional(),
		factoryNumber: words.optional(),
		/** The first day where it is later than the change, and a last day of the line's own. */
		startsOn: day.optional(),
		endsOn: day.optional(),
		/** What stands in the company's own fields of lines. */
		own: ownInput,
	}),
	/** The line ends: its last day is the day before the change. */
	z.object({ kind: z.literal('option_off'), lineId: z.uuid() }),
	/** A last day of the line's own, or none (null): earlier or later than now. Only staff say it. */
	z.object({ kind: z.literal('line_end'), lineId: z.uuid(), endsOn: day.nullable() }),
	/** The line's product with another plan, or another product's plan, at its list price; staff may name a price. */
	z.object({ kind: z.literal('plan'), lineId: z.uuid(), planId: z.uuid(), unitPrice: price.optional() }),
	z.object({
		kind: z.literal('price'),
		lineId: z.uuid(),
		unitPrice: price.optional(),
		discountPercent: percent.optional(),
	}),
] as const

const contractChanges = [
	/** What an amendment has planned for days to come stays as it is. What it has done already is not touched. */
	z.object({ kind: z.literal('take_back'), sequence: z.number().int().min(2) }),
	/**
	 * Off all lines, after their own discounts and before tax: `percent`, or an `amount` a month in major units, spread over
	 * the recurring lines by what they bring a month. From the day of the change to `until`, or for so many whole billing
	 * `periods`, or without end.
	 */
	z.object({
		kind: z.literal('discount'),
		percent: percent.optional(),
		amount: price.optional(),
		until: day.optional(),
		periods: z.number().int().min(1).max(1200).optional(),
	}),
	/** Ends a discount: the day before the change is its last. */
	z.object({ kind: z.literal('discount_end'), discountId: z.uuid() }),
	/** Nothing is billed from the day of the change to `until` (the last paused day), or until it is resumed. */
	z.object({ kind: z.literal('pause'), until: day.optional() }),
	z.object({ kind: z.literal('resume') }),
	/** Ends the contract on its last day; without one, on the first end that the notice rule allows. */
	z.object({ kind: z.literal('cancel'), endsOn: day.optional() }),
	z.object({ kind: z.literal('undo_cancel') }),
	/** A new last day: `endsOn`, or the term (`termMonths`, or the contract's own) added to the present end. */
	z.object({
		kind: z.literal('renew'),
		endsOn: day.optional(),
		termMonths: z.number().int().min(1).max(1200).optional(),
	}),
] as const

/** All named lines, or whole contracts, end on one day: earlier ones are prolonged, later ones cut. */
const coTerminate = z.object({
	kind: z.literal('co_terminate'),
	endsOn: day,
	parts: z
		.array(z.object({ contractId: z.uuid(), lineIds: z.array(z.uuid()).max(5000).optional() }))
		.min(1)
		.max(200),
})

export const lineChangeSchema = z.discriminatedUnion('kind', [...lineChanges])
export const changeSchema = z.discriminatedUnion('kind', [
	...lineChanges,
	...contractChanges,
	/** Several changes of lines as one amendment: what a page of options sends. */
	z.object({ kind: z.literal('several'), changes: z.array(lineChangeSchema).min(1).max(500) }),
	coTerminate,
])

export type LineItemChange = z.infer<typeof lineChangeSchema>
export type ContractChange = z.infer<typeof changeSchema>

/** More is bought, or less, seen by what the contract brings a month; for what has no such side: same. */
export type Direction = 'more' | 'less' | 'same'

export const changeInput = z.object({
	contractId: z.uuid(),
	change: changeSchema,
	/**
	 * The day it takes effect. Customers do not choose it: for them the rule says now or at the end of the period, and this
	 * is the day the page stands on, which is today. Staff: today when left out.
	 */
	on: day.optional(),
	/** What a rule says of the change, for staff to say otherwise. */
	timing: z.enum(['now', 'period_end']).optional(),
	prorate: z.boolean().optional(),
	reason: reason.optional(),
})

/** `seen` is the fingerprint of the preview that the person looked at. */
export type PreviewChange = z.input<typeof changeInput>
export type ApplyChange = PreviewChange & { seen: string }

/** An invoice or credit note to come; of a credit note the total is negative. `on` is the day it is made. */
export type ChangeInvoice = {
	kind: 'invoice' | 'credit_note'
	on: string
	/** Each with its formula (`why`, core/schedule/why.ts) and its contract. */
	lines: NewInvoiceLine[]
	subtotalMinor: bigint
	taxMinor: bigint
	totalMinor: bigint
}

/** What a contract brings: normalised to a month, before tax; and the next whole period with its tax. */
export type Recurring = {
	monthMinor: bigint
	next: { on: string; subtotalMinor: bigint; taxMinor: bigint; totalMinor: bigint } | null
}

/** One contract's part in a change. */
export type ChangePart = {
	contractId: string
	number: string
	title: string
	effect: ChangeInvoice | null
	/** The last day before and after; null for none. */
	endsOn: { before: string | null; after: string | null }
	/** Minor units a month, where the two are furthest apart: without pauses, and as if the contract went on. */
	rate: { before: bigint; after: bigint }
	/** The next end and the last day to give notice, after the change; null where notice is already given. */
	notice: Notice | null
	/** The last day of all that recurs, where the change puts it nearer: it is a way to leave. */
	leavesOn: string | null
}

/** What a change does, to the minor unit; the same function is run by what applies it. */
export type ChangePreview = {
	change: ContractChange
	contractId: string
	currency: string
	/** The day it takes effect. */
	effectiveOn: string
	direction: Direction
	/** What is made on the day of effect because of it, tax included; null when no money moves then. */
	effect: ChangeInvoice | null
	/** Of all contracts that the change touches. */
	recurring: { before: Recurring; after: Recurring }
	/** The next twelve invoices; of several contracts in the order of their days. */
	coming: { before: ComingInvoice[]; after: ComingInvoice[] }
	parts: ChangePart[]
	/** SHA-256 over the change, its day and the amounts above, in hex. */
	seen: string
}

/** What becomes of a change asked for now: it can be applied, must be approved first, or is refused. */
export type ChangeDecision =
	| { kind: 'apply' }
	| { kind: 'approve'; monthMinor: bigint; limitMinor: bigint; currency: string }
	/** `number`: of several contracts the one that does not allow it. */
	| { kind: 'refuse'; refusal: Refusal; number?: string }

export type EvaluatedChange = { preview: ChangePreview | null; decision: ChangeDecision }

/** The amendments written, one a contract, and the invoices or credit notes made at once. */
export type AppliedChange = {
	amendments: { contractId: string; sequence: number }[]
	invoiceIds: string[]
	preview: ChangePreview
}
