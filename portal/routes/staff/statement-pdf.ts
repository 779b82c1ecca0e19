import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findStatementFacts } from '#core/journal/statement-facts.ts'
import { statementPdf } from '../../deliver/statement-paper.ts'
import { pdfResponse } from '../../pdf-response.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { daysOf, readStatementFilter } from '../../present/statement/filter.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ customerId: z.uuid() })

/** A customer's statement as PDF, in the customer's language. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	const filter = readStatementFilter(request)
	if (!customerId || !filter) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const input = { customerId, contractId: filter.contract, ...daysOf(filter, today) }
	const found = await look(context.books, staff.actor, findStatementFacts, input)
	if (!found.ok) throw notFound()
	const { language } = found.value.customer
	return pdfResponse(request, await statementPdf(found.value, { language, publicUrl: context.settings.publicUrl }))
}
