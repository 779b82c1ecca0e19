import type { Scope } from '../act.ts'
import { readNotice } from '../amendment/standing.ts'
import { dayOf, formatDay, parseDay } from '../calendar.ts'
import type { ShownVisit } from '../care-visit/find.ts'
import type { SharedDocument } from '../document/find.ts'
import { readService, type Service } from '../dunning/find-service.ts'
import { assembleBillables } from '../invoice/billable.ts'
import type { Standing } from '../invoice/standing.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type ContractAsOf, type ContractReduction, standOn, termsAsOf } from './as-of.ts'
import { changeDays } from './change-days.ts'
import { type FindLines, type FoundLines, findLines, readLines } from './lines.ts'
import type { Notice } from './notice.ts'
import type { SignedQuote } from './page-papers.ts'
import { type ComingInvoice, foreseen, foreseenInvoices } from './preview.ts'
import { type PageRow, type PaperRow, readContract } from './read-page.ts'
import { goesOn, type RenewalTerms, termForeseen } from './renewals.ts'
import { seenPage } from './seen-page.ts'
import type { ContractState } from './state.ts'
import { type AsToday, serviceThen, standThen } from './then.ts'
import { readTold, type Told } from './timeline.ts'

export type ContractPageInput = {
	id: string
	/** The day to show it on (ISO); today when not given, or the nearest day of its life. */
	on?: string | undefined
	/** How many invoices to come are wanted. With none, nothing is reckoned: the page is as quick with many lines as with few. */
	coming: number
	/** How many happenings are wanted, none when not given, and the id of the last one seen. */
	happened?: number
	before?: string | undefined
	/** Which of its lines are wanted, as they are on the day it is shown on; none when not given. */
	lines?: Omit<FindLines, 'contractId' | 'on'>
}

/** A contract as its customer sees it. Days are ISO dates. */
export type ContractPage = {
	contract: ContractHead & ContractAsOf
	/** The day it is shown on. */
	on: string
	/** Where another day than today was asked for: it may lie outside the life of the contract. */
	asOf: { day: string; life: 'before' | 'within' | 'over' } | null
	/** Of the day it is shown on, as are its lines and the invoices to come. */
	notice: Notice | null
	/** Whether it goes on after its end when nobody acts. */
	goesOn: boolean
	/** Notice was given by the customer's side, who may take it back. */
	noticeByCustomer: boolean
	/** Discounts of the whole contract and pauses, of the day and to come. */
	reductions: ContractReduction[]
	/** What it brings a month on the day, after discounts and before tax; reckoned for other days than today. */
	monthMinor: bigint | null
	party: Party
	card: { brand: string; last4: string; expiryMonth?: number; expiryYear?: number } | null
	/** On a past day: what is shown as it is today. */
	asToday: AsToday[]
	/** Days on which it changed or will change, the earliest first; none where nothing is reckoned. */
	changeDays: string[]
	/** The latest; on a past day those of then. */
	papers: Paper[]
	/** On a past day: what was invoiced from then to today, oldest first. */
	since: Paper[]
	/** What its customer asked for and somebody must agree to, or has decided on these days. */
	request: ContractRequest | null
	paperCount: number
	/** Quotes that were signed for it, the latest first; on a past day those of then. */
	signed: SignedQuote[]
	/** Documents of it that its customer is shown, the latest first; on a past day those of then. */
	shared: SharedDocument[]
	/** Visits that were made and that come, the latest first; on a past day as they stood then. */
	visits: ShownVisit[]
	/** Its certificate, once everything of it is settled. */
	settled: { number: string; on: string } | null
	open: { minor: bigint; overdueMinor: bigint }
	/** How the service stands, or on a past day stood, while money is late, and whether a card is followed up for it. */
	service: Service
	followed: boolean
	/** Whether amendments have, or on a past day may have had, something planned for days to come: core/amendment/find-planned.ts says what. */
	planned: boolean
	/** Whether something of it is paid by instalments, and whether anything is agreed that late payment costs. */
	byInstalments: boolean
	bearsPenalty: boolean
	/** Messages they have not read. */
	unread: number
	coming: ComingInvoice[]
	lines: FoundLines
	/** What happened, newest first. */
	happened: Told[]
	/** Fields that the actor may not see, as `contract.notice`: nothing stands in them here, and pages leave them out. */
	hidden: string[]
}

/** A request for a change, and what became of it. Days are ISO dates. */
export type ContractRequest = {
	id: string
	state: 'waiting' | 'approved' | 'rejected' | 'outdated'
	askedOn: string
	comment: string
}

export type ContractHead = {
	id: string
	number: string
	title: string
	customerId: string
	customerName: string
	state: ContractState
	currency: string
	startsOn: string
	purchaseOrder: string
	paymentTermDays: number
	autopay: boolean
	timing: 'advance' | 'arrears'
	alignment: 'anniversary' | 'contract' | 'calendar' | 'month_end'
	anchorOn: string
	closedOn: string | null
	/** What its customer may change by themselves. */
	access: 'none' | 'upsell' | 'upsell_and_downsell'
	/** How often its lines bill, the most frequent first. */
	cycles: { unit: 'day' | 'week' | 'month' | 'year'; count: number }[]
	lineCount: number
}

