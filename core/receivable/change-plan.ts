import type { Scope } from '../act.ts'
import { asDecided, permitDecided } from '../approval/decided.ts'
import { type LockedContract, lockContract } from '../contract/lock.ts'
import { stateAfter } from '../contract/state.ts'
import { voidInvoice } from '../credit-note/void-invoice.ts'
import { billTogether } from '../invoice/bill-together.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { amendPlan, fingerprint, instalmentsFor, writeInstalments } from './make-plan.ts'
import type { PlannedInstalment, PlanTerms } from './plan-terms.ts'

export type Reschedule = {
	planId: string
	terms: PlanTerms
	reason: string
	/** Invoices of its instalments that are not paid: taken back by credit notes, and what they asked for is rescheduled too. */
	rollIn: readonly string[]
	/** Of the preview that was looked at. */
	seen: string
}

type OpenInstalment = { id: string; dueOn: string; amountMinor: bigint; label: string; downPayment: boolean }
type RolledIn = { id: string; number: string; dueOn: string; totalMinor: bigint; openMinor: bigint }

/** Minor units; days ISO. */
export type WeighedReschedule = {
	contractId: string
	plan: { number: number; label: string }
	currency: string
	/** What was to be invoiced, and what is instead. */
	before: OpenInstalment[]
	after: PlannedInstalment[]
	/** What is taken back for it; money that had come goes to the customer's other invoices, or stays theirs. */
	rolledIn: RolledIn[]
	totalMinor: bigint
	seen: string
}

/** What a reschedule would do. Refuses `not_found`, `collection_plan.nothing_left` and what the terms are refused for. */
export async function previewReschedule(scope: Scope, input: Omit<Reschedule, 'seen'>): Promise<WeighedReschedule> {
	permit(scope, 'contract.amend')
	const plan = await readPlan(scope, input.planId)
	return await weigh(scope, plan, input)
}

/**
 * Puts other instalments in the place of those that are not invoiced, an amendment of the contract. Refuses what
 * `previewReschedule` does, `collection_plan.different` where it is not as `seen`, and of what is rolled in what `voidInvoice` refuses.
 */
export async function reschedulePlan(
	scope: Scope,
	input: Reschedule,
): Promise<{ contractId: string; sequence: number }> {
	permit(scope, 'contract.amend')
	permitDecided(scope, 'reschedule')
	const reason = input.reason.trim()
	if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	const { plan, contract } = await lockPlan(scope, input.planId)
	const weighed = await weigh(scope, plan, input)
	if (weighed.seen !== input.seen) refuse('collection_plan.different', {})
	for (const { id } of weighed.rolledIn) await voidInvoice(asDecided(scope, 'credit_note'), { id, reason, again: true })
	const facts = { amountMinor: String(weighed.totalMinor), currency: plan.currency }
	const sequence = await amendPlan(scope, contract, 'collection_plan.rescheduled', reason, facts)
	await dropOpen(scope, contract, plan.id, sequence)
	const place = { planId: plan.id, contractId: contract.id, sequence, issueDaysBefore: plan.issueDaysBefore }
	await writeInstalments(scope, { ...place, serial: plan.serial }, weighed.after)
	return { contractId: contract.id, sequence }
}

/** What is asked for no more; minor units. `owedMinor`: open of what is invoiced, which stays owed. */
export type WeighedRest = Pick<WeighedReschedule, 'contractId' | 'plan' | 'currency'> & {
	dropped: OpenInstalment[]
	restMinor: bigint
	owedMinor: bigint
	seen: string
}

/** What giving up the rest of a plan would do. Refuses `not_found`, `collection_plan.nothing_left`. */
export async function previewGiveUp(scope: Scope, input: { planId: string }): Promise<WeighedRest> {
	permit(scope, 'invoice.write_off')
	return await weighRest(scope, await readPlan(scope, input.planId))
}

/**
 * Asks no more for what is not invoiced. Refuses `not_found`, `collection_plan.nothing_left`, and `collection_plan.different`
 * where it is not as `seen`.
 */
export async function giveUpRest(
	scope: Scope,
	input: { planId: string; reason: string; seen: string },
): Promise<{ contractId: string }> {
	permit(scope, 'invoice.write_off')
	permitDecided(scope, 'plan_rest')
	const reason = input.reason.trim()
	if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	const { plan, contract } = await lockPlan(scope, input.planId)
	const { restMinor, seen } = await weighRest(scope, plan)
	if (seen !== input.seen) refuse('collection_plan.different', {})
	const facts = { amountMinor: String(restMinor), currency: plan.currency }
	const sequence = await amendPlan(scope, contract, 'collection_plan.given_up', reason, facts)
	await dropOpen(scope, contract, plan.id, sequence)
	await scope.sql`update collection_plan set given_up_minor = given_up_minor + ${restMinor} where id = ${plan.id}`
	return { contractId: contract.id }
}

