import { createHash } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { recordAmendment } from '../amendment/record.ts'
import { formatDay } from '../calendar.ts'
import { type LockedContract, lockContract } from '../contract/lock.ts'
import { stateAfter } from '../contract/state.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type CoverableLine, readCoverable } from './plan-cover.ts'
import { instalmentsOf, mostInstalments, type PlannedInstalment, type PlanTerms } from './plan-terms.ts'

export type MakePlan = {
	contractId: string
	/** What it covers: lines that are billed once. */
	lineIds: readonly string[]
	label: string
	/** Each instalment is invoiced so many days before it is due. */
	issueDaysBefore: number
	terms: PlanTerms
	/** Of the preview that was looked at. */
	seen: string
}

/** Minor units. */
export type WeighedPlan = {
	currency: string
	totalMinor: bigint
	lines: CoverableLine[]
	instalments: PlannedInstalment[]
	seen: string
}

type Refusing = { currency: string; totalMinor: bigint }

/** What a plan would be. Refuses `not_found`, `collection_plan.nothing_to_cover` and what the terms are refused for. */
export async function previewPlan(scope: Scope, input: Omit<MakePlan, 'seen'>): Promise<WeighedPlan> {
	permit(scope, 'contract.amend')
	const [contract] = await scope.sql<{ currency: string }[]>`
		select currency from contract where id = ${input.contractId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	return await weigh(scope, input, contract.currency)
}

/**
 * Agrees that what is billed once on a contract is paid by instalments: from now on these are billed, and it is not billed whole.
 * An amendment of a contract in force, a part of a draft. Refuses `collection_plan.different` where it is not as `seen`.
 */
export async function makePlan(scope: Scope, input: MakePlan): Promise<{ id: string }> {
	permit(scope, 'contract.amend')
	const contract = await lockContract(scope, input.contractId)
	stateAfter(contract.activatedAt ? 'amend' : 'edit', contract)
	const weighed = await weigh(scope, input, contract.currency)
	if (weighed.seen !== input.seen) refuse('collection_plan.different', {})
	const { totalMinor, currency, lines, instalments } = weighed
	const facts = { amountMinor: String(totalMinor), currency }
	const sequence = await amendPlan(scope, contract, 'collection_plan.made', '', facts)
	const [plan] = await scope.sql<{ id: string }[]>`
		insert into collection_plan (contract_id, customer_id, currency, number, label, issue_days_before, made_sequence, created_at)
		select ${contract.id}, ${contract.customerId}, ${currency}, coalesce(max(number), 0) + 1, ${input.label.trim()},
			${input.issueDaysBefore}, ${sequence}, ${scope.now}
		from collection_plan where contract_id = ${contract.id} returning id`
	if (!plan) throw new Error('The plan was not written')
	await insertMany(
		scope.sql,
		'collection_plan_line',
		{
			...{ plan_id: 'uuid', contract_id: 'uuid', contract_line_id: 'uuid' },
			...{ net_minor: 'bigint', tax_minor: 'bigint', tax_percent: 'numeric' },
		} as const,
		lines.map((line) => ({
			...{ plan_id: plan.id, contract_id: contract.id, contract_line_id: line.lineId },
			...{ net_minor: line.netMinor, tax_minor: line.taxMinor, tax_percent: line.taxPercent },
		})),
	)
	const place = {
		planId: plan.id,
		contractId: contract.id,
		sequence,
		issueDaysBefore: input.issueDaysBefore,
		serial: 0,
	}
	await writeInstalments(scope, place, instalments)
	return plan
}

async function weigh(scope: Scope, input: Omit<MakePlan, 'seen'>, currency: string): Promise<WeighedPlan> {
	const { issueDaysBefore, label } = input
	if (!Number.isInteger(issueDaysBefore) || issueDaysBefore < 0 || issueDaysBefore > 366)
		refuse('input.invalid', { field: 'issueDaysBefore', problem: 'out_of_range' })
	if (label.trim().length > 80) refuse('input.invalid', { field: 'label', problem: 'too_big' })
	const lines = await readCoverable(scope, input.contractId, input.lineIds)
	if (lines.length === 0 || lines.length !== new Set(input.lineIds).size) refuse('collection_plan.nothing_to_cover', {})
	const totalMinor = lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
	const instalments = instalmentsFor(input.terms, { totalMinor, currency })
	const seen = fingerprint([lines, instalments, issueDaysBefore, label.trim()])
	return { currency, totalMinor, lines, instalments, seen }
}

/** The instalments of a sum, or why there are none. */
export function instalmentsFor(terms: PlanTerms, { totalMinor, currency }: Refusing): PlannedInstalment[] {
	const made = instalmentsOf(terms, totalMinor)
	if (!('problem' in made)) {
		if (made.some(({ label }) => label.length > 80)) refuse('input.invalid', { field: 'label', problem: 'too_big' })
		return made
	}
	switch (made.problem) {
		case 'none':
			return refuse('collection_plan.no_instalments', {})
		case 'too_many':
			return refuse('collection_plan.too_many', { most: mostInstalments })
		case 'too_small':
			return refuse('collection_plan.too_small', {})
		case 'not_hundred':
			return refuse('collection_plan.not_hundred', {})
		case 'not_total':
			return refuse('collection_plan.not_total', { sumMinor: made.sumMinor, totalMinor, currency })
	}
}

/** SHA-256 over what was shown, in hex. */
export function fingerprint(shown: unknown): string {
	const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
	return createHash('sha256').update(JSON.stringify(shown, plain)).digest('hex')
}

type PlanEvent = `collection_plan.${'made' | 'rescheduled' | 'given_up' | 'taken_back'}`

/** Writes down what becomes of a plan: an amendment of a contract in force; of a draft only that it happened. Answers its sequence. */
export async function amendPlan(
	scope: Scope,
	contract: LockedContract,
	kind: PlanEvent,
	reason: string,
	facts: Record<string, unknown>,
): Promise<number> {
	if (contract.activatedAt)
		return await recordAmendment(scope, contract, {
			...{ kind: 'collection_plan', effectiveOn: scope.today.toString(), reason, plan: { kind, facts } },
		})
	await emit(scope, {
		...{ kind, subject: { kind: 'contract', id: contract.id } },
		...{ customerId: contract.customerId, contractId: contract.id },
		facts: { ...facts, reason },
	})
	return 1
}

type Place = { planId: string; contractId: string; sequence: number; issueDaysBefore: number; serial: number }

/** `serial`: the last one that is taken. */
export async function writeInstalments(
	scope: Scope,
	place: Place,
	instalments: readonly PlannedInstalment[],
): Promise<void> {
	await insertMany(
		scope.sql,
		'instalment',
		{
			...{ plan_id: 'uuid', contract_id: 'uuid', serial: 'integer', down_payment: 'boolean', label: 'text' },
			...{ due_on: 'date', issue_on: 'date', amount_minor: 'bigint', sequence: 'integer' },
		} as const,
		instalments.map(({ dueOn, amountMinor, label, downPayment }, index) => ({
			...{ plan_id: place.planId, contract_id: place.contractId, serial: place.serial + 1 + index },
			...{ down_payment: downPayment, label, due_on: formatDay(dueOn) },
			...{ issue_on: formatDay(dueOn - place.issueDaysBefore), amount_minor: amountMinor, sequence: place.sequence },
		})),
	)
}
