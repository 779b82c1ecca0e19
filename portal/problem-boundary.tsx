import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import type { Problem } from './problem.ts'
import { useResponse } from './response.ts'
import { ProblemPage } from './ui/problem-page.tsx'

/** Draws whatever a page failed with. Export it as `ErrorBoundary` of a route, or leave it to the root. */
export function ProblemBoundary({ home = '/' }: { home?: string }) {
	const error = useRouteError()
	const { requestId } = useResponse()
	const thrown = isRouteErrorResponse(error) ? (error.data as Partial<Problem> | null) : null
	if (thrown?.problem) return <ProblemPage {...(thrown as Problem)} home={home} />
	if (isRouteErrorResponse(error) && error.status === 404) return <ProblemPage problem="not_found" home={home} />
	return <ProblemPage problem="broken" reference={requestId} home={home} />
}
