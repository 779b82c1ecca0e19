import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { localPath } from '../local-path.ts'
import { isSecure } from '../sign-in/sessions.ts'
import { themeCookie, themes } from '../theme.ts'

/** Keeps the chosen appearance, or forgets it, and returns to the page that asked. */
export async function action({ request, context }: ActionFunctionArgs) {
	const form = await request.formData()
	const chosen = themes.find((theme) => theme === form.get('theme'))
	return redirect(localPath(form.get('back')), {
		headers: { 'set-cookie': themeCookie(chosen, isSecure(context.settings)) },
	})
}
