import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findEvidence } from '#core/quote/evidence.ts'
import { signedQuotePdf } from '../deliver/quote-paper.ts'
import { pdfResponse } from '../pdf-response.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'

const address = z.object({ quoteId: z.uuid() })

/** The signed and sealed quote: made when first asked for, the same bytes for ever after. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { quoteId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'quote', id })
	await countPaper(request, context, visitor)
	const { actor } = visitor
	const found = await look(context.books, actor, findEvidence, { id })
	if (!found.ok) throw notFound()
	return pdfResponse(request, await signedQuotePdf(context.books, context.settings, id))
}
