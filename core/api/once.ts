import { createHash } from 'node:crypto'
import type { Books, Scope, Verb } from '../act.ts'
import { refuse } from '../refusal.ts'

export type Once<Input, Answer> = {
	keyId: string
	/** What the program calls this request; without one it is done each time it is asked. */
	name: string | undefined
	/** Of the verb, so that one name is not two different things. */
	what: string
	input: Input
	verb: Verb<Input, Answer>
}

/**
 * Does what a program asks, once: the same request under the same name is answered as the first one was, in one transaction with
 * what it did. At once with the first it waits for it. Refuses `api.name_reused` for another request under that name.
 * An answer is JSON. It asks nobody itself: the verb does.
 */
export async function doOnce<Input, Answer>(scope: Scope, once: Once<Input, Answer>): Promise<Answer> {
	const { keyId, name, what, input, verb } = once
	if (name === undefined) return await verb(scope, input)
	const { sql } = scope
	const fingerprint = createHash('sha256')
		.update(JSON.stringify([what, input]))
		.digest()
	const [begun] = await sql`
		insert into api_request (api_key_id, name, fingerprint, answer) values (${keyId}, ${name}, ${fingerprint}, 'null')
		on conflict do nothing returning name`
	if (!begun) {
		const [before] = await sql<{ same: boolean; answer: Answer }[]>`
			select fingerprint = ${fingerprint} as same, answer from api_request where api_key_id = ${keyId} and name = ${name}`
		if (!before?.same) refuse('api.name_reused', { name })
		return before.answer
	}
	const answer = await verb(scope, input)
	await sql`
		update api_request set answer = ${sql.json(answer as never)} where api_key_id = ${keyId} and name = ${name}`
	return answer
}

/** Forgets requests of more than three days ago: a program that repeats one does so sooner. Answers how many. */
export async function sweepApiRequests({ sql }: Pick<Books, 'sql'>): Promise<number> {
	const swept = await sql`delete from api_request where asked_at < now() - interval '3 days'`
	return swept.count
}
