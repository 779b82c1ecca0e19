import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findResultPhoto } from '#core/machine-request/find-photo.ts'
import { may } from '#core/permit.ts'
import { fileResponse } from '../../files/download.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ machineRequestId: z.uuid(), resultPhotoId: z.uuid() })

/** A photo of what came of fetching a machine. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { machineRequestId: id, resultPhotoId: photoId } = address.safeParse(params).data ?? {}
	if (!id || !photoId || !may(actor, 'machine_request.record')) throw notFound()
	const found = await look(context.books, actor, findResultPhoto, { id, photoId })
	if (!found.ok) throw notFound()
	return await fileResponse(context.files, found.value)
}
