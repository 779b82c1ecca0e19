import type { Scope } from '../act.ts'
import { type Day, dayOf, formatDay, parseDay } from '../calendar.ts'
import { type ComingInvoice, comingInvoice, foreseen, horizonYears, withRenewal } from '../contract/preview.ts'
import { assembleBillables, type Billable, type BillableRows } from '../invoice/billable.ts'
import { billedAhead, readCharged } from '../invoice/read-charged.ts'
import { levelOn, mostApart } from '../movement/level.ts'
import { due } from '../schedule/due.ts'
import { type Ledger, withLines } from '../schedule/ledger.ts'
import { simulate } from '../schedule/simulate.ts'
import type { DueLine } from '../schedule/terms.ts'
import type { ChangeInvoice, ChangePart, Recurring } from './change.ts'
import type { PlannedAmendment } from './planned.ts'
import type { ContractStanding } from './standing.ts'
import { withPlanned } from './with-planned.ts'

/** The money of a planned amendment: what it makes on its day, and what is to come without it and with it. */
export type Foresight = {
	effect: ChangeInvoice | null
	recurring: { before: Recurring; after: Recurring }
	coming: { before: ComingInvoice[]; after: ComingInvoice[] }
	/** The day on which another term is agreed by itself, if none is left by notice. ISO date. */
	renewsOn: string | null
	rate: ChangePart['rate']
}

const comingShown = 12

/**
 * Computes it by the functions that bill: what is due already is taken as billed first, as `applyChange` does, so that
 * what is left is of the change alone. Reads only what stands charged. `own`: what limits count together with the change.
 */
export async function foresee(
	scope: Scope,
	rows: BillableRows,
	standing: ContractStanding,
	planned: PlannedAmendment,
	own: ReadonlySet<number> = new Set(),
): Promise<Foresight> {
	const today = dayOf(scope.today)
	const horizon = dayOf(scope.today.add({ years: horizonYears }))
	const [before] = assembleBillables(rows, [standing.id], today)
	if (!before) throw new Error(`Contract ${standing.number} has no schedule`)
	const onwards = foreseen(scope, before)
	const first = await chargedOf(scope, onwards.renewed, horizon)
	const pending = due(before.schedule, { through: before.contract.billedThrough, charged: first }, today).lines
	const billed = { ...rows, contracts: rows.contracts.map((contract) => movedOn(contract, standing.id, today)) }
	const [after] = assembleBillables(
		withPlanned(billed, planned, standing, scope.today.toString()),
		[standing.id],
		today,
	)
	if (!after) throw new Error(`Contract ${standing.number} has no schedule`)
	const afterwards = foreseen(scope, after)
	const charged = withLines(await chargedOf(scope, afterwards.renewed, horizon), pending)
	const state = { through: after.contract.billedThrough, charged }
	const through = Math.max(today, billedAhead(charged))
	const now = due(after.schedule, state, through).lines
	const ahead = ({ renewed, renewals }: ReturnType<typeof foreseen>, ledger: Ledger) => {
		const billed = { through: renewed.contract.billedThrough, charged: ledger }
		const invoices = simulate(renewed.schedule, { from: through + 1, until: horizon, limit: comingShown, billed })
		const coming = invoices.map((invoice) => comingInvoice(scope, renewed, invoice.on, invoice.lines))
		return withRenewal(coming, renewals)
	}
	const coming = { before: ahead(onwards, first), after: ahead(afterwards, charged) }
	const counts = parseDay(planned.countsFrom)
	const recurring = (billable: Billable, list: readonly ComingInvoice[]): Recurring => ({
		monthMinor: levelOn(billable.schedule, counts),
		next: nextRegular(list, planned.countsFrom),
	})
	return {
		effect: effectOf(scope, after, now, today) ?? plannedEffect(coming, planned),
		recurring: {
			before: recurring(onwards.renewed, coming.before),
			after: recurring(afterwards.renewed, coming.after),
		},
		coming,
		renewsOn: afterwards.renewals[0] ? formatDay(afterwards.renewals[0].knownOn) : null,
		rate: ratesOf(scope, rows, standing, planned, own),
	}
}

