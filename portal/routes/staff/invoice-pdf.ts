import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { refusePaper } from '#core/field-right/paper.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { invoicePdf } from '../../deliver/paper.ts'
import { pdfResponse } from '../../pdf-response.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ invoiceId: z.uuid() })

/** The PDF as the customer has it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { invoiceId } = address.safeParse(params).data ?? {}
	if (!invoiceId) throw notFound()
	const found = await look(context.books, actor, findInvoicePage, { id: invoiceId })
	const paper = await look(context.books, actor, refusePaper, undefined)
	if (!found.ok || !paper.ok) throw notFound()
	const { books, settings } = context
	return pdfResponse(request, await invoicePdf({ books, publicUrl: settings.publicUrl }, invoiceId))
}
