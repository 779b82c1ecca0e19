import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findCasePhoto } from '#core/collection/entries.ts'
import { may } from '#core/permit.ts'
import { fileResponse } from '../../files/download.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ collectionCaseId: z.uuid(), collectionPhotoId: z.uuid() })

/** A photo that a collector took. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { collectionCaseId: caseId, collectionPhotoId: photoId } = address.safeParse(params).data ?? {}
	if (!caseId || !photoId || !may(actor, 'collection.read')) throw notFound()
	const found = await look(context.books, actor, findCasePhoto, { caseId, photoId })
	if (!found.ok) throw notFound()
	return await fileResponse(context.files, found.value)
}
