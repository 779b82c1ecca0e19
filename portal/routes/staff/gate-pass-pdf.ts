import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findGatePassFacts } from '#core/delivery/paper-facts.ts'
import { gatePassPdf } from '../../deliver/gate-pass-paper.ts'
import { pdfResponse } from '../../pdf-response.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ gatePassId: z.uuid() })

/** A gate pass as PDF, for whoever asked for the delivery to print or send on. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { gatePassId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const found = await look(context.books, actor, findGatePassFacts, { id })
	if (!found.ok) throw notFound()
	return pdfResponse(request, await gatePassPdf(found.value, context.settings.publicUrl))
}
