import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findApplicationFile } from '#core/partner-application/find.ts'
import { fileResponse } from '../../files/download.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ fileId: z.uuid() })

/** A paper that came with an application, for staff. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const named = address.safeParse(params).data
	if (!named) throw notFound()
	const found = await look(context.books, actor, findApplicationFile, { id: named.fileId })
	if (!found.ok) throw notFound()
	return await fileResponse(context.files, found.value)
}
