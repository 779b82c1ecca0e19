import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findDocumentFile } from '#core/document/find.ts'
import { fileResponse } from '../files/download.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'

const address = z.object({ contractId: z.uuid(), versionId: z.uuid() })

/** A document of a contract that its customer is shown. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId, versionId } = address.safeParse(params).data ?? {}
	if (!contractId || !versionId) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const found = await look(context.books, actor, findDocumentFile, { versionId, contractId })
	if (!found.ok) throw notFound()
	return await fileResponse(context.files, found.value)
}
