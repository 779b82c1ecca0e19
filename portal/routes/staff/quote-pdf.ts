import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findQuote } from '#core/quote/find.ts'
import { findQuotePaperFacts } from '#core/quote/paper-facts.ts'
import { quotePdf } from '../../deliver/quote-paper.ts'
import { pdfResponse } from '../../pdf-response.ts'
import { chosenIn } from '../../present/quote/shown.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ quoteId: z.uuid() })

/** The quote as PDF, in the customer's language, with the lines asked for. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { quoteId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const asked = { id, chosen: chosenIn(request) }
	const page = await look(context.books, actor, findQuote, asked)
	if (!page.ok) throw notFound()
	const { language } = page.value.customer
	const facts = await look(context.books, actor, findQuotePaperFacts, { ...asked, language })
	if (!facts.ok) throw notFound()
	const url = `${context.settings.publicUrl}/quotes/${id}`
	return pdfResponse(request, await quotePdf(facts.value, language, url))
}
