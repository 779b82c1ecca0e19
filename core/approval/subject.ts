import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Scope } from '../act.ts'
import type { ToldChange } from '../amendment/tell-change.ts'
import type { Language } from '../company/read.ts'
import type { ConditionKind } from '../delivery/condition.ts'
import type { RequestConditionKind } from '../machine-request/kinds.ts'
import type { PromiseState } from '../machine-request/standing.ts'
import type { Action } from '../permit.ts'
import type { partInChange } from '../schedule/why.ts'
import type { SubjectKind } from './subject-kinds.ts'

/** A value on a card. Amounts are minor units as text, days ISO dates, per cents exact decimals; codes have words in faces. */
export type FactValue =
	| { kind: 'text'; text: string }
	/** One of the company's own words, in the reader's language, with what was written beside it. */
	| { kind: 'labelled'; labels: Record<Language, string>; text: string }
	| { kind: 'money'; minor: string; currency: string }
	| { kind: 'day'; on: string }
	| { kind: 'percent'; percent: string }
	| { kind: 'role'; role: string }
	/** ISO 3166 alpha-2. */
	| { kind: 'country'; code: string }
	/** A condition of a delivery or of a request about machines, with what of it is missing. */
	| { kind: 'condition'; condition: ConditionKind | RequestConditionKind; percent: string; note: string }
	/** What somebody promised to pay by a day, and what became of it. */
	| { kind: 'promise'; on: string; minor: string; currency: string; state: PromiseState }
	| { kind: 'flag'; is: boolean }
	| { kind: 'party'; is: 'customer' | 'company' }
	| { kind: 'none' }

export type FactName =
	| 'reason'
	| 'effective_on'
	| 'starts_on'
	| 'ends_on'
	/** Who gives the notice by which a contract ends. */
	| 'notice_by'
	| 'issued_on'
	| 'due_on'
	| 'line'
	/** How many lines there are, where not all are shown. */
	| 'lines'
	/** Off everything, and the most that something is below its list price or below what it cost. */
	| 'discount'
	| 'off_list'
	| 'total'
	| 'open'
	| 'paid'
	| 'month'
	| 'year'
	| 'received_on'
	| 'left_of_payment'
	| 'role'
	| 'email'
	| 'groups'
	| 'billed_again'
	| 'message'
	/** Of who wants to become a partner; `known`: who looks like the same company. */
	| 'contact'
	| 'phone'
	| 'website'
	| 'country'
	| 'tax_number'
	| 'wish'
	| 'papers'
	| 'known'
	/** What goes back to the card, and what stays the customer's with us. */
	| 'to_card'
	| 'to_balance'
	/** Penalty interest: what of it is given up, what has accrued in all, and what is owed of it. */
	| 'waived'
	| 'penalty_accrued'
	| 'penalty_due'
	/** Penalty interest that is owed and stays so. */
	| 'penalty_stays'
	/** A collection plan: how many instalments it has, when the first and the last are due, and an invoice that is taken back for it. */
	| 'plan'
	| 'given_up'
	| 'stays_owed'
	| 'instalments'
	| 'first_due_on'
	| 'last_due_on'
	| 'taken_back'
	/** A machine that is to leave, who may take it, and the conditions that are met and missing. */
	| 'machine'
	| 'taker'
	| 'met'
	| 'missing'
	| 'received'
	/** Of a request about machines: how its contract stands, and what was said of the fetching. */
	| 'overdue'
	| 'overdue_days'
	| 'written_off'
	| 'pay_off'
	| 'promise'
	| 'delivered_on'
	| 'fetched_from'
	| 'fetched_by'
	| 'stays_with_customer'

export type CardFact = { name: FactName; value: FactValue }

/** What is asked for, as it is shown to those who decide and kept with their decision. */
export type CardBody = {
	facts: CardFact[]
	changes: { name: FactName; before: FactValue; after: FactValue }[]
	/** What the customer is charged (above zero) or gets back (below) when it is done, tax included; null: no money moves. */
	effect: {
		minor: string
		currency: string
		lines: CardLine[]
	} | null
	/** A change of a contract in names. */
	told: ToldChange[]
}

/** `part`: which of the two lines of a change about one thing it is; amounts minor units as text. */
export type CardLine = {
	description: string
	part?: ReturnType<typeof partInChange>
	from: string | null
	to: string | null
	net: string
	tax: string
}

