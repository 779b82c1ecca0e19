import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findPayment, reachesWholePayment } from '#core/payment/find.ts'
import { receiptPdf } from '../deliver/paper.ts'
import { pdfResponse } from '../pdf-response.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'

const address = z.object({ paymentId: z.uuid() })

/** The receipt of a payment as PDF. There is none before the money has come. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { paymentId } = address.safeParse(params).data ?? {}
	if (!paymentId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'payment', id: paymentId })
	await countPaper(request, context, visitor)
	const { actor } = visitor
	const found = await look(context.books, actor, findPayment, { id: paymentId })
	if (!found.ok || !found.value.receiptNumber || found.value.state !== 'succeeded') throw notFound()
	const whole = await look(context.books, actor, reachesWholePayment, { id: paymentId })
	if (!whole.ok || !whole.value) throw notFound()
	return pdfResponse(request, await receiptPdf(context, paymentId))
}
