import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const rateInput = z.object({
	country: z.string().regex(/^[A-Z]{2}$/),
	region: z.string().trim().max(80).default(''),
	taxClass: z.string().trim().min(1).max(40).default('standard'),
	label: z.string().trim().min(1).max(40),
	percent: z.string().regex(/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/),
	validFrom: dayInput,
})

export type AddTaxRate = z.input<typeof rateInput>

/** A rate of a place from a day on. Refuses `input.invalid`. */
export async function addTaxRate(scope: Scope, input: AddTaxRate): Promise<void> {
	permit(scope, 'company.write')
	const read = rateInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const rate = read.data
	await scope.sql`
		insert into tax_rate (country, region, tax_class, label, percent, valid_from)
		values (${rate.country}, ${rate.region}, ${rate.taxClass}, ${rate.label}, ${rate.percent}, ${rate.validFrom})
		on conflict (country, region, tax_class, valid_from) do update set percent = excluded.percent, label = excluded.label`
}