export type TakeBackPlan = {
	planId: string
	/** Of a contract in force it says why. */
	reason?: string
	/** Of a contract in force: of the preview that was looked at. */
	seen?: string
}

/** What taking a plan back would do: nothing is in its place. Refuses `not_found`, `collection_plan.invoiced`. */
export async function previewTakeBack(scope: Scope, { planId }: { planId: string }): Promise<WeighedReschedule> {
	permit(scope, 'contract.amend')
	const { id, contractId, number, label, currency } = await readPlan(scope, planId)
	await refuseInvoiced(scope, id)
	const before = await readOpen(scope, id)
	const told = { contractId, plan: { number, label }, currency, before, after: [], rolledIn: [] }
	return { ...told, totalMinor: sumOf(before), seen: fingerprint(['taken back', before]) }
}

/**
 * Takes a plan back while nothing of it is invoiced: what it covered is billed whole again, or by another plan. Of a contract in force that
 * is other days for what was agreed, and decided as a reschedule is; a draft's goes at once. Refuses `not_found`, `not_permitted`,
 * `collection_plan.invoiced`, what a contract's state does not let, and of a contract in force `input.invalid` without a reason and `collection_plan.different` where it is
 * not as `seen`.
 */
export async function takeBackPlan(
	scope: Scope,
	input: TakeBackPlan,
): Promise<{ contractId: string; sequence: number }> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	const { plan, contract } = await lockPlan(scope, input.planId)
	const reason = (input.reason ?? '').trim()
	if (contract.activatedAt) {
		permitDecided(scope, 'reschedule')
		if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
		if ((await previewTakeBack(scope, input)).seen !== input.seen) refuse('collection_plan.different', {})
	} else {
		stateAfter('edit', contract)
		await refuseInvoiced(scope, plan.id)
	}
	const sequence = await amendPlan(scope, contract, 'collection_plan.taken_back', reason, {})
	if (!contract.activatedAt) {
		await sql`delete from collection_plan where id = ${plan.id}`
		return { contractId: contract.id, sequence }
	}
	await dropOpen(scope, contract, plan.id, sequence)
	await sql`update collection_plan_line set covered = false where plan_id = ${plan.id}`
	await sql`update collection_plan set taken_back_sequence = ${sequence} where id = ${plan.id}`
	// What was covered fell due on its own day, which may lie behind: the run goes through it once more.
	await sql`
		update contract_billing set next_due_on = least(next_due_on, first.on), billed_through = least(billed_through, first.on - 1),
			bill_again_from = least(bill_again_from, first.on)
		from (
			select min(state.starts_on) as on from collection_plan_line as part
				join contract_line_state as state on state.contract_line_id = part.contract_line_id where part.plan_id = ${plan.id}
		) as first
		where contract_id = ${contract.id}`
	return { contractId: contract.id, sequence }
}

/** Invoices instalments today instead of on their day, all that are left where none is named. Answers the ids of the invoices. */
export async function issueInstalments(
	scope: Scope,
	input: { planId: string; instalmentIds?: readonly string[] },
): Promise<{ contractId: string; invoiceIds: string[] }> {
	// A customer who pays ahead has the invoices made; what they owe does not grow by it.
	permit(scope, scope.actor.kind === 'staff' ? 'invoice.run' : 'payment.start')
	const { sql, today } = scope
	const { plan, contract } = await lockPlan(scope, input.planId)
	if (!contract.activatedAt) stateAfter('amend', contract)
	const ids = input.instalmentIds ?? (await readOpen(scope, plan.id)).map(({ id }) => id)
	const asked = await sql<{ id: string }[]>`
		update instalment set issue_on = least(issue_on, ${today}::date)
		where plan_id = ${plan.id} and id = any(${[...ids]}::uuid[]) and dropped_sequence is null and not is_invoiced(id) returning id`
	if (asked.length === 0) refuse('collection_plan.nothing_left', {})
	await sql`
		update contract_billing set next_due_on = least(next_due_on, ${today}::date), billed_through = least(billed_through, ${today}::date - 1),
			bill_again_from = case when billed_through >= ${today}::date then least(bill_again_from, ${today}::date) else bill_again_from end
		where contract_id = ${contract.id}`
	await billTogether(scope, [contract.id], { joined: false })
	const issued = await sql<{ id: string }[]>`
		select distinct invoice_id as id from invoice_line
		where instalment_id = any(${asked.map(({ id }) => id)}::uuid[]) and not released`
	return { contractId: contract.id, invoiceIds: issued.map(({ id }) => id) }
}

