import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findGatePassFacts } from '#core/delivery/paper-facts.ts'
import { press } from '../../deliver/paper.ts'
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
	const { number, contract, machines, token, language, seller, buyer, ...pass } = found.value
	const content = await press.print('gate_pass', {
		...{ number, language, seller, buyer, taker: pass.taker, reason: pass.reason, issuedBy: pass.issuedBy },
		...{ issuedOn: pass.issuedOn, validThrough: pass.validThrough, contractNumber: contract.number },
		machines: machines.map(({ serialNumber, model, factoryNumber, place }) => ({
			...{ serialNumber, model, factoryNumber, place },
		})),
		url: `${context.settings.publicUrl}/g/${token}`,
	})
	return pdfResponse(request, { fileName: `${number}.pdf`, content })
}
