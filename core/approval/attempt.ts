import type { Scope } from '../act.ts'
import { type Refusal, Refused } from '../refusal.ts'

type Attempted<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal }

/** Runs a part of a verb: what it refuses is undone, and the rest of the transaction goes on. */
export async function attempt<Value>(scope: Scope, part: (scope: Scope) => Promise<Value>): Promise<Attempted<Value>> {
	try {
		const value = await scope.sql.savepoint(async (sql) => await part({ ...scope, sql }))
		return { ok: true, value: value as Value }
	} catch (error) {
		if (error instanceof Refused) return { ok: false, refusal: error.refusal }
		throw error
	}
}

/** What passes by itself: once it has, something happens, and what waits is looked at again. */
const passing: ReadonlySet<string> = new Set(['payment.in_progress'])

/** Whether it may be done a little later, with nobody asking anew. */
export const isPassing = ({ code }: Refusal): boolean => passing.has(code)

class Fallen extends Error {
	readonly value: unknown
	constructor(value: unknown) {
		super('What was done does not stand')
		this.value = value
	}
}

/** Runs a part of a verb, and undoes it too where what it answers does not stand. */
export async function attemptWhere<Value>(
	scope: Scope,
	part: (scope: Scope) => Promise<Value>,
	stands: (value: Value) => boolean,
): Promise<Attempted<Value>> {
	try {
		return await attempt(scope, async (trial) => {
			const value = await part(trial)
			if (!stands(value)) throw new Fallen(value)
			return value
		})
	} catch (error) {
		if (error instanceof Fallen) return { ok: true, value: error.value as Value }
		throw error
	}
}

class Rehearsed extends Error {}

/** Runs a part of a verb and leaves what it did. */
export async function perform(scope: Scope, part: (scope: Scope) => Promise<unknown>): Promise<void> {
	await part(scope)
}

/** Runs a part of a verb and undoes it: refuses what it refuses, and leaves nothing behind. */
export async function rehearse(scope: Scope, part: (scope: Scope) => Promise<unknown>): Promise<void> {
	try {
		await scope.sql.savepoint(async (sql) => {
			await part({ ...scope, sql })
			throw new Rehearsed()
		})
	} catch (error) {
		if (!(error instanceof Rehearsed)) throw error
	}
}
