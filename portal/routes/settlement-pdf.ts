import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findCertificateFacts } from '#core/machine-request/certificate-facts.ts'
import { settlementPdf } from '../deliver/settlement-paper.ts'
import { pdfResponse } from '../pdf-response.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'

const address = z.object({ contractId: z.uuid() })

/** The certificate of a contract that is settled, for its customer. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	await countPaper(request, context, visitor)
	const { actor } = visitor
	const found = await look(context.books, actor, findCertificateFacts, { contractId })
	if (!found.ok) throw notFound()
	return pdfResponse(request, await settlementPdf(context.books, found.value))
}
