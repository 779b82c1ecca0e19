/** Stripe answered something that is not what was asked for: whether it did anything is not known. */
export class UnreadableAnswer extends Error {
	override name = 'UnreadableAnswer'
}

/**
 * Holds an answer against what was asked for. The SDK resolves any JSON without `error`, a proxy's 404 page too.
 * Throws UnreadableAnswer.
 */
export async function answered<Answer extends { object: string; id: string }>(
	asked: Promise<Answer>,
	object: Answer['object'],
): Promise<Answer> {
	const answer = await asked
	if (answer?.object === object && typeof answer.id === 'string' && answer.id !== '') return answer
	throw new UnreadableAnswer(`Stripe did not answer with a ${object}`)
}

/** The same for a list. */
export async function listed<Item>(asked: PromiseLike<{ object: string; data: Item[] }>): Promise<Item[]> {
	const answer = await asked
	if (answer?.object === 'list' && Array.isArray(answer.data)) return answer.data
	throw new UnreadableAnswer('Stripe did not answer with a list')
}
