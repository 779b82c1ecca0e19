import { z } from 'zod'
import { act } from '#core/act.ts'
import { secretKey } from '#core/settings.ts'
import { addPasskey } from '#core/sign-in/passkey/add.ts'
import { madeAnswer } from '#core/sign-in/passkey/answer.ts'
import { removePasskey, renamePasskey } from '#core/sign-in/passkey/keep.ts'
import type { LoadContext } from '../load-context.ts'
import { presentRefusal } from '../present/refusal.ts'
import { notFound } from '../problem.ts'
import { speakerFor } from '../words/speakers.ts'
import type { StaffActor } from './actor.ts'
import { countTry, networkOf } from './limits.ts'
import { keepSecondFactor, sessionKeyOf } from './sessions.ts'
import { siteOf } from './site.ts'

const name = z
	.string()
	.transform((text) => text.replaceAll('\0', '').trim())
	.pipe(z.string().min(1).max(60))

/** JSON in a field of a form; what is no JSON is no answer. */
export const jsonField = z.string().transform((text, context) => {
	try {
		return JSON.parse(text) as unknown
	} catch {
		context.addIssue({ code: 'custom' })
		return z.NEVER
	}
})

const posted = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('passkey_add'), name, answer: jsonField.pipe(madeAnswer) }),
	z.object({ intent: z.literal('passkey_rename'), passkey: z.uuid(), name }),
	z.object({ intent: z.literal('passkey_remove'), passkey: z.uuid() }),
])

export const isAboutPasskeys = (form: FormData) => String(form.get('intent')).startsWith('passkey_')

type Asked = { request: Request; context: LoadContext; actor: StaffActor }

/** Carries out what was posted about a member's own passkeys. Answers recovery codes where the first one made some. */
export async function changePasskeys(
	{ request, context, actor }: Asked,
	form: FormData,
): Promise<{ codes: string[] | null; refused: string | null }> {
	const { books, settings, address } = context
	await countTry(books.sql, 'codes', networkOf(address))
	const read = posted.safeParse(Object.fromEntries(form))
	const speaker = speakerFor(request, context)
	if (!read.success) return { codes: null, refused: presentRefusal(speaker, { code: 'passkey.refused', facts: {} }) }
	const sessionKey = await sessionKeyOf(request, context, 'staff')
	const { data: asked } = read
	const outcome =
		asked.intent === 'passkey_add'
			? await act(books, actor, addPasskey, { ...asked, site: siteOf(context), key: secretKey(settings), sessionKey })
			: asked.intent === 'passkey_rename'
				? await act(books, actor, renamePasskey, { id: asked.passkey, name: asked.name })
				: await act(books, actor, removePasskey, { id: asked.passkey, sessionKey })
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok) return { codes: null, refused: presentRefusal(speaker, outcome.refusal) }
	if (asked.intent === 'passkey_add') await keepSecondFactor(request, context)
	return { codes: outcome.value ?? null, refused: null }
}
