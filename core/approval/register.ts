import type { z } from 'zod'
import type { Scope } from '../act.ts'
import type { Action } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { asDecided } from './decided.ts'
import { type Asked, type CardBody, type Ended, fingerprintOfCard, type Subject } from './subject.ts'
import type { SubjectKind } from './subject-kinds.ts'
import { cancellation } from './subjects/cancellation.ts'
import { contractActivation } from './subjects/contract-activation.ts'
import { contractChange } from './subjects/contract-change.ts'
import { creditNote } from './subjects/credit-note.ts'
import { delivery } from './subjects/delivery.ts'
import { discount } from './subjects/discount.ts'
import { machineLock, machineUnlock, repossession, settlement } from './subjects/machine-request.ts'
import { partnerApplication } from './subjects/partner-application.ts'
import { penaltyWaiver } from './subjects/penalty-waiver.ts'
import { planRest } from './subjects/plan-rest.ts'
import { quoteSend } from './subjects/quote-send.ts'
import { refund } from './subjects/refund.ts'
import { reschedule } from './subjects/reschedule.ts'
import { supplierContract } from './subjects/supplier-contract.ts'
import { userAccess } from './subjects/user-access.ts'
import { writeOff } from './subjects/write-off.ts'

/** A subject whose input comes from where it was kept, and is read before anything is done with it. */
type Registered<Input, Done> = {
	permission: Action
	renews: boolean
	input: z.ZodType<Input>
	look(scope: Scope, input: unknown, on: string): Promise<Asked<unknown>>
	/** Undefined where looking is no doing. */
	runAndLook: ((scope: Scope, input: unknown, on: string) => Promise<Asked<unknown>>) | undefined
	run(scope: Scope, input: unknown, on: string): Promise<Done>
	rejected(scope: Scope, input: unknown): Promise<void>
	ended(scope: Scope, input: unknown, how: Ended, note: string): Promise<void>
	card(shown: unknown, currency: string): CardBody
}

function register<Input, Shown, Done>(
	kind: SubjectKind,
	subject: Subject<Input, Shown, Done>,
): Registered<Input, Done> {
	const read = (input: unknown): Input => {
		const parsed = subject.input.safeParse(input)
		if (parsed.success) return parsed.data
		const issue = parsed.error.issues[0]
		return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const whole = (asked: Asked<Shown>): Asked<Shown> => {
		const body = subject.card(asked.shown, asked.currency ?? '')
		return { ...asked, fingerprint: fingerprintOfCard(asked.fingerprint, body) }
	}
	const { runAndLook } = subject
	return {
		permission: subject.permission,
		renews: subject.renews,
		input: subject.input,
		look: async (scope, input, on) => whole(await subject.look(asDecided(scope, kind), read(input), on)),
		runAndLook:
			runAndLook && (async (scope, input, on) => whole(await runAndLook(asDecided(scope, kind), read(input), on))),
		run: async (scope, input, on) => await subject.run(asDecided(scope, kind), read(input), on),
		rejected: async (scope, input) => await subject.rejected?.(asDecided(scope, kind), read(input)),
		ended: async (scope, input, how, note) => await subject.ended?.(scope, read(input), how, note),
		card: (shown, currency) => subject.card(shown as Shown, currency),
	}
}

/** Everything that may need approval. */
export const subjects = {
	contract_change: register('contract_change', contractChange),
	contract_activation: register('contract_activation', contractActivation),
	quote_send: register('quote_send', quoteSend),
	discount: register('discount', discount),
	cancellation: register('cancellation', cancellation),
	credit_note: register('credit_note', creditNote),
	refund: register('refund', refund),
	write_off: register('write_off', writeOff),
	plan_rest: register('plan_rest', planRest),
	penalty_waiver: register('penalty_waiver', penaltyWaiver),
	reschedule: register('reschedule', reschedule),
	delivery: register('delivery', delivery),
	machine_lock: register('machine_lock', machineLock),
	machine_unlock: register('machine_unlock', machineUnlock),
	repossession: register('repossession', repossession),
	settlement: register('settlement', settlement),
	user_access: register('user_access', userAccess),
	supplier_contract: register('supplier_contract', supplierContract),
	partner_application: register('partner_application', partnerApplication),
} satisfies Record<SubjectKind, unknown>

export type { SubjectKind }

export type SubjectInput<Kind extends SubjectKind> = z.input<(typeof subjects)[Kind]['input']>
export type SubjectDone<Kind extends SubjectKind> = Awaited<ReturnType<(typeof subjects)[Kind]['run']>>

export const subjectOf = (kind: SubjectKind): Registered<unknown, unknown> => subjects[kind]
