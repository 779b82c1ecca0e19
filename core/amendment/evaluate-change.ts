import { createHash } from 'node:crypto'
import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { checked } from '../checked.ts'
import { noticeOn } from '../contract/notice.ts'
import { assembleBillables } from '../invoice/billable.ts'
import { readBillableRows } from '../invoice/read-schedules.ts'
import { permitUnconfirmed } from '../permit.ts'
import { readOffers } from '../product/find-options.ts'
import { findPrices } from '../product/find-price.ts'
import { type Refusal, Refused, refuse } from '../refusal.ts'
import {
	type ChangeDecision,
	type ChangePart,
	type ChangePreview,
	type ContractChange,
	changeInput,
	type EvaluatedChange,
	type LineItemChange,
	type PreviewChange,
} from './change.ts'
import { foresee } from './foresee.ts'
import type { Ground } from './ground.ts'
import { joinForesights } from './join-foresights.ts'
import { leavesOn, noticeTerms } from './leaving.ts'
import { readOwnChanges } from './own-changes.ts'
import { planChange } from './plan-change.ts'
import { isEmpty, type PlannedAmendment } from './planned.ts'
import { readPlannedItems } from './planned-items.ts'
import { refuseLockedChange, refuseUnfilledLines } from './refuse-locked.ts'
import { refuseTooLate } from './refuse-too-late.ts'
import { needsApproval } from './rule.ts'
import { type ContractStanding, readStanding } from './standing.ts'

/**
 * `granted`: core has promised this very change to the customer (an offer to stay, a decided approval), so that access,
 * offers and limits are not asked again. `byRules`: staff or the product act as the customer's rules have it.
 * Neither is ever read from a form.
 */
export type ChangeGround = { granted?: boolean; byRules?: boolean }

/** A change worked out: the preview, and what is to be written. */
export type WorkedOut = { preview: ChangePreview; parts: { planned: PlannedAmendment; standing: ContractStanding }[] }

/**
 * What a change would do, and what becomes of it when this actor asks for it now. An expected no comes back as a
 * decision, so that a page can show it beside the preview. Reads only. Refuses `not_found`, `not_permitted`,
 * `link.view_only`, `input.invalid`.
 */
export async function evaluateChange(
	scope: Scope,
	input: PreviewChange,
	ground: ChangeGround = {},
): Promise<EvaluatedChange> {
	permitUnconfirmed(scope, 'contract.change')
	try {
		const worked = await workOut(scope, input, ground)
		return { preview: worked.preview, decision: decide(scope, worked, ground) }
	} catch (error) {
		if (!(error instanceof Refused) || !isDecision(error.refusal.code)) throw error
		const { refusal } = error
		const of = error instanceof RefusedByOne ? { number: error.number } : {}
		return { preview: null, decision: { kind: 'refuse', refusal, ...of } }
	}
}

/** A no that one of several contracts says, by its number. */
class RefusedByOne extends Refused {
	readonly number: string
	constructor(refusal: Refusal, number: string) {
		super(refusal)
		this.number = number
	}
}

function naming<Value>(number: string, plan: () => Value): Value {
	try {
		return plan()
	} catch (error) {
		if (error instanceof Refused) throw new RefusedByOne(error.refusal, number)
		throw error
	}
}

function isDecision(code: string): boolean {
	return code.startsWith('change.') || code.startsWith('contract.')
}

