import { z } from 'zod'
import type { Language } from '../company/read.ts'
import { ownInput } from '../own-field/input.ts'
import { percentInput } from '../percent-input.ts'

const amount = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)
const text = z.string().trim().max(10_000).default('')

/** What is paid of a contract that is begun with it, in the company's currency. */
const payable = z.object({
	description: z.string().trim().min(1).max(200),
	amount,
	/** Null for what is paid once. */
	interval: z.object({ unit: z.enum(['week', 'month', 'year']), count: z.number().int().min(1).max(120) }).nullable(),
	/** So many days after the contract's first one it is due first; for the period before, after the first period. */
	afterDays: z.number().int().min(0).max(3650).default(0),
	arrears: z.boolean().default(false),
})

const template = z.object({
	name: z.string().trim().min(1).max(120),
	type: z.string().trim().min(1).max(200),
	/** Of contracts with customers, or of those that the company pays; a template stays what it is. */
	direction: z.enum(['receivable', 'payable']).default('receivable'),
	/** Null: as the customer or the company has it; of the term: none. */
	terms: z.object({
		alignment: z.enum(['anniversary', 'contract', 'calendar', 'month_end']),
		timing: z.enum(['advance', 'arrears']),
		prorate: z.boolean(),
		paymentTermDays: z.number().int().min(0).max(365).nullable(),
		noticeDays: z.number().int().min(0).max(3650).nullable(),
		renewal: z.enum(['none', 'tacit', 'quote']),
		termMonths: z.number().int().min(1).max(1200).nullable(),
		access: z.enum(['none', 'upsell', 'upsell_and_downsell']),
	}),
	lines: z
		.array(
			z.object({
				productId: z.uuid().nullable(),
				planId: z.uuid().nullable(),
				description: z.string().trim().max(200),
				quantity: amount,
				/** Null: its product's own. */
				unit: z.string().trim().min(1).max(40).nullish(),
				/** In the company's currency; null: as the catalogue has it for the customer. */
				unitPrice: amount.nullable(),
				discountPercent: percentInput,
				/** Null for what is billed once. */
				interval: z
					.object({ unit: z.enum(['day', 'week', 'month', 'year']), count: z.number().int().min(1).max(1200) })
					.nullable(),
			}),
		)
		.max(200),
	payables: z.array(payable).max(50).default([]),
	/** What a contract begins with in the company's own fields. */
	own: ownInput,
	/** In their order; a language without a text of its own has the English one, or the first there is. */
	clauses: z.array(z.object({ en: text, ru: text, zh: text, vi: text })).max(50),
})

/** What is sold has no place on a contract that is paid, nor what is paid on one that is sold. */
export const templateInput = template
	.refine(({ direction, lines }) => direction === 'receivable' || lines.length === 0, { path: ['lines'] })
	.refine(({ direction, terms }) => direction === 'receivable' || terms.access === 'none', { path: ['terms'] })
	.refine(({ direction, payables }) => direction === 'payable' || payables.length === 0, { path: ['payables'] })

export type TemplateInput = z.input<typeof templateInput>
export type CheckedTemplate = z.output<typeof templateInput>

/** The clauses as one text, in a language as far as they are. */
export function clausesIn({ clauses }: Pick<CheckedTemplate, 'clauses'>, language: Language): string {
	return clauses
		.map((clause) => clause[language] || clause.en || clause.ru || clause.zh || clause.vi)
		.filter(Boolean)
		.join('\n\n')
}
