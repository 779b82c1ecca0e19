import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const rateInput = z.object({
	country: z.string().regex(/^[A-Z]{2}$/),
	region: z.string().trim().max(80).default(''),
	taxClass: z.string().trim().min(1).max(40).default('standard'),
	label: z.string().trim().min(1).max(40),
	percent: z.string().regex(/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/),
	validFrom: dayInput,
	/** The last day; without one it counts until another begins. */
	validTo: dayInput.nullish(),
	/** Prices of the class include the tax. The first rate of a class says it for all. */
	included: z.boolean().default(false),
})

export type AddTaxRate = z.input<typeof rateInput>

/**
 * A rate of a place from a day on. The latest that has begun counts; one with a last day gives way again to the one
 * before it. Refuses `input.invalid`, `tax.last_day`, `tax.rate_known`, `tax.class_mixed`,
 * `tax.class_sold`.
 */
export async function addTaxRate(scope: Scope, input: AddTaxRate): Promise<{ id: string }> {
	permit(scope, 'tax.write')
	const { country, region, taxClass, label, percent, validFrom, validTo = null, included } = checked(rateInput, input)
	if (validTo !== null && validTo < validFrom) refuse('tax.last_day', { earliestOn: validFrom })
	await refuseMixed(scope, taxClass, included)
	const [rate] = await scope.sql<{ id: string }[]>`
		insert into tax_rate (country, region, tax_class, label, percent, valid_from, valid_to, included)
		values (${country}, ${region}, ${taxClass}, ${label}, ${percent}, ${validFrom}, ${validTo}, ${included})
		on conflict (country, region, tax_class, valid_from) do nothing returning id`
	if (!rate) refuse('tax.rate_known', { validFromOn: validFrom })
	await emit(scope, {
		kind: 'tax_rate.added',
		subject: { kind: 'tax_rate', id: rate.id },
		facts: { country, region, taxClass, label, percent, validFrom, validTo, included },
	})
	return rate
}

async function refuseMixed({ sql }: Scope, taxClass: string, included: boolean): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`tax_class ${taxClass}`}, 0))`
	const [other] = await sql`select from tax_rate where tax_class = ${taxClass} and included <> ${included} limit 1`
	if (other) refuse('tax.class_mixed', { taxClass })
	if (!included) return
	const [sold] = await sql`
		select from contract_line where tax_class = ${taxClass} and tax_within is null
		union all select from quote_line where tax_class = ${taxClass}
			and not exists (select from tax_rate where tax_class = ${taxClass}) limit 1`
	if (sold) refuse('tax.class_sold', { taxClass })
}
