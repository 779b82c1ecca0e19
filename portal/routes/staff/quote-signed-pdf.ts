import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { refusePaper } from '#core/field-right/paper.ts'
import { findEvidence } from '#core/quote/evidence.ts'
import { signedQuotePdf } from '../../deliver/quote-paper.ts'
import { pdfResponse } from '../../pdf-response.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ quoteId: z.uuid() })

/** The signed quote as the customer has it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { quoteId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const found = await look(context.books, actor, findEvidence, { id })
	const paper = await look(context.books, actor, refusePaper, undefined)
	if (!found.ok || !paper.ok) throw notFound()
	return pdfResponse(request, await signedQuotePdf(context.books, context.settings, id))
}
