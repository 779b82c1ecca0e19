import type { LoaderFunctionArgs } from '@remix-run/node'
import { expired, notFound, tooMany } from '../../problem.ts'
import { ProblemBoundary } from '../../problem-boundary.tsx'
import { notInProduction } from '../not-in-production.ts'

/** Fails on purpose, in each of the ways a page can. */
export function loader({ context, params }: LoaderFunctionArgs) {
	notInProduction(context)
	if (params.kind === 'expired') throw expired()
	if (params.kind === 'too-many') throw tooMany(42)
	if (params.kind === 'broken') throw new Error('broken on purpose by the style page')
	if (params.kind === 'drawing') return null
	throw notFound()
}

export default function Problem() {
	throw new Error('broken on purpose while drawing')
}

export function ErrorBoundary() {
	return <ProblemBoundary />
}
