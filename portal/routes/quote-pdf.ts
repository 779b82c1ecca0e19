import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findQuotePaperFacts } from '#core/quote/paper-facts.ts'
import { quotePdf } from '../deliver/quote-paper.ts'
import { pdfResponse } from '../pdf-response.ts'
import { chosenIn } from '../present/quote/shown.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'
import { speakerFor } from '../words/speakers.ts'

const address = z.object({ quoteId: z.uuid() })

/** The quote with the lines asked for as PDF, in the reader's language. It is not kept: the signed one is. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { quoteId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'quote', id })
	await countPaper(request, context, visitor)
	const { actor } = visitor
	const { language } = speakerFor(request, context)
	const asked = { id, chosen: chosenIn(request), language }
	const found = await look(context.books, actor, findQuotePaperFacts, asked)
	if (!found.ok) throw notFound()
	const url = `${context.settings.publicUrl}/quotes/${id}`
	return pdfResponse(request, await quotePdf(found.value, language, url))
}
