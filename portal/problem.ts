import { data } from '@remix-run/node'

/** What a page can fail with; the pages for it are drawn by `ProblemBoundary`. */
export type Problem =
	| { problem: 'not_found' }
	| { problem: 'expired' }
	| { problem: 'too_many'; seconds: number }
	| { problem: 'unreadable' }
	| { problem: 'too_large' }
	| { problem: 'broken'; reference: string }

/** For anything that does not exist, or is not the reader's to see: the two must look the same. Throw it. */
export function notFound() {
	return data<Problem>({ problem: 'not_found' }, { status: 404 })
}

/** For a secure link that has been used up, withdrawn or has expired. Throw it. */
export function expired() {
	return data<Problem>({ problem: 'expired' }, { status: 410 })
}

/** For too many tries; `seconds` until the next is allowed. Throw it. */
export function tooMany(seconds: number) {
	return data<Problem>({ problem: 'too_many', seconds }, { status: 429 })
}

/** For our own mistakes, once they are in the log under `reference`. */
export function broken(reference: string) {
	return data<Problem>({ problem: 'broken', reference }, { status: 500 })
}

/** A problem as it is thrown. */
export type Thrown = ReturnType<typeof notFound>

export function isProblem(error: unknown): error is Thrown {
	if (typeof error !== 'object' || error === null || !('type' in error && 'data' in error)) return false
	return error.type === 'DataWithResponseInit' && typeof (error.data as Partial<Problem> | null)?.problem === 'string'
}

/** How long a page that failed asks its caller to wait. */
export function secondsToWait(errors: Record<string, unknown> | null | undefined): number | undefined {
	for (const error of Object.values(errors ?? {})) {
		const thrown = (error as { data?: Partial<Problem> } | null)?.data
		if (thrown?.problem === 'too_many' && 'seconds' in thrown) return thrown.seconds
	}
	return undefined
}
