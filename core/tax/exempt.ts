import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { dayInput } from '../day-input.ts'
import { emit, nameActor } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

const exemptionInput = z
	.object({
		customerId: z.uuid(),
		/** Number of the certificate, or what else the authority gave. It stands in the reason of each line. */
		certificate: z.string().trim().min(1).max(120),
		country: z.union([z.literal(''), z.string().regex(/^[A-Z]{2}$/)]).default(''),
		region: z.string().trim().max(80).default(''),
		taxClass: z.string().trim().max(40).default(''),
		validFrom: dayInput,
		validTo: dayInput.nullish(),
	})
	.refine(({ country, region }) => region === '' || country !== '', { path: ['country'] })

export type ExemptCustomer = z.input<typeof exemptionInput>

/**
 * A customer pays no tax from a day on, by a certificate: what is billed from then on says so; what has been invoiced
 * stays. Refuses `input.invalid`, `not_found`, `tax.last_day`.
 */
export async function exemptCustomer(scope: Scope, input: ExemptCustomer): Promise<{ id: string }> {
	permit(scope, 'tax.write')
	const {
		customerId,
		certificate,
		country,
		region,
		taxClass,
		validFrom,
		validTo = null,
	} = checked(exemptionInput, input)
	if (validTo !== null && validTo < validFrom) refuse('tax.last_day', { earliestOn: validFrom })
	// A new version: an import that made the customer does not take away what somebody has built on.
	const [customer] = await scope.sql`
		update customer set version = version + 1, updated_at = ${scope.now}
		where id = ${customerId} and ${reach(scope).customer()} returning id`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const [exemption] = await scope.sql<{ id: string }[]>`
		insert into tax_exemption (customer_id, certificate, country, region, tax_class, valid_from, valid_to, recorded_by, recorded_at)
		values (${customerId}, ${certificate}, ${country}, ${region}, ${taxClass}, ${validFrom}, ${validTo},
			${nameActor(scope.actor)}, ${scope.now})
		returning id`
	if (!exemption) throw new Error('The exemption was not written')
	await emit(scope, {
		kind: 'tax_exemption.added',
		subject: { kind: 'tax_exemption', id: exemption.id },
		customerId,
		facts: { certificate, country, region, taxClass, validFrom, validTo },
	})
	return exemption
}

/**
 * Sets the last day of an exemption, not before yesterday, or takes one back that was recorded by mistake: it counts for
 * nothing that is billed from now on. Refuses `input.invalid`, `not_found`, `tax.last_day`.
 */
export async function endExemption(
	scope: Scope,
	{ id, customerId, validTo }: { id: string; customerId: string; validTo: string | null },
): Promise<void> {
	permit(scope, 'tax.write')
	if (validTo !== null && !dayInput.safeParse(validTo).success)
		refuse('input.invalid', { field: 'validTo', problem: 'invalid' })
	const [exemption] = await scope.sql<{ validFrom: string }[]>`
		select valid_from::text as "validFrom" from tax_exemption
		where id = ${id} and customer_id = ${customerId} and taken_back_at is null and ${reach(scope).customer('customer_id')}
		for update`
	if (!exemption) refuse('not_found', { noun: 'tax_exemption' })
	const subject = { kind: 'tax_exemption', id }
	if (validTo === null) {
		await scope.sql`update tax_exemption set taken_back_at = ${scope.now} where id = ${id}`
		await emit(scope, { kind: 'tax_exemption.taken_back', subject, customerId })
		return
	}
	const yesterday = scope.today.subtract({ days: 1 }).toString()
	const earliestOn = exemption.validFrom > yesterday ? exemption.validFrom : yesterday
	if (validTo < earliestOn) refuse('tax.last_day', { earliestOn })
	await scope.sql`update tax_exemption set valid_to = ${validTo} where id = ${id}`
	await emit(scope, { kind: 'tax_exemption.ended', subject, customerId, facts: { validTo } })
}
