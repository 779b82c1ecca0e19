import Stripe from 'stripe'

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

/** Undefined for what Stripe does not have: it belongs to another account, or to a sandbox that was thrown away. */
export async function unlessMissing<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
	try {
		return await asked
	} catch (error) {
		if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing') return undefined
		throw error
	}
}
