import type { Outcome, Scope } from '../../act.ts'
import { openSecret, type Seal } from '../../seal.ts'
import { realTime } from '../real-time.ts'
import { hashRecovery, stepOf } from './code.ts'

export type Factor = {
	userId: string
	secret: Buffer
	confirmedAt: Temporal.Instant | null
	lastStep: bigint
	wrong: number
	closedUntil: Temporal.Instant | null
	recoveryHashes: Buffer[]
}

/** Wrong codes in a row before none is taken for a while. */
const mostWrong = 5
const closedMinutes = 15

export async function lockFactor({ sql }: Scope, userId: string): Promise<Factor | undefined> {
	const [factor] = await sql<Factor[]>`
		select user_id as "userId", secret, confirmed_at as "confirmedAt", last_step as "lastStep", wrong,
			closed_until as "closedUntil", recovery_hashes as "recoveryHashes"
		from second_factor where user_id = ${userId} for update`
	return factor
}

export type Tried = { ok: true } | { ok: false; minutes?: number }

/**
 * Uses a code, or a recovery code, up. A wrong one counts and must go on counting, so it is answered and not refused:
 * after five none is taken for a quarter of an hour. `proving`: an app shows for the first time that it makes the right
 * codes; until it has, its codes open nothing.
 */
export async function tryFactor(
	scope: Scope,
	factor: Factor,
	{ key, code, proving = false }: { key: string; code: string; proving?: boolean },
): Promise<Tried> {
	const { sql } = scope
	const now = realTime(scope)
	const { userId, closedUntil } = factor
	if (closedUntil && Temporal.Instant.compare(closedUntil, now) > 0)
		return { ok: false, minutes: Math.ceil(closedUntil.since(now).total('minutes')) }
	const digits = code.replace(/\s/g, '')
	const step =
		(proving || factor.confirmedAt) && /^\d{6}$/.test(digits)
			? stepOf(openSecret(sealOf(key, userId), factor.secret), digits, now, factor.lastStep)
			: undefined
	const recovery = hashRecovery(code)
	const isRecovery = !proving && factor.recoveryHashes.some((hash) => hash.equals(recovery))
	if (step === undefined && !isRecovery) {
		const closes = factor.wrong + 1 >= mostWrong ? now.add({ minutes: closedMinutes }) : null
		await sql`
			update second_factor set wrong = ${closes ? 0 : factor.wrong + 1}, closed_until = ${closes} where user_id = ${userId}`
		return closes ? { ok: false, minutes: closedMinutes } : { ok: false }
	}
	await sql`
		update second_factor set wrong = 0, closed_until = null, last_step = ${step ?? factor.lastStep},
			recovery_hashes = array_remove(recovery_hashes, ${isRecovery ? recovery : Buffer.alloc(0)}::bytea)
		where user_id = ${userId}`
	return { ok: true }
}

/** A refusal as a value: thrown, it would take the count of the wrong code back with it. */
export function refusalOf({ minutes }: Extract<Tried, { ok: false }>): Outcome<never> {
	return minutes
		? { ok: false, refusal: { code: 'sign_in.too_many', facts: { minutes } } }
		: { ok: false, refusal: { code: 'second_factor.wrong', facts: {} } }
}

export const sealOf = (key: string, userId: string): Seal => ({ key, use: 'second factor', of: userId })
