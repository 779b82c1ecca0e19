import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { act } from '#core/act.ts'
import { acceptPrices } from '#core/price-update/of-contract.ts'
import { confirmAddress } from '../present/confirm-address.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { proofIn } from '../sign-in/proof.ts'

const address = z.object({ contractId: z.uuid(), priceUpdateId: z.uuid() })

/** The customer agrees to new prices before they begin. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const { contractId, priceUpdateId } = address.safeParse(params).data ?? {}
	if (!contractId || !priceUpdateId) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const page = `/contracts/${contractId}`
	const proof = proofIn(request, context)
	const accepted = await act(context.books, actor, acceptPrices, { contractId, priceUpdateId, proof })
	if (accepted.ok) return redirect(page)
	// An old link's holder types the code that is mailed to them, and presses again.
	if (accepted.refusal.code === 'link.code_needed') return redirect(confirmAddress(page))
	throw notFound()
}
