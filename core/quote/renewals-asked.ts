import type { Scope } from '../act.ts'
import { readStandings } from '../amendment/standing.ts'
import { findWorkflows } from '../approval/find-workflows.ts'
import { weighOffer } from '../approval/off-list.ts'
import { yearOf } from '../approval/subjects/offer.ts'
import { otherwiseOf } from '../approval/subjects/quote-send.ts'
import { beforeOf } from '../approval/subjects/weigh-quote.ts'
import { workflowFor } from '../approval/write.ts'
import type { Renewing } from './renewing.ts'

/** A contract with the lines, and for the term, that its quote would have. */
type Offered = Pick<Renewing, 'id' | 'customerId' | 'currency' | 'groupId' | 'lines'> & {
	startsOn: string
	endsOn: string
}

/** The ids of the contracts whose quote would wait for somebody's word before it is sent. It only reads. */
export async function findRenewalsAsked(scope: Scope, contracts: readonly Offered[]): Promise<Set<string>> {
	const asked = new Set<string>()
	const workflows = await findWorkflows(scope)
	if (!workflows.some(({ subjectKind }) => subjectKind === 'quote_send' || subjectKind === 'discount')) return asked
	const standings = await readStandings(
		scope,
		contracts.map(({ id }) => id),
	)
	for (const { id, customerId, currency, groupId, startsOn: on, endsOn, lines } of contracts) {
		const offered = lines.map((line) => ({
			...{ ...line, discountEndsOn: null },
			...beforeOf(line.contractLineId, standings.get(id), on),
		}))
		const offer = await weighOffer(scope, offered, [], { customerId, currency, on, endsOn })
		const { discount } = offer
		const facts = { customerId, currency, groupId, discount, amountMinor: yearOf(offer) }
		const otherwise = otherwiseOf({ purpose: 'renewal' }, discount)
		if (await workflowFor(scope, 'quote_send', { ...facts, ...otherwise })) asked.add(id)
	}
	return asked
}
