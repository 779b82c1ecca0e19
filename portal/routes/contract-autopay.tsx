import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { setAutopay } from '#core/contract/autopay.ts'
import { sumsOf } from '#core/dunning/charge-again.ts'
import { consentVersion } from '#core/payment/consent.ts'
import { findContractCards } from '#core/payment/find-cards.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../form.ts'
import { useIsPosting } from '../page-form.tsx'
import { AutopayForm } from '../present/cards/autopay-form.tsx'
import { dueField } from '../present/cards/due-field.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { proofIn } from '../sign-in/proof.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button } from '../ui/button.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { languageOf } from '../words/language.ts'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid() })

const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('on'),
		card: z.uuid().optional(),
		due: dueField,
		agree: z.literal(consentVersion).optional(),
	}),
	z.object({ intent: z.literal('off') }),
])

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	if (!may(visitor.actor, 'autopay.write')) throw redirect(`/contracts/${contractId}`)
	const found = await look(context.books, visitor.actor, findContractCards, { contractId })
	if (!found.ok) throw notFound()
	const { contract } = found.value
	return {
		frame: await frameOf(context, visitor, found.value.customer.id),
		title: speakerFor(request, context).say('cards.onTitle', { number: contract.number }),
		found: found.value,
		consent: consentVersion,
		wanted: new URL(request.url).searchParams.get('card'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { contractId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'contract', id })
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	const { value } = form
	if (value.intent === 'on' && !value.agree) return form.say(({ say }) => say('cards.consentNeeded'))
	if (value.intent === 'on' && !value.card) return form.say(({ say }) => say('cards.noCardYet'))
	const path = `/contracts/${id}/autopay`
	const proof = proofIn(request, context)
	const asked =
		value.intent === 'off'
			? { id, on: false as const, proof }
			: {
					id,
					on: true as const,
					proof,
					paymentMethodId: value.card ?? '',
					consent: { version: value.agree ?? '', language: languageOf(request) },
					shown: sumsOf(value.due.filter(({ onlyWith }) => onlyWith === null || onlyWith === value.card)),
				}
	const set = await act(context.books, actor, setAutopay, asked)
	if (!set.ok) return form.afresh(set, 'contract', value.intent === 'on' ? `${path}?card=${value.card}` : path)
	if (actor.kind === 'link' && actor.subject.kind !== 'customer') return redirect(`/contracts/${id}`)
	return redirect(`/cards?${new URLSearchParams({ customer: set.value.customerId, done: value.intent })}`)
}

/** Whether a contract pays itself, with which card, and what that means, before it is switched. */
export default function ContractAutopay() {
	const { frame, title, found, consent, wanted } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const say = useWords()
	const { contract } = found
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('cards.onLead')}
			breadcrumb={<Breadcrumb trail={[{ href: `/contracts/${contract.id}`, label: contract.number }]} />}
			narrow
		>
			<FormProblems errors={result?.error?.['']?.map(String)} />
			<AutopayForm
				found={found}
				wanted={wanted}
				consent={consent}
				company={frame.company}
				maySaveCards={frame.visitor?.mayManageCards ?? false}
			/>
			{contract.autopay ? <SwitchOff /> : null}
		</CustomerPage>
	)
}

function SwitchOff() {
	const say = useWords()
	const busy = useIsPosting()
	return (
		<Form method="post" className="mt-10 border-line border-t pt-6">
			<input type="hidden" name="intent" value="off" />
			<p className="reading mb-4 text-muted">{say('cards.offLead')}</p>
			<Button kind="danger" busy={busy}>
				{say('cards.switchOff')}
			</Button>
		</Form>
	)
}
