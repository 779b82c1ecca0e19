import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { DraftLine } from '#core/contract/find-draft.ts'
import { dayInput } from '#core/day-input.ts'
import type { ListedProduct } from '#core/product/list.ts'
import type { QuoteInput } from '#core/quote/input.ts'
import type { QuoteLine } from '#core/quote/read.ts'
import { contractForm, contractOf, discountForm, discountsOf, noneOwn } from './contract-form.ts'

const short = z.string().trim().max(200).default('')
const long = z.string().trim().max(10_000).default('')
const tick = z.literal('on').optional()

/** What a quote says of a line beside what a contract says. */
const offerForm = z.object({ optional: tick, off: tick, choice: short, contractLineId: z.uuid().optional() })

/** Which field of the form a refusal is about. */
export const quoteFieldsRefused = { 'quote.valid_day_past': 'validUntil', 'quote.signer_unnamed': 'contactId' } as const

/** A quote as its form posts it. */
export const quoteForm = z.object({
	templateId: z.uuid().optional(),
	contactId: z.uuid().optional(),
	signerOnly: tick,
	title: short,
	validUntil: dayInput,
	introduction: long,
	conditions: long,
	startsOn: dayInput.optional(),
	endsOn: dayInput.optional(),
	termMonths: z.coerce.number().int().min(1).max(1200).optional(),
	alignment: z.enum(['anniversary', 'contract', 'calendar', 'month_end']).default('anniversary'),
	timing: z.enum(['advance', 'arrears']).default('advance'),
	prorate: tick,
	paymentTermDays: z.coerce.number().int().min(0).max(365).optional(),
	noticeDays: z.coerce.number().int().min(0).max(3650).optional(),
	renewal: z.enum(['none', 'tacit', 'quote']).default('none'),
	access: z.enum(['none', 'upsell', 'upsell_and_downsell']).default('none'),
	purchaseOrder: short,
	version: z.coerce.number().int().default(0),
	...discountForm,
	lines: contractForm.shape.lines,
	offer: z.array(offerForm).max(500).default([]),
})

type Posted = z.output<typeof quoteForm>
type About = Pick<QuoteInput, 'customerId' | 'currency' | 'purpose' | 'forContractId'>

/** What core is told; rows that are left empty are not kept. */
export function quoteOf(
	{ lines, offer, version: _, prorate, signerOnly, ...posted }: Posted,
	about: About,
	products: readonly ListedProduct[],
	before: readonly DraftLine[],
): QuoteInput {
	const { discountPercent: __, discountAmount: ___, discountMonths: ____, discountUntil: _____, ...terms } = posted
	const contract = { ...contractTerms, customerId: about.customerId }
	return {
		...terms,
		...about,
		prorate: prorate === 'on',
		signerOnly: signerOnly === 'on',
		discounts: discountsOf(posted),
		lines: lines.flatMap((line, index) => {
			const { optional, off, choice = '', contractLineId } = offer[index] ?? {}
			return contractOf({ ...contract, own: {}, lines: [line] }, about.currency, products, noneOwn, before).lines.map(
				(read) => ({
					...read,
					contractLineId: contractLineId ?? null,
					optional: optional === 'on' || choice !== '',
					chosen: off !== 'on',
					choice,
				}),
			)
		}),
	}
}

/** A contract's form wants terms; a quote has its own. */
const contractTerms = {
	title: '',
	type: 'subscription',
	startsOn: '2000-01-01',
	alignment: 'anniversary',
	timing: 'advance',
	prorate: true,
	purchaseOrder: '',
	version: 0,
} as const

/** A line of a quote as the rows of the contract's form take it. */
export function draftLineOf(line: QuoteLine): DraftLine {
	return { ...line, productName: line.description, startsOn: null, endsOn: null }
}

/** What a quote says of a line, as its form shows it. */
export type OfferRow = { optional: boolean; off: boolean; choice: string; contractLineId: string }

export function offersOf(answer: SubmissionResult<string[]> | undefined, lines: readonly QuoteLine[]): OfferRow[] {
	const posted = answer?.initialValue?.offer
	if (Array.isArray(posted))
		return posted.map((row) => {
			const { optional, off, choice, contractLineId } = (row ?? {}) as Record<string, string | undefined>
			return {
				optional: optional === 'on',
				off: off === 'on',
				choice: choice ?? '',
				contractLineId: contractLineId ?? '',
			}
		})
	return lines.map(({ optional, chosen, choice, contractLineId }) => ({
		...{ optional, choice },
		off: !chosen,
		contractLineId: contractLineId ?? '',
	}))
}
