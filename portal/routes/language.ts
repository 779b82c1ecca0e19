import { type ActionFunctionArgs, redirectDocument } from '@remix-run/node'
import { localPath } from '../local-path.ts'
import { isSecure } from '../sign-in/sessions.ts'
import { isLanguage, languageCookie } from '../words/language.ts'

/** Keeps the chosen language and reloads the page that asked, so that its words are loaded afresh. */
export async function action({ request, context }: ActionFunctionArgs) {
	const form = await request.formData()
	const language = form.get('language')
	const headers = isLanguage(language)
		? { 'set-cookie': languageCookie(language, isSecure(context.settings)) }
		: undefined
	return redirectDocument(localPath(form.get('back')), headers ? { headers } : {})
}
