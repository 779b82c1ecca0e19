import { act, type Books, type Outcome, type Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { refuse } from '../../refusal.ts'
import { lockFactor, refusalOf, tryFactor } from './factor.ts'

/** `userId` is of a session that waits for its second factor; `key` the product's secret key. */
export type PassSecondFactor = { userId: string; key: string; code: string }

const actor = { kind: 'system', name: 'sign-in' } as const

/**
 * Uses up a code of the app, or a recovery code, at a sign-in. Refuses `second_factor.wrong`, `sign_in.too_many`; a wrong
 * code goes on counting.
 */
export async function passSecondFactor(books: Books, input: PassSecondFactor): Promise<Outcome<null>> {
	const outcome = await act(books, actor, pass, input)
	return outcome.ok ? outcome.value : outcome
}

async function pass(scope: Scope, input: PassSecondFactor): Promise<Outcome<null>> {
	const factor = await lockFactor(scope, input.userId)
	if (!factor) refuse('not_found', { noun: 'second_factor' })
	const tried = await tryFactor(scope, factor, input)
	if (!tried.ok) return refusalOf(tried)
	await emit(scope, { kind: 'second_factor.passed', subject: { kind: 'staff_user', id: input.userId } })
	return { ok: true, value: null }
}
