import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findDocumentFile } from '#core/document/find.ts'
import { fileResponse } from '../../files/download.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ versionId: z.uuid() })

/** A version of a document, for staff. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { versionId } = address.safeParse(params).data ?? {}
	if (!versionId) throw notFound()
	const found = await look(context.books, actor, findDocumentFile, { versionId })
	if (!found.ok) throw notFound()
	return await fileResponse(context.files, found.value)
}
