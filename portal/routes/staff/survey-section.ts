import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { surveySections } from '#core/credit-survey/form.ts'
import { may } from '#core/permit.ts'
import { postSection, typedIn } from '../../present/staff/survey/posted.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { speakerFor } from '../../words/speakers.ts'

const address = z.object({ surveyId: z.uuid(), section: z.enum(surveySections) })
const versionInput = z.coerce.number().int().min(0).max(1_000_000)

/** A section of a survey, from the page's script: it answers in data, so that a phone can try again by itself. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { surveyId: id, section } = address.safeParse(params).data ?? {}
	if (!id || !section || !may(actor, 'survey.fill')) throw notFound()
	const { version: given, ...typed } = typedIn(await request.formData())
	const version = versionInput.safeParse(given)
	if (!version.success) throw new Response('This form cannot be read', { status: 400 })
	const posted = { id, section, version: version.data, typed }
	const answer = await postSection(context, actor, speakerFor(request), posted)
	return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
}
