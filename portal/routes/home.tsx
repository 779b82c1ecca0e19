import { redirect } from '@remix-run/node'

/** Where the product's bare address leads. */
export function loader() {
	return redirect('/overview')
}
