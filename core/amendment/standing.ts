import type { Scope } from '../act.ts'
import { noticeOn } from '../contract/notice.ts'
import { seenByActor } from '../contract/seen.ts'
import type { ContractState } from '../contract/state.ts'
import type { ContractDirection } from '../contract/write.ts'
import { reach } from '../permit.ts'
import { lineNames, type Said } from '../product/said.ts'
import { refuse } from '../refusal.ts'
import { byCustomer } from './by-customer.ts'
import { type DatedLineState, readLineStates } from './line-states.ts'
import { type RuleRow, readRules } from './rule.ts'

/** What a change of a contract is computed from, beside its schedule. Days are ISO dates. */
export type ContractStanding = {
	id: string
	number: string
	title: string
	state: ContractState
	customerId: string
	currency: string
	startsOn: string
	endsOn: string | null
	access: 'none' | 'upsell' | 'upsell_and_downsell'
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
	/** The last day of a term that was agreed by itself without a word in time. */
	untoldUntil: string | null
	cancelReason: string
	/** Of its latest amendment. */
	sequence: number
	lines: StandingLine[]
	discounts: StandingDiscount[]
	pauses: { id: string; startsOn: string; endsOn: string | null }[]
	/** The last day it would have without the notice that was given; for undoing that. */
	endBefore: string | null
	/** The notice that stands now was given by the customer's side, from its first word to its last. */
	noticeByCustomer: boolean
	rules: RuleRow[]
}

export type StandingLine = {
	id: string
	position: number
	productId: string | null
	planId: string | null
	description: string
	/** What it is called by language, where it says what its product is called. */
	names?: Said | null
	model: string
	serialNumber: string
	factoryNumber: string
	unit: string
	/** It is its product's own. */
	ownUnit: boolean
	/** Its product is sold in parts, or it has none. */
	divisible: boolean
	taxClass: string
	interval: { unit: 'day' | 'week' | 'month' | 'year'; count: number } | null
	freeDays: number
	/** In the order of their days. */
	states: DatedLineState[]
}

export type StandingDiscount = {
	id: string
	startsOn: string
	endsOn: string | null
	percent: string | null
	monthMinor: bigint | null
}

/** Refuses `not_found`, also for a contract that the actor does not reach or may not see. */
export async function readStanding(scope: Scope, contractId: string): Promise<ContractStanding> {
	const standing = (await readStandings(scope, [contractId])).get(contractId)
	if (!standing) refuse('not_found', { noun: 'contract' })
	return standing
}

/** The same of many by their ids, without those that the actor does not reach or may not see. Refuses `contract.payable`. */
export async function readStandings(scope: Scope, ids: readonly string[]): Promise<Map<string, ContractStanding>> {
	const { sql } = scope
	const wanted = ids as string[]
	type Head = Omit<ContractStanding, 'lines' | 'discounts' | 'pauses' | 'endBefore' | 'noticeByCustomer' | 'rules'> & {
		direction: ContractDirection
	}
	type OfContract<Row> = Row & { contractId: string }
	const [heads, lines, states, discounts, pauses, notices, rules] = await Promise.all([
		sql<Head[]>`
			select id, number, title, state, direction, customer_id as "customerId", currency, starts_on::text as "startsOn",
				ends_on::text as "endsOn", access, renewal, term_months as "termMonths", notice_days as "noticeDays",
				untold_until::text as "untoldUntil",
				cancel_reason as "cancelReason",
				(select coalesce(max(sequence), 0) from amendment where contract_id = contract.id) as sequence
			from contract where id = any(${wanted}::uuid[]) and ${reach(scope).contract()} and ${seenByActor(scope)} order by id`,
		readLines(scope, wanted),
		readLineStates(scope, wanted),
		sql<OfContract<StandingDiscount>[]>`
			select distinct on (id) contract_id as "contractId", id, starts_on::text as "startsOn", ends_on::text as "endsOn",
				percent::text as percent, month_minor as "monthMinor"
			from contract_discount where contract_id = any(${wanted}::uuid[]) order by id, sequence desc`,
		sql<OfContract<ContractStanding['pauses'][number]>[]>`
			select distinct on (id) contract_id as "contractId", id, starts_on::text as "startsOn", ends_on::text as "endsOn"
			from contract_pause where contract_id = any(${wanted}::uuid[]) order by id, sequence desc`,
		readNotices(scope, wanted),
		readRules(scope, wanted),
	])
	const linesOf = Map.groupBy(lines, ({ contractId }) => contractId)
	const discountsOf = Map.groupBy(discounts, ({ contractId }) => contractId)
	const pausesOf = Map.groupBy(pauses, ({ contractId }) => contractId)
	const rulesOf = Map.groupBy(rules, ({ contractId }) => contractId)
	const own = <Row extends { contractId: string }>(rows: readonly Row[] | undefined) =>
		(rows ?? []).map(({ contractId: _, ...row }) => row)
	const payable = heads.find(({ direction }) => direction === 'payable')
	if (payable) refuse('contract.payable', { party: payable.number })
	return new Map(
		heads.map(({ direction: _, ...head }) => [
			head.id,
			{
				...head,
				lines: own(linesOf.get(head.id)).map((line) => ({ ...line, states: states.get(line.id) ?? [] })),
				discounts: own(discountsOf.get(head.id)),
				pauses: own(pausesOf.get(head.id)),
				endBefore: endWithoutNotice(head, notices.get(head.id)?.before ?? null, scope.today),
				noticeByCustomer: notices.get(head.id)?.byCustomer ?? false,
				rules: [...(rulesOf.get(head.id) ?? []), ...(rulesOf.get(null) ?? [])],
			},
		]),
	)
}

