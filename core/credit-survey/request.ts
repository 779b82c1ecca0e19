import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { about, who } from './lock.ts'
import { surveyedStates } from './state.ts'

/** With a contract that is not in force yet, or before there is one: then what is to be sold, where it is known. */
export type RequestSurvey = { note: string } & (
	| { contractId: string }
	| { customerId: string; amountMinor: bigint | null; months: number | null }
)

/** Asks for a survey. Refuses `not_found`, `survey.contract_in_force`, `survey.under_way`, `input.invalid`. */
export async function requestSurvey(scope: Scope, input: RequestSurvey): Promise<{ id: string }> {
	permit(scope, 'survey.request')
	const { sql, now } = scope
	const note = input.note.trim()
	if (note.length > 2000) refuse('input.invalid', { field: 'note', problem: 'too_big' })
	const of = 'contractId' in input ? await ofContract(scope, input.contractId) : await ofCustomer(scope, input)
	const [written] = await sql<{ id: string }[]>`
		insert into credit_survey (customer_id, contract_id, currency, amount_minor, months, note, requested_by, requested_at)
		values (${of.customerId}, ${of.contractId}, ${of.currency}, ${of.amountMinor}, ${of.months}, ${note}, ${who(scope)}, ${now})
		on conflict do nothing returning id`
	if (!written) return refuse('survey.under_way', {})
	await emit(scope, { kind: 'survey.requested', ...about({ ...of, ...written }), facts: { note } })
	return written
}

type Of = {
	customerId: string
	contractId: string | null
	currency: string
	amountMinor: bigint | null
	months: number | null
}

async function ofContract(scope: Scope, contractId: string): Promise<Of> {
	const [contract] = await scope.sql<{ customerId: string; currency: string; state: string; number: string }[]>`
		select customer_id as "customerId", currency, state, number from contract
		where id = ${contractId} and ${reach(scope).contract()} for share`
	if (!contract) return refuse('not_found', { noun: 'contract' })
	const { customerId, currency, state, number } = contract
	if (!surveyedStates.some((one) => one === state)) refuse('survey.contract_in_force', { number })
	return { customerId, contractId, currency, amountMinor: null, months: null }
}

async function ofCustomer(
	scope: Scope,
	{ customerId, amountMinor, months }: Extract<RequestSurvey, { customerId: string }>,
): Promise<Of> {
	const [customer] = await scope.sql<{ currency: string }[]>`
		select currency from customer where id = ${customerId} and ${reach(scope).customer()}`
	if (!customer) return refuse('not_found', { noun: 'customer' })
	if (amountMinor !== null && amountMinor <= 0n) refuse('input.invalid', { field: 'amount', problem: 'too_small' })
	if (months !== null && (months < 1 || months > 600)) refuse('input.invalid', { field: 'months', problem: 'invalid' })
	if (months !== null && amountMinor === null) refuse('input.invalid', { field: 'amount', problem: 'missing' })
	return { customerId, contractId: null, currency: customer.currency, amountMinor, months }
}
