import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { payingCard } from '../payment/paying-card.ts'
import { busyStates } from '../payment/payment.ts'
import { permit } from '../permit.ts'
import { readPolicy } from './policy.ts'
import { remindInstalments } from './remind-instalments.ts'

type Reminded = {
	invoiceId: string
	customerId: string
	contractId: string | null
	step: string
	/** Of a collection plan. */
	instalment: boolean
	dueOn: string
	openMinor: bigint
	currency: string
}

/** A reminder that a sleeping worker missed is made good for so many days; an old debt is not told as news. */
const lateDays = 3

/**
 * Reminds of invoices before and after their due day, as the policy says, and writes down that a due day has passed;
 * each once, whoever looks. One that will be charged by itself is not asked for before its due day, and one that the
 * card is tried for again is left to the letters about that. So of instalments ahead of their invoices. Answers how many letters were queued.
 */
export async function remind(scope: Scope): Promise<number> {
	permit(scope, 'payment.confirm')
	const { remindBeforeDays, remindAfterDays } = await readPolicy(scope)
	const steps = [
		...remindBeforeDays.map((days) => ({ step: `before:${days}`, days: -days })),
		{ step: 'overdue', days: 1 },
		...remindAfterDays.map((days) => ({ step: `after:${days}`, days })),
	]
	const taken = await take(scope, steps)
	const overdue = taken.filter(({ step }) => step === 'overdue')
	await emit(
		scope,
		...overdue.map(({ invoiceId, customerId, contractId }) => ({
			kind: 'invoice.overdue' as const,
			subject: { kind: 'invoice', id: invoiceId },
			customerId,
			contractId,
		})),
	)
	const letters = taken.filter(({ step }) => step !== 'overdue')
	await emit(scope, ...letters.filter(({ instalment }) => instalment).map(instalmentReminded))
	await queueEffects(
		scope,
		letters.map(({ invoiceId, step }) => ({
			kind: 'mail' as const,
			key: `reminder:${invoiceId}:${step}`,
			payload: { letter: step.startsWith('before') ? 'invoice-due-soon' : 'invoice-overdue', invoiceId },
		})),
	)
	return letters.length + (await remindInstalments(scope, remindBeforeDays, lateDays))
}

/** Whoever collects hears of instalments on the days on which the customer does. */
function instalmentReminded({ invoiceId, customerId, contractId, dueOn, openMinor, currency }: Reminded) {
	return {
		kind: 'instalment.reminded' as const,
		subject: { kind: 'invoice', id: invoiceId },
		...{ customerId, contractId, facts: { dueOn, currency, amountMinor: String(openMinor) } },
	}
}

/** Writes the steps that are due and answers those that were not taken yet. */
async function take(scope: Scope, steps: { step: string; days: number }[]): Promise<Reminded[]> {
	const { sql, today } = scope
	return await sql<Reminded[]>`
		with step as (
			select * from unnest(${steps.map((one) => one.step)}::text[], ${steps.map((one) => one.days)}::integer[]) as step (name, days)
		), due as (
			select invoice.id, invoice.customer_id, invoice.contract_id, step.name, due_on, total_minor - settled_minor as open_minor, currency,
				exists (select from invoice_line where invoice_id = invoice.id and instalment_id is not null) as instalment
			from step join invoice on invoice.due_on between ${today}::date - step.days - ${lateDays}::integer and ${today}::date - step.days
			where invoice.kind = 'invoice' and invoice.state = 'issued' and invoice.settled_minor < invoice.total_minor
				and (step.days > 0 or invoice.due_on > ${today}::date)
				and (step.name = 'overdue' or not exists (
					select from payment_invoice join payment on payment.id = payment_id
					where payment_invoice.invoice_id = invoice.id and payment.state = any(${busyStates})
				))
				and (step.name = 'overdue' or not exists (
					select from dunning where dunning.invoice_id = invoice.id and next_retry_at is not null
				))
				and (step.days > 0 or (${payingCard(scope)} is null and not exists (
					select from instalment_reminder as told join invoice_line as line on line.instalment_id = told.instalment_id
					where line.invoice_id = invoice.id and told.step = step.name
				)))
		), taken as (
			insert into dunning_step (invoice_id, step, taken_on)
			select id, name, ${today} from due order by id, name
			on conflict do nothing returning invoice_id, step
		)
		select taken.invoice_id as "invoiceId", due.customer_id as "customerId", due.contract_id as "contractId", step,
			due_on::text as "dueOn", open_minor as "openMinor", currency, instalment
		from taken join due on due.id = taken.invoice_id and due.name = taken.step
		order by taken.invoice_id, step`
}
