import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findSurveyFile } from '#core/credit-survey/file.ts'
import { fileResponse } from '../../files/download.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ surveyId: z.uuid(), surveyFileId: z.uuid() })

/** A photo or paper of a survey. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { surveyId, surveyFileId: fileId } = address.safeParse(params).data ?? {}
	if (!surveyId || !fileId) throw notFound()
	const found = await look(context.books, actor, findSurveyFile, { surveyId, fileId })
	if (!found.ok) throw notFound()
	return await fileResponse(context.files, found.value)
}
