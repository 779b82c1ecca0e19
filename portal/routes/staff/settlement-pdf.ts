import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findCertificateFacts } from '#core/machine-request/certificate-facts.ts'
import { may } from '#core/permit.ts'
import { settlementPdf } from '../../deliver/settlement-paper.ts'
import { pdfResponse } from '../../pdf-response.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const address = z.object({ machineRequestId: z.uuid() })

/** The certificate of a settlement, for whoever may ask for one. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { machineRequestId: requestId } = address.safeParse(params).data ?? {}
	if (!requestId || !may(actor, 'machine_request.ask')) throw notFound()
	const found = await look(context.books, actor, findCertificateFacts, { requestId })
	if (!found.ok) throw notFound()
	return pdfResponse(request, await settlementPdf(context.books, found.value))
}