/**
 * What limits of approvals are asked about: as if nothing were paused and the contract went on, unless that is what
 * changes, and with what the customer has changed by themselves lately. Who changes a contract that rests or ends changes
 * what it brings as soon as it is resumed, or kept.
 */
function ratesOf(
	scope: Scope,
	rows: BillableRows,
	standing: ContractStanding,
	planned: PlannedAmendment,
	own: ReadonlySet<number>,
) {
	const today = dayOf(scope.today)
	const plain = {
		...rows,
		...(planned.pauses.length === 0 && { facts: rows.facts.filter(({ kind }) => kind !== 'pause') }),
		...(planned.terms.endsOn === undefined && {
			contracts: rows.contracts.map((contract) => ({ ...contract, endsOn: null })),
			ends: [],
		}),
	}
	const [before] = assembleBillables(plain, [standing.id], today)
	const [after] = assembleBillables(withPlanned(plain, planned, standing, scope.today.toString()), [standing.id], today)
	if (!before || !after) throw new Error(`Contract ${standing.number} has no schedule`)
	const counts = parseDay(planned.countsFrom)
	const now = mostApart(before.schedule, after.schedule, counts)
	if (own.size === 0) return now
	const others = <Row extends { sequence: number }>(list: readonly Row[]) =>
		list.filter(({ sequence }) => !own.has(sequence))
	const without = { ...plain, states: others(plain.states), facts: others(plain.facts) }
	const [origin] = assembleBillables(without, [standing.id], today)
	if (!origin) return now
	const together = mostApart(origin.schedule, after.schedule, counts)
	return isFurther(together, now) ? together : now
}

/** In the same direction: what takes back an earlier change is not added to it. */
function isFurther(one: ChangePart['rate'], other: ChangePart['rate']): boolean {
	const [by, than] = [one.after - one.before, other.after - other.before]
	return than > 0n ? by > than : than < 0n && by < than
}

/** As billing through today leaves it. */
function movedOn(contract: BillableRows['contracts'][number], id: string, today: Day) {
	if (contract.id !== id) return contract
	return { ...contract, billedThrough: Math.max(contract.billedThrough ?? today, today), billAgainFrom: null }
}

async function chargedOf(scope: Scope, billable: Billable, through: Day): Promise<Ledger> {
	return (await readCharged(scope, [billable], through)).get(billable.contract.id) ?? new Map()
}

/** What falls due at once. */
function effectOf(scope: Scope, billable: Billable, lines: readonly DueLine[], today: Day): ChangeInvoice | null {
	if (lines.length === 0) return null
	return documentOf(comingInvoice(scope, billable, today, lines))
}

/** What a change of a later day makes then, where that is another invoice than without it. */
function plannedEffect(coming: Foresight['coming'], planned: PlannedAmendment): ChangeInvoice | null {
	const there = (list: readonly ComingInvoice[]) => list.find(({ on }) => on.toString() === planned.effectiveOn)
	const after = there(coming.after)
	const before = there(coming.before)
	if (!after) return null
	const isSame = before && textOf(before) === textOf(after)
	return isSame ? null : documentOf(after)
}

function textOf(invoice: ComingInvoice): string {
	return invoice.lines.map((line) => `${line.kind} ${line.periodFrom} ${line.netMinor} ${line.quantity}`).join()
}

export function documentOf(invoice: ComingInvoice): ChangeInvoice {
	const kind = invoice.totalMinor < 0n ? 'credit_note' : 'invoice'
	return { ...invoice, kind, on: invoice.on.toString() }
}

/** The first invoice of whole periods from a day on. */
function nextRegular(coming: readonly ComingInvoice[], from: string): Recurring['next'] {
	const next = coming.find(
		({ on, lines }) => on.toString() >= from && lines.some(({ kind, why }) => kind === 'period' && isWhole(why)),
	)
	if (!next) return null
	const { on, subtotalMinor, taxMinor, totalMinor } = next
	return { on: formatDay(dayOf(on)), subtotalMinor, taxMinor, totalMinor }
}

function isWhole(why: unknown): boolean {
	return (why as { kind?: string }).kind === 'period'
}
