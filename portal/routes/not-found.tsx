import { notFound } from '../problem.ts'
import { ProblemBoundary } from '../problem-boundary.tsx'

export function loader() {
	throw notFound()
}

export function action() {
	throw notFound()
}

export default function NotFound() {
	return null
}

export function ErrorBoundary() {
	return <ProblemBoundary />
}
