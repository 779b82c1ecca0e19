import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { act } from '#core/act.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { readForm } from '#portal/form.ts'
import { notFound } from '#portal/problem.ts'
import { requireCustomer } from '#portal/sign-in/actor.ts'
import { countWork } from '#portal/sign-in/count-work.ts'
import { proofIn } from '#portal/sign-in/proof.ts'
import { confirmSchema } from './posted.ts'

/**
 * Makes the change that a confirmed form carries, and leads to what has become of it. What would now do something else
 * than was seen leads back to the same page with the amounts of now; an older link to its code first.
 */
export async function makePosted({ request, context }: ActionFunctionArgs, of?: string) {
	const url = new URL(request.url)
	const here = (more?: [string, string]) => {
		const query = new URLSearchParams([...url.searchParams].filter(([name]) => name !== 'different'))
		if (more) query.set(...more)
		return query.size > 0 ? `${url.pathname}?${query}` : url.pathname
	}
	const form = await readForm(request, confirmSchema, context)
	if (!form.ok) return form.reply
	const { change, seen, key, intent, note } = form.value
	// Of contracts changed together the first stands for all.
	const contractId = of ?? (change.kind === 'co_terminate' ? change.parts[0]?.contractId : undefined)
	if (!contractId) throw notFound()
	// Of contracts changed together the page names the customer, so that its key is the one that is asked for a code too.
	const customer = of ? undefined : z.uuid().safeParse(url.searchParams.get('customer')).data
	const wanted = customer
		? ({ kind: 'customer', id: customer } as const)
		: ({ kind: 'contract', id: contractId } as const)
	const visitor = await requireCustomer(request, context, wanted)
	const { actor } = visitor
	await countWork(context, visitor, 'previews')
	const proof = proofIn(request, context)
	const input = { contractId, change, seen, key, ask: intent === 'ask', note, proof }
	const made = await act(context.books, actor, makeChange, input)
	if (made.ok) {
		const { requestId, contractId: kept } = made.value
		return redirect(requestId ? `/contracts/${kept}/requests/${requestId}` : `/contracts/${kept}/changed/${key}`)
	}
	const { code } = made.refusal
	if (code === 'change.different' || code === 'change.needs_approval' || code === 'approval.not_needed')
		return redirect(here(['different', '']))
	// With 200 the page is loaded afresh beside the refusal, with the amounts of now.
	return data(form.refuse(made).data, { status: 200 })
}