/** Works a change out on each contract it touches. */
export async function workOut(
	scope: Scope,
	input: PreviewChange,
	{ granted, byRules }: ChangeGround,
): Promise<WorkedOut> {
	const { change, contractId, reason = '', on, timing, prorate } = checked(changeInput, input)
	const today = scope.today.toString()
	const ids =
		change.kind === 'co_terminate' ? [...new Set(change.parts.map((part) => part.contractId))].sort() : [contractId]
	const bound = byRules || scope.actor.kind === 'contact' || scope.actor.kind === 'link'
	const parts = []
	const unchanged: string[] = []
	const standings: ContractStanding[] = []
	for (const id of ids) {
		const standing = await readStanding(scope, id)
		standings.push(standing)
		if (!granted) refuseLockedChange(scope, change, standing.state)
		if (!bound) await refuseUnfilledLines(scope, change, standing.state)
		const rows = await readBillableRows(scope, [id])
		const [billable] = assembleBillables(rows, [id], dayOf(scope.today))
		if (!billable) throw new Error(`Contract ${standing.number} has no schedule`)
		// A customer changes today; the rule says from when it counts. What was granted later counts from its asking.
		const day = bound && !granted ? today : (on ?? today)
		const ground: Ground = {
			...{ standing, schedule: billable.schedule, on: day, today, timing, prorate },
			byRules: bound,
			granted: granted ?? false,
			prices: await pricesOf(scope, standing, change, day),
			planned: takesFromPlanned(change) ? await readPlannedItems(scope, id) : [],
			offers: bound ? await readOffers(scope, standing) : [],
		}
		const plan = () => planChange(ground, change, reason)
		const planned = ids.length > 1 ? naming(standing.number, plan) : plan()
		if (isEmpty(planned)) {
			unchanged.push(standing.number)
			continue
		}
		const isLimited = bound && !granted && planned.rules.some(({ approvalAboveMinor }) => approvalAboveMinor !== null)
		const own = isLimited ? await readOwnChanges(scope, id) : undefined
		const foresight = await foresee(scope, rows, standing, planned, own)
		// A line's own end stays where its contract goes on.
		if (planned.contract.endsOn === undefined) foresight.renewsOn = null
		parts.push({ planned, standing, foresight })
	}
	if (change.kind === 'co_terminate' && bound && !granted) refuseTooLate(change, standings, today)
	const [first] = parts
	if (!first) refuse('contract.nothing_changes', { number: unchanged.join(', ') })
	if (parts.some(({ standing }) => standing.currency !== first.standing.currency))
		refuse('input.invalid', { field: 'parts', problem: 'one_currency' })
	if (parts.some(({ standing }) => standing.customerId !== first.standing.customerId))
		refuse('input.invalid', { field: 'parts', problem: 'one_customer' })
	const { effect, recurring, coming } = joinForesights(
		parts.map(({ foresight }) => foresight),
		change.kind === 'co_terminate' ? change.endsOn : undefined,
	)
	const preview = {
		change,
		contractId,
		currency: first.standing.currency,
		effectiveOn: parts.map(({ planned }) => planned.effectiveOn).sort()[0] ?? today,
		direction: first.planned.direction,
		effect,
		recurring,
		coming,
		parts: parts.map(
			({ standing, planned, foresight }): ChangePart => ({
				contractId: standing.id,
				number: standing.number,
				title: standing.title,
				effect: foresight.effect,
				endsOn: {
					before: standing.endsOn,
					after: planned.contract.endsOn === undefined ? standing.endsOn : planned.contract.endsOn,
				},
				rate: foresight.rate,
				notice: noticeAfter(scope, standing, planned),
				leavesOn: leavesOn(standing, planned),
			}),
		),
	}
	return { preview: { ...preview, seen: fingerprint(preview) }, parts }
}

/** Changes that leave out what is planned, or go over it. */
function takesFromPlanned(change: ContractChange): boolean {
	if (change.kind === 'several') return change.changes.some(takesFromPlanned)
	return change.kind === 'take_back' || change.kind === 'quantity' || change.kind === 'plan'
}

async function pricesOf(scope: Scope, standing: ContractStanding, change: ContractChange, on: string) {
	const steps = change.kind === 'several' ? change.changes : [change as LineItemChange]
	type Wanted = { productId: string | null; planId: string | null }
	const wanted = steps.flatMap((step): Wanted[] => {
		if (step.kind === 'option_on') return [{ productId: step.productId, planId: step.planId ?? null }]
		return step.kind === 'plan' ? [{ productId: null, planId: step.planId }] : []
	})
	const { customerId, currency } = standing
	return await findPrices(scope, wanted, { customerId, currency, on })
}

function noticeAfter(scope: Scope, standing: ContractStanding, { contract }: PlannedAmendment) {
	if ((contract.state ?? standing.state) === 'ending') return null
	const endsOn = contract.endsOn === undefined ? standing.endsOn : contract.endsOn
	const termMonths = contract.termMonths ?? standing.termMonths
	return noticeOn(noticeTerms({ ...standing, state: 'active', endsOn, termMonths }), scope.today)
}

export function decide(
	scope: Scope,
	{ preview, parts }: WorkedOut,
	{ granted, byRules }: ChangeGround,
): ChangeDecision {
	const bound = byRules || scope.actor.kind === 'contact' || scope.actor.kind === 'link'
	if (!bound || granted) return { kind: 'apply' }
	const monthMinor = preview.parts.reduce((sum, { rate: { before, after } }) => {
		return sum + (after > before ? after - before : before - after)
	}, 0n)
	const strict = parts
		.flatMap(({ planned }) => planned.rules)
		.find((rule) => needsApproval(rule, monthMinor, preview.currency))
	if (!strict) return { kind: 'apply' }
	const { currency, approvalAboveMinor } = strict
	return { kind: 'approve', monthMinor, limitMinor: approvalAboveMinor ?? 0n, currency: currency ?? preview.currency }
}

/** Of what was shown: the change, its day, and every amount. Ids of lines to come are not in it; they come anew. */
function fingerprint(preview: Omit<ChangePreview, 'seen'>): string {
	const { change, contractId, effectiveOn, effect, recurring, coming, parts } = preview
	const dated = (list: typeof coming.before) => list.map(({ on, totalMinor }) => [on.toString(), totalMinor])
	const lines = effect?.lines.map((line) => [
		line.description,
		String(line.periodFrom),
		String(line.periodTo),
		line.netMinor,
		line.taxMinor,
	])
	const shown = {
		...{ change, contractId, effectiveOn, lines, recurring },
		effect: effect && [effect.on, effect.totalMinor],
		coming: [dated(coming.before), dated(coming.after)],
		parts: parts.map((part) => [part.contractId, part.endsOn, part.effect?.totalMinor]),
	}
	const text = JSON.stringify(shown, (_, value) => (typeof value === 'bigint' ? String(value) : value))
	return createHash('sha256').update(text).digest('hex')
}
