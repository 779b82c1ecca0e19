import { act, type Books, type Verb } from '../act.ts'

/** A request that something could not be done to, and why, for the log. */
export type FailedRequest = { id: string; problem: string }

/** Who looks after what waits. */
export const clockwork = { kind: 'system', name: 'clockwork' } as const

/** Does something to each request in a transaction of its own: one that fails holds up no other, and is told with why. */
export async function eachByItself<Row extends { id: string }, Value>(
	books: Books,
	rows: readonly Row[],
	verb: Verb<Row, Value>,
	done: (value: Value) => void,
): Promise<FailedRequest[]> {
	const failed: FailedRequest[] = []
	for (const row of rows) {
		try {
			const outcome = await act(books, clockwork, verb, row)
			if (outcome.ok) done(outcome.value)
			else failed.push({ id: row.id, problem: outcome.refusal.code })
		} catch (error) {
			failed.push({ id: row.id, problem: error instanceof Error ? error.message : String(error) })
		}
	}
	return failed
}
