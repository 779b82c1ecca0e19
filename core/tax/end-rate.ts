import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const endInput = z.object({ id: z.uuid(), validTo: dayInput })

/**
 * Sets the last day of a rate. What has been invoiced stays. Not before yesterday: what is to be billed is taxed as of the
 * day it is billed, so an earlier one would say what never was. Refuses `input.invalid`, `not_found`, `tax.last_day`,
 * `tax.rate_over`.
 */
export async function endTaxRate(scope: Scope, input: z.input<typeof endInput>): Promise<void> {
	permit(scope, 'tax.write')
	const read = endInput.safeParse(input)
	if (!read.success) refuse('input.invalid', { field: 'validTo', problem: read.error.issues[0]?.code ?? 'invalid' })
	const { id, validTo } = read.data
	const rate = await lockRate(scope, id)
	const yesterday = scope.today.subtract({ days: 1 }).toString()
	if (rate.validTo !== null && rate.validTo < yesterday) refuse('tax.rate_over', { endedOn: rate.validTo })
	const earliestOn = rate.validFrom > yesterday ? rate.validFrom : yesterday
	if (validTo < earliestOn) refuse('tax.last_day', { earliestOn })
	await scope.sql`update tax_rate set valid_to = ${validTo} where id = ${id}`
	const facts = { country: rate.country, region: rate.region, taxClass: rate.taxClass, validTo }
	await emit(scope, { kind: 'tax_rate.ended', subject: { kind: 'tax_rate', id }, facts })
}

/** Takes out a rate that has not begun. Refuses `not_found`, `tax.rate_over` when it has. */
export async function removeTaxRate(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'tax.write')
	const rate = await lockRate(scope, id)
	if (rate.validFrom <= scope.today.toString()) refuse('tax.rate_over', { endedOn: rate.validFrom })
	await scope.sql`delete from tax_rate where id = ${id}`
	await emit(scope, { kind: 'tax_rate.removed', subject: { kind: 'tax_rate', id }, facts: rate })
}

type Locked = { country: string; region: string; taxClass: string; validFrom: string; validTo: string | null }

async function lockRate(scope: Scope, id: string): Promise<Locked> {
	const [rate] = await scope.sql<Locked[]>`
		select country, region, tax_class as "taxClass", valid_from::text as "validFrom", valid_to::text as "validTo"
		from tax_rate where id = ${id} for update`
	if (!rate) refuse('not_found', { noun: 'tax_rate' })
	return rate
}
