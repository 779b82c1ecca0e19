import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { linksCookie } from '../sign-in/cookies.ts'
import { stopSession } from '../sign-in/sessions.ts'

/** Ends a session, here or everywhere, and lets go of secure links. `staff` says which of the two sessions. */
export async function action({ request, context }: ActionFunctionArgs) {
	const form = await request.formData()
	const everywhere = form.get('everywhere') === 'on'
	// What the browser has kept of pages goes too: the next person at it goes back to nothing.
	const headers = new Headers({ 'clear-site-data': '"cache"' })
	if (form.get('audience') === 'staff') {
		headers.append('set-cookie', await stopSession(request, context, 'staff', everywhere))
		return redirect('/sign-in/staff', { headers })
	}
	headers.append('set-cookie', await stopSession(request, context, 'customer', everywhere))
	headers.append('set-cookie', linksCookie(context, []))
	return redirect('/sign-in', { headers })
}

export function loader() {
	return redirect('/')
}
