import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { DraftLine } from '#core/contract/find-draft.ts'
import type { OwnField } from '#core/own-field/own-field.ts'
import type { ListedProduct } from '#core/product/list.ts'
import type { Template } from '#core/template/find.ts'
import type { TemplateInput } from '#core/template/template.ts'
import { tickField } from '#portal/form-fields.ts'
import { linesPosted } from '../contract-form.ts'
import { ownGiven, ownPosted } from '../own/posted.ts'
import { cycles, intervals } from '../payable/plan.tsx'
import { quoteForm } from '../quote-form.ts'
import { typedFigure } from '../typed-figure.ts'

const text = z.string().max(10_000).default('')
const clauseForm = z.object({ en: text, ru: text, zh: text, vi: text })
export type ClauseRow = z.output<typeof clauseForm>

const payableForm = z
	.object({
		description: z.string().trim().max(200).default(''),
		amount: typedFigure.optional(),
		every: z.enum(cycles).default('month'),
		afterDays: z.coerce.number().int().min(0).max(3650).default(0),
		arrears: tickField,
	})
	.superRefine(({ description, amount }, { addIssue }) => {
		for (const [field, other] of [
			['description', amount],
			['amount', description],
		] as const)
			if (other && !(field === 'amount' ? amount : description))
				addIssue({ code: 'too_small', origin: 'string', minimum: 1, input: '', path: [field] })
	})

/** A template as its form posts it: rows that are left empty are not kept. */
export const templateForm = quoteForm
	.pick({
		...{ alignment: true, timing: true, prorate: true, paymentTermDays: true, noticeDays: true },
		...{ renewal: true, access: true, termMonths: true, version: true, lines: true },
	})
	.extend({
		name: z.string().trim().min(1).max(120),
		type: z.string().trim().min(1).max(200),
		own: ownPosted,
		direction: z.enum(['receivable', 'payable']).default('receivable'),
		payables: z.array(payableForm).max(60).default([]),
		clauses: z.array(clauseForm).max(60).default([]),
		retired: tickField,
	})

/** What core is told. A price that is not typed stays the catalogue's. */
export function templateOf(
	posted: z.output<typeof templateForm>,
	products: readonly ListedProduct[],
	fields: readonly OwnField[],
): TemplateInput & { version: number; retired: boolean } {
	const { name, type, version, retired, lines, clauses, prorate, paymentTermDays, noticeDays, termMonths } = posted
	const { alignment, timing, renewal, access, direction, payables } = posted
	return {
		...{ name, type, direction, version, retired },
		payables: payables.flatMap(({ amount, every, ...part }) =>
			amount ? [{ ...part, amount, interval: intervals[every] }] : [],
		),
		own: ownGiven(fields, posted.own),
		terms: {
			...{ alignment, timing, renewal, access },
			prorate: prorate === 'on',
			paymentTermDays: paymentTermDays ?? null,
			noticeDays: noticeDays ?? null,
			termMonths: termMonths ?? null,
		},
		lines: linesPosted(lines, products).map(({ read, typed }) => ({
			productId: read.productId ?? null,
			planId: read.planId ?? null,
			description: typed.description,
			quantity: read.quantity,
			unitPrice: typed.unitPrice ?? null,
			unit: read.unit ?? null,
			discountPercent: read.discountPercent ?? '0',
			interval: read.interval,
		})),
		clauses: clauses.filter((clause) => Object.values(clause).some((one) => one.trim() !== '')),
	}
}

/** The lines of a template as rows of a form take them; prices of another currency are left to the catalogue. */
export function linesFrom({ lines }: Pick<Template, 'lines'>, isOwnCurrency: boolean): DraftLine[] {
	return lines.map(({ unitPrice, interval, ...line }, index) => ({
		...line,
		unit: line.unit ?? null,
		id: String(index),
		productName: line.description,
		unitPrice: isOwnCurrency ? (unitPrice ?? '') : '',
		intervalUnit: interval?.unit ?? null,
		intervalCount: interval?.count ?? null,
		...{ taxClass: 'standard', factoryNumber: '', model: '', serialNumber: '' },
		...{ startsOn: null, endsOn: null, discountPeriods: null, discountUntil: null },
	}))
}

const spareClauses = 2
const empty: ClauseRow = { en: '', ru: '', zh: '', vi: '' }

/** As they were posted, or as they are, and some empty ones. */
export function clauseRows(answer: SubmissionResult<string[]> | undefined, present: readonly ClauseRow[]): ClauseRow[] {
	const posted = answer?.initialValue?.clauses
	const rows = Array.isArray(posted) ? posted.map((row) => ({ ...empty, ...(row as Partial<ClauseRow>) })) : present
	const filled = rows.filter((row) => Object.values(row).some(Boolean))
	return [...filled, ...Array.from({ length: spareClauses }, () => empty)]
}
