import { notFound } from '../problem.ts'

export function loader() {
	throw notFound()
}

export function action() {
	throw notFound()
}

export default function NotFound() {
	return null
}
