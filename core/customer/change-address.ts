import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit, nameActor } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { customerInput, refuseWrongVatNumber } from './input.ts'
import { type Party, writeParties } from './write.ts'

const address = customerInput
	.pick({ street: true, postalCode: true, city: true, region: true, country: true, taxNumber: true })
	.extend({ name: customerInput.shape.name, street: z.string().trim().min(1).max(200), effectiveOn: dayInput })

/** `seenId`: the address the person saw, so that two people do not change it past each other. */
export type ChangeAddress = z.input<typeof address> & { customerId: string; seenId: string }

/** How far ahead a move may be told, in days. */
const daysAhead = 366

/**
 * Gives a customer a new billing name and address from a day on: today at once, a later day when it comes. What is billed
 * from that day on carries it and is taxed by it; what has been issued keeps the one it was issued with. A change that
 * waits gives way to this one. What a customer's people say of their country and tax number lowers no tax before staff
 * have checked it (check-tax.ts). Refuses `input.invalid`, `not_found`, `changed_meanwhile`, `customer.address_day`,
 * `customer.vat_number_wrong`.
 */
export async function changeAddress(scope: Scope, input: ChangeAddress): Promise<{ id: string; waits: boolean }> {
	permit(scope, 'account.write')
	const wanted = checkAddress(scope, input)
	const [now] = await scope.sql<(Party & { id: string })[]>`
		select party.id, party.name, party.street, party.postal_code as "postalCode", party.city, party.region, party.country,
			party.tax_number as "taxNumber", party.registration_number as "registrationNumber", party.email, party.phone
		from customer join billing_party as party on party.id = customer.billing_party_id
		where customer.id = ${input.customerId} and ${reach(scope).customer()} for update of customer`
	if (!now) refuse('not_found', { noun: 'customer' })
	if (now.id !== input.seenId) refuse('changed_meanwhile', { noun: 'customer' })
	const { effectiveOn, ...fields } = wanted
	const [partyId] = await writeParties(scope, [{ ...now, ...fields }])
	if (!partyId) throw new Error('The address was not written')
	await withdrawWaiting(scope, input.customerId)
	const waits = effectiveOn > scope.today.toString()
	const [change] = await scope.sql<{ id: string }[]>`
		insert into address_change (customer_id, billing_party_id, effective_on, requested_by, requested_at)
		values (${input.customerId}, ${partyId}, ${effectiveOn}, ${nameActor(scope.actor)}, ${scope.now})
		returning id`
	if (!change) throw new Error('The change of address was not written')
	await emit(scope, {
		kind: 'customer.address_changed',
		subject: { kind: 'customer', id: input.customerId },
		customerId: input.customerId,
		facts: { effectiveOn, country: wanted.country },
	})
	await askToCheck(scope, input.customerId, wanted)
	await queueEffect(scope, {
		kind: 'mail',
		key: `address-changed:${change.id}`,
		payload: { letter: 'address-changed', addressChangeId: change.id },
	})
	if (!waits) await applyAddressChanges(scope)
	return { id: change.id, waits }
}

/** Staff learn of a country or tax number that somebody of the customer gives and nobody has checked. */
async function askToCheck(scope: Scope, customerId: string, { country, region, taxNumber }: z.output<typeof address>) {
	if (scope.actor.kind !== 'contact') return
	const [known] = await scope.sql`
		select from customer join billing_party as party on party.id = coalesce(taxed_as_id, billing_party_id)
		where customer.id = ${customerId} and party.country = ${country} and party.region = ${region}
			and party.tax_number = ${taxNumber}`
	if (known) return
	const text = [region, country, taxNumber].filter(Boolean).join(', ')
	const subject = { kind: 'customer', id: customerId } as const
	await emit(scope, { kind: 'customer.tax_details_given', subject, customerId, facts: { text } })
}

function checkAddress(scope: Scope, input: ChangeAddress): z.output<typeof address> {
	const read = address.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const lastOn = scope.today.add({ days: daysAhead }).toString()
	refuseWrongVatNumber(read.data)
	const { effectiveOn } = read.data
	if (effectiveOn < scope.today.toString() || effectiveOn > lastOn) refuse('customer.address_day', { lastOn })
	return read.data
}

/** Takes back a change of address that waits for its day. Refuses `not_found` when none waits. */
export async function withdrawAddressChange(scope: Scope, { customerId }: { customerId: string }): Promise<void> {
	permit(scope, 'account.write')
	const [reached] = await scope.sql`
		select from customer where id = ${customerId} and ${reach(scope).customer()} for update`
	if (!reached || (await withdrawWaiting(scope, customerId)) === 0) refuse('not_found', { noun: 'address_change' })
	await emit(scope, {
		kind: 'customer.address_change_withdrawn',
		subject: { kind: 'customer', id: customerId },
		customerId,
	})
}

async function withdrawWaiting(scope: Scope, customerId: string): Promise<number> {
	const withdrawn = await scope.sql`
		update address_change set withdrawn_at = ${scope.now}
		where customer_id = ${customerId} and applied_at is null and withdrawn_at is null`
	return withdrawn.count
}

/** Makes every address whose day has come its customer's own. The invoice run begins with it; again changes nothing. */
export async function applyAddressChanges(scope: Scope): Promise<number> {
	const applied = await scope.sql`
		with due as (
			select id, customer_id, billing_party_id, requested_by like 'contact:%' and checked_at is null as unchecked
			from address_change
			where effective_on <= ${scope.today} and applied_at is null and withdrawn_at is null
			order by customer_id for update
		), marked as (
			update address_change set applied_at = ${scope.now} from due where address_change.id = due.id
		)
		update customer set billing_party_id = due.billing_party_id, version = version + 1, updated_at = ${scope.now},
			taxed_as_id = case when due.unchecked
				and (party.country, party.region, party.tax_number) <> (known.country, known.region, known.tax_number)
				then known.id end
		from due join billing_party as party on party.id = due.billing_party_id, billing_party as known
		where customer.id = due.customer_id and known.id = coalesce(customer.taxed_as_id, customer.billing_party_id)`
	return applied.count
}
