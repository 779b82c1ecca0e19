import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { act } from '#core/act.ts'
import { acceptPrices } from '#core/price-update/of-contract.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'

const address = z.object({ contractId: z.uuid(), priceUpdateId: z.uuid() })

/** The customer agrees to new prices before they begin. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const { contractId, priceUpdateId } = address.safeParse(params).data ?? {}
	if (!contractId || !priceUpdateId) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const accepted = await act(context.books, actor, acceptPrices, { contractId, priceUpdateId })
	if (!accepted.ok) throw notFound()
	return redirect(`/contracts/${contractId}`)
}
