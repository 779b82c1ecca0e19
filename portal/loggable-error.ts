/**
 * What may be logged of an error: never the objects that libraries hang on theirs, which hold what people typed, whole
 * requests, or the secret with which an intent can be paid.
 */
export function loggableError(error: unknown): Record<string, string | number | undefined> {
	if (!(error instanceof Error)) return { message: String(error).slice(0, 500) }
	const field = (name: string) => {
		const value = (error as unknown as Record<string, unknown>)[name]
		return typeof value === 'string' || typeof value === 'number' ? value : undefined
	}
	return {
		name: error.name,
		message: error.message.slice(0, 500),
		code: field('code'),
		type: field('type'),
		statusCode: field('statusCode'),
		requestId: field('requestId'),
		stack: error.stack?.slice(0, 4000),
	}
}
