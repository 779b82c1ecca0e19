import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '../problem.ts'

/** Also draws what a file could not be had for. */
export function loader({ context }: LoaderFunctionArgs) {
	throw context.problem ?? notFound()
}

export function action() {
	throw notFound()
}

export default function NotFound() {
	return null
}
