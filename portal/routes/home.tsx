import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { findCustomer, findStaff } from '../sign-in/actor.ts'

/** Where the product's bare address leads: to one's own pages, or to the door. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	if (await findCustomer(request, context)) return redirect('/overview')
	if (await findStaff(request, context)) return redirect('/staff')
	return redirect('/sign-in')
}