export type About = {
	kind: 'contract' | 'invoice' | 'payment' | 'quote' | 'user' | 'partner_application'
	number: string
	name: string
}

/** What a subject says of a thing that is asked for, worked out now. */
export type Asked<Shown> = {
	/** The row it is about: one request at a time waits about it. */
	subjectId: string
	about: About
	contractId: string | null
	customerId: string | null
	groupId: string | null
	ownerId: string | null
	/** What conditions compare, never below zero. */
	amountMinor: bigint | null
	currency: string | null
	/** Per cent, an exact decimal. */
	discount?: string
	role?: string
	daysBeforeTerm?: number
	/** How many conditions of a delivery or of a request about machines are not met. */
	missing?: number
	/** Somebody must agree, though the company has no workflow for it. */
	mustAsk?: boolean
	/** Whose workflow applies where there is none for it. */
	otherwise?: SubjectKind
	/** Of the preview that a form shows, where the subject has one. */
	preview?: { seen: string; effectMinor: bigint }
	shown: Shown
	/** Of money and terms beyond what the card shows of them, which is in it anyway: the same until something else would be done. */
	fingerprint: string
}

/** How a request ends that is not carried out. */
export type Ended = 'rejected' | 'withdrawn' | 'outdated' | 'failed'

/**
 * Something that may need a person's approval: what is asked, the facts for its card, the verb that does it, and who may
 * ask. One file each in `subjects/`, and a line in `register.ts`.
 */
export type Subject<Input, Shown, Done> = {
	/** Who may ask; whoever approves does it with this right. */
	permission: Action
	input: z.ZodType<Input>
	/** Works out what would be done, under the locks of what it is about. `on`: the ISO day it was asked. Refuses what cannot be asked. */
	look(scope: Scope, input: Input, on: string): Promise<Asked<Shown>>
	/**
	 * Does it and answers what `look` would have, where looking is doing it and taking it back: the last decision then does it
	 * once. The same as `look` and `run`, one after the other.
	 */
	runAndLook?(scope: Scope, input: Input, on: string): Promise<Asked<Shown>>
	/** Does it, by verbs that ask `permitDecided`. Runs once, in the transaction of the last decision; what it refuses then is told to everybody. */
	run(scope: Scope, input: Input, on: string): Promise<Done>
	/** What a no does, where it does more than to end the request; in the transaction of that decision. */
	rejected?(scope: Scope, input: Input): Promise<void>
	/** What any end that is no yes does; in the transaction of that end. */
	ended?(scope: Scope, input: Input, how: Ended, note: string): Promise<void>
	/** What those who decide see. */
	card(shown: Shown, currency: string): CardBody
	/**
	 * Whether a fresh request is made in the asker's name when the figures have changed. A customer agreed to what they saw: they
	 * are told, and their asking again takes the place of the old request.
	 */
	renews: boolean
}

/** Of the money and terms alone, in hex: it stays the same from the asking to the decision as long as the same would be done. */
export function fingerprintOf(shown: unknown): string {
	return createHash('sha256').update(JSON.stringify(shown)).digest('hex')
}

/**
 * Of all that a card shows of money and terms, and of what its subject knows beyond it. Left out is what changes nothing of
 * what would be done: the company's own words for a reason, a change in names, and whom an applicant looks like.
 */
export function fingerprintOfCard(own: string, { facts, changes, effect }: CardBody): string {
	return fingerprintOf([
		own,
		facts.filter(({ name }) => name !== 'known').map(({ name, value }) => [name, termsOf(value)]),
		changes.map(({ name, before, after }) => [name, termsOf(before), termsOf(after)]),
		effect && [effect.minor, effect.currency, effect.lines.map(({ part: _, ...line }) => line)],
	])
}

const termsOf = (value: FactValue) => (value.kind === 'labelled' ? { kind: 'text', text: value.text } : value)

export const money = (minor: bigint, currency: string): FactValue => ({ kind: 'money', minor: String(minor), currency })
export const day = (on: Temporal.PlainDate | string | null): FactValue =>
	on === null ? { kind: 'none' } : { kind: 'day', on: on.toString() }
export const text = (given: string): FactValue => (given === '' ? { kind: 'none' } : { kind: 'text', text: given })
