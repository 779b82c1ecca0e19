import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look, type Outcome } from '#core/act.ts'
import { cancelContract, undoCancel } from '#core/amendment/cancel.ts'
import { findCancellation } from '#core/amendment/find-cancellation.ts'
import { takeOffer } from '#core/amendment/take-offer.ts'
import { dayInput } from '#core/day-input.ts'
import { may } from '#core/permit.ts'
import { findConfirmation } from '#core/sign-in/confirm.ts'
import { readForm } from '../form.ts'
import { ConfirmStep } from '../present/cancel/confirm-step.tsx'
import { Ending } from '../present/cancel/ending.tsx'
import { Made } from '../present/cancel/made.tsx'
import { ReasonForm } from '../present/cancel/reason-form.tsx'
import { presentCancellation } from '../present/cancel/shown.ts'
import { confirmAddress } from '../present/confirm-address.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { Day } from '../present/display.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countWork } from '../sign-in/count-work.ts'
import { proofIn } from '../sign-in/proof.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { Sentence, useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid() })
const query = z.object({
	step: z.literal('confirm').optional().catch(undefined),
	reason: z.string().max(40).optional().catch(undefined),
	end: dayInput.optional().catch(undefined),
	done: z.enum(['cancelled', 'kept', 'stayed']).optional().catch(undefined),
	changed: z.string().optional(),
})

/** Only what was seen must be right: a reason that is wrong or too long a text stops nobody. */
const words = { reason: z.string().optional().catch(undefined), text: z.string().optional().catch(undefined) }
const seen = z.string().max(100)
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('cancel'), end: dayInput, seen, ...words }),
	z.object({ intent: z.literal('stay'), offer: z.uuid(), seen, ...words }),
	z.object({ intent: z.literal('undo'), seen }),
])
type Posted = z.infer<typeof schema>

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const path = `/contracts/${contractId}`
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const { actor } = visitor
	if (!may(actor, 'contract.change')) throw redirect(path)
	await countWork(context, visitor, 'previews')
	const url = new URL(request.url)
	const { step, reason, end, done, changed } = query.parse(Object.fromEntries(url.searchParams))
	const wanted = { contractId, reasonCode: reason, endsOn: end, offers: step === 'confirm' }
	const found = await look(context.books, actor, findCancellation, wanted)
	if (!found.ok) throw notFound()
	const speaker = speakerFor(request, context)
	const shown = presentCancellation(found.value, speaker.language)
	const { contract, cancel, undo } = shown
	// A draft, or one that is over: there is nothing to leave.
	if (!cancel && !undo) throw redirect(path)
	if (step && cancel) {
		// Asked before the last step, so that nothing typed there is lost on the way.
		const confirmation = await look(context.books, actor, findConfirmation, { proof: proofIn(request, context) })
		if (confirmation.ok && confirmation.value.needed) throw redirect(confirmAddress(`${url.pathname}${url.search}`))
	}
	return {
		frame: await frameOf(context, visitor, contract.customerId),
		title: titleOf(speaker, contract.number, { step: step !== undefined, ending: undo !== null, done }),
		found: shown,
		step: step ?? 'reason',
		done: done ?? null,
		changed: changed !== undefined,
	}
}

type State = { step: boolean; ending: boolean; done: 'cancelled' | 'kept' | 'stayed' | undefined }

function titleOf({ say }: ReturnType<typeof speakerFor>, number: string, { step, ending, done }: State): string {
	if (ending) return say('cancel.endingTitle')
	if (done === 'kept') return say('cancel.keptTitle')
	if (done === 'stayed') return say('cancel.stayedTitle')
	return step ? say('cancel.confirmTitle') : say('cancel.title', { number })
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	const { value } = form
	const path = `/contracts/${contractId}/cancel`
	const proof = proofIn(request, context)
	const made = await make()
	const query = new URL(request.url).searchParams
	if (made.ok) return redirect(`${path}?${new URLSearchParams({ done: doneBy[value.intent] })}`)
	const { code } = made.refusal
	// Pressed twice, or in two windows: it is done, and its page says so.
	if (code === 'contract.nothing_changes') return redirect(path)
	if (code === 'contract.not_allowed_in_state' && value.intent === 'undo')
		return redirect(`${path}?${new URLSearchParams({ done: doneBy.undo })}`)
	if (code === 'change.different' || code === 'change.before_notice' || code === 'change.not_offered') {
		query.set('changed', '')
		if (code === 'change.before_notice') query.delete('end')
		return redirect(`${path}?${query}`)
	}
	return form.afresh(made, 'contract')

	function make(): Promise<Outcome<unknown>> {
		const said = (posted: Posted & { reason?: string | undefined; text?: string | undefined }) => ({
			...{ contractId: contractId ?? '', proof, seen: posted.seen },
			...{ reasonCode: posted.reason, text: posted.text },
		})
		switch (value.intent) {
			case 'cancel':
				return act(context.books, actor, cancelContract, { ...said(value), endsOn: value.end })
			case 'stay':
				return act(context.books, actor, takeOffer, { ...said(value), offerId: value.offer })
			case 'undo':
				return act(context.books, actor, undoCancel, said(value))
		}
	}
}

const doneBy = { cancel: 'cancelled', stay: 'stayed', undo: 'kept' } as const

/** Leaving a contract in two short steps, and taking that back. */
export default function ContractCancel() {
	const { frame, title, found, step, done, changed } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const say = useWords()
	const { contract, cancel } = found
	const made = done === 'kept' || done === 'stayed' ? done : null
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={leadOf()}
			breadcrumb={
				<Breadcrumb trail={[{ href: `/contracts/${contract.id}`, label: contract.title || contract.number }]} />
			}
			narrow
		>
			<FormProblems errors={answer?.error?.['']?.map(String)} />
			<div className="mb-6 grid gap-4 empty:hidden">
				{changed ? (
					<Notice kind="warn" live>
						{say('cancel.different')}
					</Notice>
				) : null}
				{done === 'cancelled' && !cancel ? (
					<Notice kind="good" live>
						{say('cancel.done')}
					</Notice>
				) : null}
			</div>
			{cancel ? null : <Ending found={found} />}
			{cancel && made ? <Made found={found} done={made} /> : null}
			{cancel && !made && step === 'reason' ? <ReasonForm found={found} /> : null}
			{cancel && !made && step === 'confirm' ? <ConfirmStep found={found} /> : null}
		</CustomerPage>
	)

	function leadOf() {
		if (!cancel)
			return (
				<Sentence of="cancel.endingLead" facts={{ number: contract.number, day: <Day on={contract.endsOn ?? ''} /> }} />
			)
		if (made) return undefined
		return step === 'reason' ? say('cancel.lead') : say('cancel.confirmLead', { number: contract.number })
	}
}