/**
 * The last day that a contract had before notice. Where that day has passed meanwhile, what was used since is not given
 * back: one that goes on by itself is in a later term now, and any other ends as it was agreed to since.
 */
function endWithoutNotice(
	{ startsOn, endsOn, renewal, termMonths }: Pick<ContractStanding, 'startsOn' | 'endsOn' | 'renewal' | 'termMonths'>,
	before: string | null,
	today: Temporal.PlainDate,
): string | null {
	if (before === null || before >= today.toString()) return before
	const [from, end] = [Temporal.PlainDate.from(startsOn), Temporal.PlainDate.from(before)]
	const term = noticeOn({ startsOn: from, endsOn: end, renewal, termMonths, noticeDays: 0 }, today)
	return term.kind === 'renewed' ? term.endsOn.toString() : endsOn
}

async function readLines({ sql }: Scope, ids: string[]) {
	return await sql<(Omit<StandingLine, 'states'> & { contractId: string })[]>`
		select line.contract_id as "contractId", line.id, line.position, line.product_id as "productId", line.plan_id as "planId",
			line.description, ${lineNames({ sql }, sql`line.description`)} as names, line.model, line.serial_number as "serialNumber", line.factory_number as "factoryNumber",
			coalesce(line.unit, product.unit, 'piece') as unit, coalesce(line.unit = product.unit, line.unit is null) as "ownUnit",
			coalesce(sold_in_parts(product.divisible, product.unit, line.unit), true) as divisible,
			line.tax_class as "taxClass", line.free_days as "freeDays",
			case when line.interval_unit is not null then
				jsonb_build_object('unit', line.interval_unit, 'count', line.interval_count) end as interval
		from contract_line as line left join product on product.id = line.product_id
		where line.contract_id = any(${ids}::uuid[]) order by line.contract_id, line.position`
}

type EndRow = {
	kind: string
	reason: string
	before: string | null
	after: string | null
	ending: boolean | null
	/** Of notice given again: the last day before it was given first. */
	again: string[] | null
	byCustomer: boolean
}

type GivenNotice = { before: string | null; byCustomer: boolean }

/** The notice that stands now: the last day as it was before it, and whose it is. */
export async function readNotice(scope: Pick<Scope, 'sql'>, contractId: string): Promise<GivenNotice> {
	return (await readNotices(scope, [contractId])).get(contractId) ?? { before: null, byCustomer: false }
}

async function readNotices(
	scope: Pick<Scope, 'sql'>,
	ids: readonly string[],
): Promise<Map<string, GivenNotice | undefined>> {
	const rows = await scope.sql<(EndRow & { contractId: string })[]>`
		select contract_id as "contractId", kind, reason, terms->'endsOn'->>0 as before, terms->'endsOn'->>1 as after,
			(terms->'ending'->>1)::boolean as ending, terms->'endBefore' as again, ${byCustomer(scope)} as "byCustomer"
		from amendment where contract_id = any(${ids as string[]}::uuid[]) and terms ? 'endsOn' order by contract_id, sequence`
	const byContract = Map.groupBy(rows, ({ contractId }) => contractId)
	return new Map([...byContract].map(([contractId, ends]) => [contractId, noticeIn(ends)]))
}

/** An end may have been set, undone, and set again. */
function noticeIn(rows: readonly EndRow[]): GivenNotice | undefined {
	let noticed: GivenNotice | undefined
	for (const { kind, reason, before, after, ending, again, byCustomer: theirs } of rows) {
		if (kind === 'renewal') noticed = undefined
		else if (kind !== 'end') continue
		else if (ending === false) noticed = undefined
		// Before it was noted, an undone notice could be told only by going back without a reason.
		else if (ending === null && noticed && reason === '' && after === noticed.before) noticed = undefined
		else if (noticed) noticed.byCustomer &&= theirs
		else noticed = { before: again ? (again[1] ?? null) : before, byCustomer: theirs }
	}
	return noticed
}

/** Asked of each of many lines: the lines of a contract are put in order once. */
const linesById = new WeakMap<readonly StandingLine[], Map<string, StandingLine>>()

export function standingLine({ lines }: ContractStanding, id: string): StandingLine | undefined {
	const byId = linesById.get(lines) ?? new Map(lines.map((line) => [line.id, line]))
	linesById.set(lines, byId)
	return byId.get(id)
}

/** The state of a line that is in use on a day; undefined before its start. */
export function stateInUse(line: StandingLine, on: string): DatedLineState | undefined {
	const begun = line.states.filter((state) => (state.inUseOn ?? state.effectiveOn) <= on)
	return begun.at(-1) ?? (line.states[0] && line.states[0].startsOn <= on ? line.states[0] : undefined)
}

/** The end of a line that is known last. */
export function lineEnd(line: StandingLine): string | null {
	return line.states.at(-1)?.endsOn ?? null
}
