import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findAttachment } from '#core/message/find-attachment.ts'
import { fileResponse } from '../../files/download.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ contractId: z.uuid(), attachmentId: z.uuid() })

/** A file of a conversation, for staff who read conversations. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { contractId, attachmentId: id } = address.safeParse(params).data ?? {}
	if (!contractId || !id) throw notFound()
	const found = await look(context.books, actor, findAttachment, { id, contractId })
	if (!found.ok) throw notFound()
	return await fileResponse(context.files, found.value)
}
