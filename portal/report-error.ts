import type { LoadContext } from './load-context.ts'

/** Writes an unexpected error to the log under the reference that its page shows. */
export function reportError(error: unknown, { log, requestId }: Pick<LoadContext, 'log' | 'requestId'>): void {
	log.error(
		{ reference: requestId, err: error instanceof Error ? error : new Error(String(error)) },
		'unexpected error',
	)
}