type Plan = {
	id: string
	contractId: string
	number: number
	label: string
	currency: string
	issueDaysBefore: number
	serial: number
}

async function readPlan({ sql, ...scope }: Scope, id: string): Promise<Plan> {
	const [plan] = await sql<Plan[]>`
		select plan.id, plan.contract_id as "contractId", plan.number, plan.label, plan.currency, issue_days_before as "issueDaysBefore",
			(select coalesce(max(serial), 0) from instalment where plan_id = plan.id) as serial
		from collection_plan as plan join contract on contract.id = plan.contract_id
		where plan.id = ${id} and taken_back_sequence is null and ${reach({ sql, ...scope }).contract()}`
	if (!plan) refuse('not_found', { noun: 'collection_plan' })
	return plan
}

/** Plans are locked with their contract. */
async function lockPlan(scope: Scope, id: string): Promise<{ plan: Plan; contract: LockedContract }> {
	const { contractId } = await readPlan(scope, id)
	const contract = await lockContract(scope, contractId)
	return { plan: await readPlan(scope, id), contract }
}

async function readOpen({ sql }: Scope, planId: string): Promise<OpenInstalment[]> {
	return await sql<OpenInstalment[]>`
		select id, due_on::text as "dueOn", amount_minor as "amountMinor", label, down_payment as "downPayment" from instalment
		where plan_id = ${planId} and dropped_sequence is null and not is_invoiced(id) order by due_on, serial`
}

async function refuseInvoiced({ sql }: Scope, planId: string): Promise<void> {
	const [billed] = await sql<{ number: string }[]>`
		select invoice.number from instalment join invoice_line as line on line.instalment_id = instalment.id and not line.released
			join invoice on invoice.id = line.invoice_id where instalment.plan_id = ${planId} limit 1`
	if (billed) refuse('collection_plan.invoiced', billed)
}

async function readRolledIn({ sql }: Scope, planId: string, ids: readonly string[]): Promise<RolledIn[]> {
	if (ids.length === 0) return []
	const found = await sql<RolledIn[]>`
		select id, number, due_on::text as "dueOn", total_minor as "totalMinor", total_minor - settled_minor as "openMinor" from invoice
		where id = any(${[...ids]}::uuid[]) and kind = 'invoice' and state = 'issued' and settled_minor < total_minor and exists (
			select from invoice_line as line join instalment on instalment.id = line.instalment_id
			where line.invoice_id = invoice.id and instalment.plan_id = ${planId} and not line.released
		) order by due_on, id`
	if (found.length !== new Set(ids).size) refuse('collection_plan.different', {})
	return found
}

async function weigh(
	scope: Scope,
	{ id, contractId, number, label, currency }: Plan,
	{ terms, rollIn }: Pick<Reschedule, 'terms' | 'rollIn'>,
): Promise<WeighedReschedule> {
	const before = await readOpen(scope, id)
	const rolledIn = await readRolledIn(scope, id, rollIn)
	if (before.length === 0 && rolledIn.length === 0) refuse('collection_plan.nothing_left', {})
	const totalMinor = sumOf(before) + rolledIn.reduce((sum, invoice) => sum + invoice.totalMinor, 0n)
	const after = instalmentsFor(terms, { totalMinor, currency })
	const seen = fingerprint([before, after, rolledIn])
	return { contractId, plan: { number, label }, currency, before, after, rolledIn, totalMinor, seen }
}

async function weighRest(scope: Scope, { id, contractId, number, label, currency }: Plan): Promise<WeighedRest> {
	const dropped = await readOpen(scope, id)
	if (dropped.length === 0) refuse('collection_plan.nothing_left', {})
	const [owed] = await scope.sql<{ minor: bigint }[]>`
		select coalesce(sum(total_minor - settled_minor), 0)::bigint as minor from invoice where state = 'issued' and kind = 'invoice'
			and exists (select from invoice_line as line join instalment on instalment.id = line.instalment_id
				where line.invoice_id = invoice.id and instalment.plan_id = ${id} and not line.released)`
	const shown = { dropped, restMinor: sumOf(dropped), owedMinor: owed?.minor ?? 0n }
	return { contractId, plan: { number, label }, currency, ...shown, seen: fingerprint(shown) }
}

async function dropOpen({ sql }: Scope, contract: LockedContract, planId: string, sequence: number): Promise<void> {
	if (contract.activatedAt)
		await sql`update instalment set dropped_sequence = ${sequence} where plan_id = ${planId} and dropped_sequence is null and not is_invoiced(id)`
	else await sql`delete from instalment where plan_id = ${planId}`
}

function sumOf(instalments: readonly { amountMinor: bigint }[]): bigint {
	return instalments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
}
