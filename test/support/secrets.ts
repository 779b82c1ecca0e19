import { openEffect } from '#core/outbox/queue.ts'
import type { Sql } from '#db/client.ts'

/** What the books of tests are sealed with. */
export const testSecretKey = 'the key that seals what tests queue'

export type LetterSecrets = { token: string; code: string; answerUrl: string }

type Queued = { kind: 'mail'; key: string; payload: Record<string, unknown> }

/** Payloads of the letters to an address, or of one name, that are in the outbox, the first first, their secrets opened. */
export async function lettersIn(
	sql: Sql,
	{ to = null, letter = null }: { to?: string | null; letter?: string | null },
) {
	const rows = await sql<Queued[]>`
		select kind, key, payload from outbox
		where (${to}::text is null or payload->'to'->>'email' = ${to}) and (${letter}::text is null or payload->>'letter' = ${letter})
		order by id`
	return rows.map((row) => openEffect({ secretKey: testSecretKey }, row).payload as OpenedLetter)
}

type OpenedLetter = { letter: string; secrets?: LetterSecrets }

/** The secrets of the last letter to an address, or of one name, that waits. Throws when there is none. */
export async function lastSecrets(sql: Sql, which: { to?: string; letter?: string }): Promise<LetterSecrets> {
	const waiting = (await lettersIn(sql, which)).flatMap(({ secrets }) => (secrets ? [secrets] : []))
	const last = waiting.at(-1)
	if (!last) throw new Error(`No letter with secrets waits: ${JSON.stringify(which)}`)
	return last
}
