import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { invoicePdf } from '../deliver/paper.ts'
import { pdfResponse } from '../pdf-response.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'

const address = z.object({ invoiceId: z.uuid() })

/** The invoice or credit note as PDF: made when first asked for, the same bytes for ever after. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { invoiceId } = address.safeParse(params).data ?? {}
	if (!invoiceId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'invoice', id: invoiceId })
	await countPaper(request, context, visitor)
	const { actor } = visitor
	const found = await look(context.books, actor, findInvoicePage, { id: invoiceId })
	if (!found.ok) throw notFound()
	const { books, settings } = context
	return pdfResponse(request, await invoicePdf({ books, publicUrl: settings.publicUrl }, invoiceId))
}
