import { z } from 'zod'
import type { Scope } from '../act.ts'
import { recordAmendment } from '../amendment/record.ts'
import { checked } from '../checked.ts'
import type { FieldOf } from '../field-right/card-field.ts'
import { refuseLocked } from '../field-right/locked.ts'
import { sees } from '../field-right/rights.ts'
import { seen } from '../field-right/seen.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { contractInput } from './input.ts'
import { lockContract } from './lock.ts'
import { type Notice, noticeOn } from './notice.ts'
import { type ContractState, refuseOver, stateAfter } from './state.ts'

const { renewal, access } = contractInput.shape

/** What is agreed beside the lines. `version` is that of the contract the person saw; what is not named stays. */
export const termsInput = z.object({
	id: z.uuid(),
	version: z.number().int(),
	renewal: renewal.unwrap().optional(),
	/** In months; null for none. */
	termMonths: z.number().int().min(1).max(1200).nullable().optional(),
	noticeDays: z.number().int().min(0).max(3650).optional(),
	paymentTermDays: z.number().int().min(0).max(365).optional(),
	access: access.unwrap().optional(),
	reason: z.string().trim().max(500).default(''),
})

export type ChangeTerms = z.input<typeof termsInput>

export type Terms = {
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
	paymentTermDays: number
	access: 'none' | 'upsell' | 'upsell_and_downsell'
}

/** One term with what it was and becomes. `stricter`: it binds the customer more than before. */
export type ChangedTerm = ToldTerm & { stricter: boolean }
export type ToldTerm = {
	[Name in keyof Terms]: { term: Name; before: Terms[Name]; after: Terms[Name] }
}[keyof Terms]

/** What a change of terms does, seen from today: what differs, and the next end with the last day to object. */
export type TermsPreview = {
	changed: ChangedTerm[]
	/** Null for who may not see the notice. */
	next: { kind: Notice['kind']; endsOn: string; lastDay: string | null } | null
}

const fields = {
	renewal: 'renewal',
	termMonths: 'renewal',
	noticeDays: 'notice',
	paymentTermDays: 'paymentDays',
	access: 'access',
} as const satisfies Record<keyof Terms, FieldOf<'contract'>>

export const termNames = Object.keys(fields) as (keyof Terms)[]

/** Whether the actor sees a term of a contract in this state. */
export function seesTerm(scope: Scope, term: keyof Terms, state: ContractState): boolean {
	return sees(scope, 'contract', fields[term], state)
}

/** The terms of a contract in force, for who may change them, as they may see them. Refuses `not_found`. */
export async function findTerms(scope: Scope, { id }: { id: string }): Promise<Terms & { version: number }> {
	permit(scope, 'contract.amend')
	const { version, state, terms } = await readTerms(scope, id)
	return { ...seen(scope, 'contract', terms, state), version }
}

/** What the change would do. Reads only. Refuses what `changeTerms` refuses. */
export async function previewTerms(scope: Scope, input: ChangeTerms): Promise<TermsPreview> {
	permit(scope, 'contract.amend')
	return (await workOut(scope, input)).preview
}

/**
 * Changes what is agreed beside the lines from today on, as an amendment. Refuses `not_found`, `input.invalid`,
 * `changed_meanwhile`, `contract.payable`, `contract.not_allowed_in_state`, `contract.nothing_changes` and `field.locked`.
 */
export async function changeTerms(scope: Scope, input: ChangeTerms): Promise<{ sequence: number }> {
	permit(scope, 'contract.amend')
	const contract = await lockContract(scope, input.id)
	const { preview, terms, reason } = await workOut(scope, input)
	await scope.sql`
		update contract set renewal = ${terms.renewal}, term_months = ${terms.termMonths}, notice_days = ${terms.noticeDays},
			payment_term_days = ${terms.paymentTermDays}, access = ${terms.access} where id = ${contract.id}`
	const changes = preview.changed.map(({ term, before, after }) => [term, [before, after]] as const)
	const sequence = await recordAmendment(scope, contract, {
		...{ kind: 'change', effectiveOn: scope.today.toString(), reason },
		terms: Object.fromEntries(changes) as Record<string, [unknown, unknown]>,
	})
	return { sequence }
}

async function workOut(scope: Scope, input: ChangeTerms) {
	const { id, version, reason, ...given } = checked(termsInput, input)
	const contract = await readTerms(scope, id)
	if (contract.direction === 'payable') refuse('contract.payable', { party: contract.number })
	stateAfter('amend', contract)
	refuseOver(scope, contract, 'amend')
	if (contract.version !== version) refuse('changed_meanwhile', { noun: 'contract' })
	const before = contract.terms
	const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
	const terms: Terms = { ...before, ...said }
	const changed = termNames.flatMap((term) => (terms[term] === before[term] ? [] : [changeOf(term, before, terms)]))
	if (changed.length === 0) refuse('contract.nothing_changes', { number: contract.number })
	refuseLocked(scope, 'contract', contract.state, [...new Set(changed.map(({ term }) => fields[term]))])
	const notice = noticeOn({ ...contract, ...terms }, scope.today)
	const lastDay = notice.kind === 'renewed' ? notice.lastDay.toString() : null
	const next = { kind: notice.kind, endsOn: notice.endsOn.toString(), lastDay }
	const preview: TermsPreview = { changed, next: seesTerm(scope, 'noticeDays', contract.state) ? next : null }
	return { preview, terms, reason }
}

function changeOf(term: keyof Terms, before: Terms, after: Terms): ChangedTerm {
	return { term, before: before[term], after: after[term], stricter: isStricter(term, before, after) } as ChangedTerm
}

const freedom: Terms['access'][] = ['none', 'upsell', 'upsell_and_downsell']

/** Longer bound, sooner to pay, or less to change by themselves. */
function isStricter(term: keyof Terms, before: Terms, after: Terms): boolean {
	switch (term) {
		case 'renewal':
			return after.renewal === 'tacit'
		case 'termMonths':
			return after.renewal === 'tacit' && (after.termMonths ?? 0) > (before.termMonths ?? 0)
		case 'noticeDays':
			return after.noticeDays > before.noticeDays
		case 'paymentTermDays':
			return after.paymentTermDays < before.paymentTermDays
		case 'access':
			return freedom.indexOf(after.access) < freedom.indexOf(before.access)
	}
}

type Found = {
	number: string
	state: ContractState
	direction: 'receivable' | 'payable'
	version: number
	startsOn: Temporal.PlainDate
	endsOn: Temporal.PlainDate | null
	untoldUntil: Temporal.PlainDate | null
	terms: Terms
}

async function readTerms(scope: Scope, id: string): Promise<Found> {
	const [found] = await scope.sql<(Omit<Found, 'terms'> & Terms)[]>`
		select number, state, direction, version, starts_on as "startsOn", ends_on as "endsOn", untold_until as "untoldUntil",
			renewal, term_months as "termMonths", notice_days as "noticeDays", payment_term_days as "paymentTermDays", access
		from contract where id = ${id} and ${reach(scope).contract()}`
	if (!found) refuse('not_found', { noun: 'contract' })
	const { renewal: atEnd, termMonths, noticeDays, paymentTermDays, access: may, ...contract } = found
	return { ...contract, terms: { renewal: atEnd, termMonths, noticeDays, paymentTermDays, access: may } }
}
