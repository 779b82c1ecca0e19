import type { Scope } from '../act.ts'
import { isNarrowed, sees, seesMoney } from '../field-right/rights.ts'
import { hiddenOf, seen, seenLine } from '../field-right/seen.ts'
import { may } from '../permit.ts'
import type { ContractPage } from './page.ts'
import type { ContractState } from './state.ts'
import { seenTold } from './timeline.ts'

/** A contract's page without what is hidden from the actor while the contract is in this state. */
export function seenPage(scope: Scope, page: ContractPage, state: ContractState): ContractPage {
	if (!isNarrowed(scope)) return page
	const money = seesMoney(scope, state)
	const invoices = may(scope.actor, 'invoice.read')
	return {
		...page,
		contract: seen(scope, 'contract', page.contract, state),
		notice: sees(scope, 'contract', 'notice', state) ? page.notice : null,
		reductions: money ? page.reductions : page.reductions.filter(({ kind }) => kind === 'pause'),
		monthMinor: money && sees(scope, 'contract', 'recurring', state) ? page.monthMinor : null,
		party: seen(scope, 'customer', page.party, state),
		card: sees(scope, 'contract', 'autopay', state) ? page.card : null,
		papers: invoices ? page.papers : [],
		since: invoices ? page.since : [],
		paperCount: invoices ? page.paperCount : 0,
		open: invoices ? page.open : { minor: 0n, overdueMinor: 0n },
		coming: money ? page.coming : [],
		lines: { ...page.lines, lines: page.lines.lines.map((line) => seenLine(scope, line, state)) },
		happened: page.happened.map((told) => seenTold(scope, told, state)),
		hidden: hiddenOf(scope, state),
	}
}
