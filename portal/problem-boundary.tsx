import { isRouteErrorResponse, Meta, useRouteError } from '@remix-run/react'
import type { Problem } from './problem.ts'
import { useResponse } from './response.ts'
import { ProblemPage, useProblemText } from './ui/problem-page.tsx'

/** Draws whatever a page failed with. Export it as `ErrorBoundary` of a route, or leave it to the root. */
export function ProblemBoundary({ home = '/' }: { home?: string }) {
	const { requestId } = useResponse()
	return <ProblemPage {...problemOf(useRouteError(), requestId)} home={home} />
}

/** The title of the page, or of the problem that stands in its place. */
export function PageTitle() {
	const error = useRouteError()
	const { title } = useProblemText(problemOf(error, '').problem)
	return error ? <title>{title}</title> : <Meta />
}

function problemOf(error: unknown, requestId: string): Problem {
	const thrown = isRouteErrorResponse(error) ? (error.data as Partial<Problem> | null) : null
	if (thrown?.problem) return thrown as Problem
	if (isRouteErrorResponse(error) && error.status === 404) return { problem: 'not_found' }
	if (isRouteErrorResponse(error) && error.status === 413) return { problem: 'too_large' }
	// Any other mistake of who sent it, such as a form that is none: ours is only what is 500.
	if (isRouteErrorResponse(error) && error.status >= 400 && error.status < 500) return { problem: 'unreadable' }
	return { problem: 'broken', reference: requestId }
}
