import type { Scope } from '../act.ts'
import { findParty } from '../guarantor/find-party.ts'
import { refuse } from '../refusal.ts'
import { type Answers, guarantorPlaces } from './form.ts'
import type { LockedSurvey } from './lock.ts'

/**
 * Ties the guarantors named in a survey to the parties that they are. Refuses `survey.customer_unknown`,
 * `survey.guarantor_self`, `survey.guarantor_twice`, `survey.limit_zero`.
 */
export async function linkGuarantors(
	scope: Scope,
	{ id, customerId }: Pick<LockedSurvey, 'id' | 'customerId'>,
	answers: Answers,
): Promise<void> {
	const { sql } = scope
	const before = await sql<{ place: number; guarantorId: string }[]>`
		delete from credit_survey_guarantor where survey_id = ${id} returning place, guarantor_id as "guarantorId"`
	const linked = new Set<string>()
	for (const [index, place] of guarantorPlaces.entries()) {
		const said = (name: string) => answers[`${place}.${name}`] ?? ''
		const name = said('name')
		if (name === '') continue
		if (said('limit') === '0') refuse('survey.limit_zero', { name })
		const [party, known] = [
			{ name, phone: said('phone'), address: said('address'), identityNumber: said('identityNumber') },
			before.find((one) => one.place === index + 1)?.guarantorId,
		]
		const found = await findParty(scope, { ...party, customerNumber: said('customerNumber'), known })
		if (found.customerId === customerId) refuse('survey.guarantor_self', { place })
		if (linked.has(found.id)) refuse('survey.guarantor_twice', { place, name })
		linked.add(found.id)
		await sql`
			insert into credit_survey_guarantor (survey_id, place, guarantor_id) values (${id}, ${index + 1}, ${found.id})`
	}
	// Who was only typed, and stands good for nothing, is nobody.
	await sql`
		delete from guarantor where id = any(${before.map(({ guarantorId }) => guarantorId)}::uuid[])
			and num_nonnulls(customer_id, contact_id) = 0
			and not exists (select from guarantee where guarantor_id = guarantor.id)
			and not exists (select from credit_survey_guarantor where guarantor_id = guarantor.id)`
}