export type Party = {
	name: string
	street: string
	postalCode: string
	city: string
	region: string
	country: string
	taxNumber: string
}

export type Paper = {
	id: string
	kind: 'invoice' | 'credit_note'
	/** What the company calls such an invoice, in the reader's language; null for an invoice without more. */
	type: string | null
	number: string
	issuedOn: string
	totalMinor: bigint
	standing: Standing
}

/** Refuses `not_found`, also for a contract that is not the actor's to see. */
export async function findContractPage(scope: Scope, input: ContractPageInput): Promise<ContractPage> {
	permit(scope, 'contract.read')
	const [row] = await readContract(scope, input)
	if (!row) refuse('not_found', { noun: 'contract' })
	const [billable] = assembleBillables(row.billable, [input.id], dayOf(scope.today))
	const { terms, amendments, papers, since, open, ...page } = row
	const { id, state, startsOn } = row.contract
	const day = dayWanted(scope, input)
	const head = { ...row.contract, ...termsThen(scope, row, day, input.on) }
	const on = dayShown(head, day)
	const renewed = billable && foreseen(scope, billable, parseDay(day)).renewed
	const facts = row.billable.facts.filter(({ contractId }) => contractId === id)
	const today = scope.today.toString()
	const then = standThen(row.then, { ...page, autopay: row.contract.autopay })
	const stood = standOn({ day, today, startsOn, state, terms: head, amendments: terms, billable: renewed, facts })
	const wanted = { ...input.lines, contractId: input.id, limit: input.lines?.limit ?? 0 }
	// Its customer does not see a draft; staff see what it would bill.
	const isDraft = scope.actor.kind === 'staff' && state === 'draft'
	const running = ['sent', 'signed', 'active', 'paused', 'ending'].includes(state)
	const from = day > today ? Temporal.PlainDate.from(day) : undefined
	const paperOf = (paper: PaperRow) => ({ ...paper, totalMinor: BigInt(paper.totalMinor) })
	const found: ContractPage = {
		contract: { ...head, state: stood.state, autopay: then.autopay },
		on,
		asOf: input.on === undefined || day === today ? null : { day, life: stood.life },
		notice: stood.notice,
		goesOn: goesOn(renewalTerms(row)),
		noticeByCustomer: state === 'ending' && (await readNotice(scope, id)).byCustomer,
		reductions: stood.reductions,
		monthMinor: stood.monthMinor,
		party: then.party,
		card: then.card,
		asToday: then.asToday,
		changeDays: input.coming > 0 ? changeDays({ amendments, terms }, row.billable) : [],
		papers: papers.map(paperOf),
		since: since.map(paperOf),
		paperCount: page.paperCount,
		signed: page.signed,
		shared: page.shared,
		visits: page.visits,
		settled: page.settled && page.settled.on <= day ? page.settled : null,
		request: page.request,
		open: { minor: BigInt(open.minor), overdueMinor: BigInt(open.overdueMinor) },
		service: row.then && day < today ? serviceThen(row.then) : readService(row.service, scope.today),
		followed: page.followed,
		planned: page.planned,
		byInstalments: page.byInstalments,
		bearsPenalty: page.bearsPenalty,
		unread: page.unread,
		coming: billable && (running || isDraft) ? await foreseenInvoices(scope, billable, input.coming, from) : [],
		lines: on === day || !input.lines ? readLines(scope, row.lines, wanted) : await findLines(scope, { ...wanted, on }),
		happened: row.happened.map(readTold),
		hidden: [],
	}
	return seenPage(scope, found, state)
}

/** The terms on a day: on one to come after the renewals that come by themselves until then. */
function termsThen(scope: Scope, row: PageRow, day: string, on: string | undefined): ContractAsOf {
	const terms = termsAsOf(row.now, row.terms, on)
	if (day <= scope.today.toString()) return terms
	const term = termForeseen(renewalTerms(row), dayOf(scope.today), parseDay(day))
	return term ? { ...terms, termMonths: term.termMonths, endsOn: formatDay(term.endsOn) } : terms
}

function renewalTerms({ contract, now }: PageRow): RenewalTerms {
	const endsOn = now.endsOn === null ? null : parseDay(now.endsOn)
	return { ...now, state: contract.state, startsOn: parseDay(contract.startsOn), endsOn }
}

const dayWanted = (scope: Scope, { on }: ContractPageInput) => on ?? scope.today.toString()

/** A day outside the life of the contract is moved to its nearest end. */
function dayShown(contract: { startsOn: string; endsOn: string | null }, wanted: string): string {
	if (wanted < contract.startsOn) return contract.startsOn
	return contract.endsOn && wanted > contract.endsOn ? contract.endsOn : wanted
}
