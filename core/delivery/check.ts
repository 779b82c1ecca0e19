import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { comingInvoices } from '../contract/preview.ts'
import { surveyGood } from '../credit-survey/of-contract.ts'
import { parseDecimal, roundHalfAwayFromZero } from '../decimal.ts'
import { readRequired } from '../document/file-contract.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { isOfContract, openPartOf, partOf, shareOf } from '../invoice/share.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { CheckedCondition, Condition, ConditionKind } from './condition.ts'
import { readRules } from './rule.ts'

type Fact = Omit<CheckedCondition, 'kind' | 'percent'>
const plain = { missing: [], gotMinor: null, wantedMinor: null }

/** How each kind is told from what stands in the books. */
const facts: Record<ConditionKind, (scope: Scope, contractId: string, condition: Condition) => Promise<Fact>> = {
	async contract_signed(scope, contractId) {
		const [contract] = await scope.sql<{ signed: boolean }[]>`
			select state = 'signed'
				or exists (select from quote_acceptance as acceptance join quote on quote.id = acceptance.quote_id
					where quote.contract_id = contract.id)
				or exists (select from document join document_kind as kind on kind.id = document.kind_id
					where document.contract_id = contract.id and kind.signed and withdrawn_at is null) as signed
			from contract where id = ${contractId}`
		return { ...plain, met: contract?.signed ?? false }
	},
	async documents_complete(scope, contractId) {
		const missing = (await readRequired(scope, contractId)).flatMap(({ there, name }) => (there ? [] : [name]))
		return { ...plain, met: missing.length === 0, missing }
	},
	async survey_good(scope, contractId) {
		return { ...plain, met: await surveyGood(scope, { contractId }) }
	},
	async down_payment_received({ sql }, contractId) {
		const open = await sql<{ name: string | null; minor: bigint }[]>`
			select coalesce(paper.number, nullif(instalment.label, '')) as name,
				case when paper.id is null then amount_minor else paper.total_minor - paper.settled_minor end as minor
			from instalment join collection_plan as plan on plan.id = instalment.plan_id left join lateral (
				select invoice.* from invoice_line as line join invoice on invoice.id = line.invoice_id
				where line.instalment_id = instalment.id and not line.released limit 1
			) as paper on true
			where instalment.contract_id = ${contractId} and down_payment and dropped_sequence is null and taken_back_sequence is null
				and (paper.id is null or paper.settled_minor < paper.total_minor)
			order by instalment.due_on, instalment.serial`
		const wantedMinor = open.reduce((sum, { minor }) => sum + minor, 0n)
		return {
			...{ met: open.length === 0, missing: open.flatMap(({ name }) => name ?? []) },
			...{ gotMinor: null, wantedMinor: open.length === 0 ? null : wantedMinor },
		}
	},
	async invoices_paid(scope, contractId) {
		const open = await scope.sql<{ number: string; openMinor: bigint }[]>`
			select invoice.number, ${openPartOf(scope)} as "openMinor" from contract, invoice
			where contract.id = ${contractId} and ${isOfContract(scope)} and invoice.kind = 'invoice'
				and invoice.state in ('issued', 'uncollectible') and invoice.settled_minor < invoice.total_minor
				and invoice.due_on <= ${scope.today} order by invoice.due_on, invoice.number`
		const wantedMinor = open.reduce((sum, one) => sum + one.openMinor, 0n)
		return {
			...{ met: open.length === 0, missing: open.map(({ number }) => number) },
			...{ gotMinor: null, wantedMinor: open.length === 0 ? null : wantedMinor },
		}
	},
	async amount_received(scope, contractId, { percent = '100' }) {
		const [gotMinor, wholeMinor] = [await receivedFor(scope, contractId), await worthOf(scope, contractId)]
		const { digits, scale } = parseDecimal(percent)
		const wantedMinor = roundHalfAwayFromZero(wholeMinor * digits, 100n * 10n ** BigInt(scale))
		return { missing: [], met: gotMinor >= wantedMinor, gotMinor, wantedMinor }
	},
}

/** The same for who may ask for a delivery: what is owed is not everybody's to see. Refuses `not_found`. */
export async function findConditions(
	scope: Scope,
	{ contractId }: { contractId: string },
): Promise<CheckedCondition[]> {
	permit(scope, 'delivery.ask')
	const [contract] = await scope.sql`select from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	return await checkConditions(scope, contractId)
}

/** The conditions of a contract's template, or the company's, each with whether it is met now; or only those of some kinds. */
export async function checkConditions(
	scope: Scope,
	contractId: string,
	kinds?: readonly ConditionKind[],
): Promise<CheckedCondition[]> {
	const [contract] = await scope.sql<{ templateId: string | null }[]>`
		select template_id as "templateId" from contract where id = ${contractId}`
	const { conditions } = await readRules(scope, contract?.templateId ?? null)
	const checked: CheckedCondition[] = []
	for (const condition of conditions.filter(({ kind }) => !kinds || kinds.includes(kind)))
		checked.push({ ...condition, ...(await facts[condition.kind](scope, contractId, condition)) })
	return checked
}

/** Money that was put to the contract's invoices; of one over several contracts its share. */
async function receivedFor(scope: Scope, contractId: string): Promise<bigint> {
	const { sql } = scope
	const paid = sql`(select coalesce(sum(amount_minor), 0)::bigint from allocation
		where allocation.invoice_id = invoice.id and payment_id is not null)`
	const [sums] = await sql<{ minor: bigint }[]>`
		select coalesce(sum(${shareOf(scope, paid)}), 0)::bigint as minor from contract, invoice
		where contract.id = ${contractId} and ${isOfContract(scope)} and invoice.state <> 'draft'`
	return sums?.minor ?? 0n
}

/** So many invoices to come are counted, and of a contract without an end those of a year. */
const mostComing = 600
const yearOpen = 1

/** All that the contract comes to, tax included: what is invoiced, and what will be. */
async function worthOf(scope: Scope, contractId: string): Promise<bigint> {
	const { sql, today } = scope
	const [invoiced] = await sql<{ minor: bigint; endsOn: string | null }[]>`
		select contract.ends_on::text as "endsOn", (select coalesce(sum(${partOf(scope)}), 0)::bigint from invoice
			where ${isOfContract(scope)} and invoice.state <> 'draft') as minor
		from contract where contract.id = ${contractId}`
	const [billable] = await readSchedules(scope, [contractId], dayOf(today))
	const coming = billable ? await comingInvoices(scope, billable, mostComing) : []
	const until = invoiced?.endsOn === null ? today.add({ years: yearOpen }) : null
	return coming
		.filter(({ on }) => until === null || Temporal.PlainDate.compare(on, until) < 0)
		.reduce((sum, { totalMinor }) => sum + totalMinor, invoiced?.minor ?? 0n)
}
