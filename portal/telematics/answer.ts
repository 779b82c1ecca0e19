import { type Actor, act, type Books } from '#core/act.ts'
import type { Received } from '#core/inbox/process.ts'
import { takeAnswer, telematicsAnswer } from '#core/telematics/answer.ts'
import type { Log } from '../log.ts'

const telematics: Actor = { kind: 'system', name: 'telematics' }
const prefix = 'telematics:'

export const isTelematics = ({ provider }: Pick<Received, 'provider'>): boolean => provider.startsWith(prefix)

/** Does what a provider's stored message says. One about a command that is not theirs is noted, and done with. */
export async function handleAnswer(
	{ books, log }: { books: Books; log: Log },
	{ provider, payload }: Received,
): Promise<void> {
	const providerId = provider.slice(prefix.length)
	const answer = telematicsAnswer.parse(payload)
	const outcome = await act(books, telematics, takeAnswer, { providerId, answer })
	if (!outcome.ok)
		log.warn({ providerId, code: outcome.refusal.code }, 'A provider spoke of a command that is not theirs')
}
