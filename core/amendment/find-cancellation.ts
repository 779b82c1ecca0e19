import type { Scope } from '../act.ts'
import { type CancelReason, findCancelReasons, knownReason } from '../contract/cancel-reasons.ts'
import { canEndOn, endsByNotice, type Notice, noticeOn } from '../contract/notice.ts'
import { nextOfferOn, offersFor, type SaveOffer } from '../contract/save-offers.ts'
import { permitUnconfirmed } from '../permit.ts'
import { Refused } from '../refusal.ts'
import type { ChangePreview, ContractChange } from './change.ts'
import { evaluateChange } from './evaluate-change.ts'
import { noticeTerms } from './leaving.ts'
import { noticeKept } from './notice-kept.ts'
import { changeOfOffer } from './offer-change.ts'
import { type ContractStanding, readStanding } from './standing.ts'
import { type ToldChange, tellChange } from './tell-change.ts'

/** An offer to stay with what it would do, to the minor unit, beside what leaving would do. */
export type ShownOffer = { id: string; kind: SaveOffer['kind']; told: ToldChange[]; preview: ChangePreview }

/** Days are ISO dates. Before notice: `cancel` is what it would do. After: `undo` is what taking it back would do. */
export type Cancellation = {
	contract: Pick<ContractStanding, 'id' | 'number' | 'title' | 'customerId' | 'currency' | 'state' | 'endsOn'>
	/** After notice: what there would be again once it is taken back. */
	notice: Notice
	/** Days before the end. */
	noticeDays: number
	/** The days on which it can end: of a contract with terms their ends, otherwise the earliest. */
	ends: string[]
	/** The day wanted, or the earliest where that is not possible. */
	endsOn: string
	reasonCode: string | null
	reasons: CancelReason[]
	cancel: ChangePreview | null
	undo: ChangePreview | null
	offers: ShownOffer[]
}

type Wanted = { contractId: string; endsOn?: string | undefined; reasonCode?: string | undefined; offers?: boolean }

/** How many ends of terms to choose from are shown. */
const endsShown = 3

/** What leaving a contract means, before it is done. Refuses `not_found`, and of a link that may not change it `link.*`. */
export async function findCancellation(scope: Scope, input: Wanted): Promise<Cancellation> {
	permitUnconfirmed(scope, 'contract.change')
	const standing = await readStanding(scope, input.contractId)
	const terms = noticeTerms(standing)
	const notice = standing.state === 'ending' ? await noticeKept(scope, standing) : noticeOn(terms, scope.today)
	const ends = endsByNotice(terms, scope.today, endsShown).map(String)
	const wanted = input.endsOn && isDay(input.endsOn) ? Temporal.PlainDate.from(input.endsOn) : notice.endsOn
	const endsOn = (canEndOn(terms, scope.today, wanted) ? wanted : notice.endsOn).toString()
	const reasonCode = await knownReason(scope, input.reasonCode)
	const { id, number, title, customerId, currency, state } = standing
	const ending = state === 'ending'
	const cancel = ending ? null : await previewOf(scope, id, { kind: 'cancel', endsOn })
	return {
		contract: { id, number, title, customerId, currency, state, endsOn: standing.endsOn },
		notice,
		noticeDays: standing.noticeDays,
		ends,
		endsOn,
		reasonCode,
		reasons: (await findCancelReasons(scope)).filter((reason) => reason.active),
		cancel,
		undo: ending ? await previewOf(scope, id, { kind: 'undo_cancel' }) : null,
		offers: cancel && input.offers ? await offersOn(scope, standing, reasonCode) : [],
	}
}

/** Those that fit the contract and change something; what cannot be worked out is not offered. */
async function offersOn(scope: Scope, standing: ContractStanding, reasonCode: string | null): Promise<ShownOffer[]> {
	const shown: ShownOffer[] = []
	if (await nextOfferOn(scope, standing.id)) return shown
	for (const { id, ...offer } of await offersFor(scope, reasonCode, standing.customerId)) {
		const change = changeOfOffer(offer, standing, scope.today.toString())
		const preview = change && (await previewOf(scope, standing.id, change, true))
		if (!change || !preview) continue
		const told = await tellChange(scope, { contractId: standing.id, change })
		shown.push({ id, kind: offer.kind, told, preview })
	}
	return shown
}

async function previewOf(
	scope: Scope,
	contractId: string,
	change: ContractChange,
	granted = false,
): Promise<ChangePreview | null> {
	try {
		return (await evaluateChange(scope, { contractId, change }, { granted })).preview
	} catch (error) {
		if (error instanceof Refused && error.refusal.code === 'input.invalid') return null
		throw error
	}
}

function isDay(text: string): boolean {
	try {
		return Temporal.PlainDate.from(text).toString() === text
	} catch {
		return false
	}
}
