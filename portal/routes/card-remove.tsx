import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { type Cards, findCards } from '#core/payment/find-cards.ts'
import { removeCard } from '#core/payment/remove-card.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../form.ts'
import { useIsPosting } from '../page-form.tsx'
import { nameCard } from '../present/card-name.ts'
import { ContractNames, GoodThrough } from '../present/cards/card-list.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { proofIn } from '../sign-in/proof.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ cardId: z.uuid() })
const schema = z.object({ customer: z.uuid(), off: z.array(z.uuid()).max(500).default([]) })

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { cardId } = address.safeParse(params).data ?? {}
	if (!cardId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'card', id: cardId })
	if (!may(visitor.actor, 'card.write')) throw redirect('/cards')
	const found = await findOne(context, visitor, cardId)
	if (!found) throw notFound()
	return {
		frame: await frameOf(context, visitor, found.customer.id),
		title: speakerFor(request, context).say('cards.removeTitle', {
			card: nameCard(speakerFor(request, context).say, found.card),
		}),
		customerId: found.customer.id,
		card: found.card,
	}
}

type One = { customer: Cards['customer']; card: Cards['cards'][number] }

/** The card, of whichever of the visitor's customers it is. */
async function findOne(
	{ books }: LoaderFunctionArgs['context'],
	{ actor, customers }: Awaited<ReturnType<typeof requireCustomer>>,
	cardId: string,
): Promise<One | undefined> {
	for (const { id } of customers) {
		const found = await look(books, actor, findCards, { customerId: id })
		const card = found.ok ? found.value.cards.find((one) => one.id === cardId) : undefined
		if (found.ok && card) return { customer: found.value.customer, card }
	}
	return undefined
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { cardId } = address.safeParse(params).data ?? {}
	if (!cardId) throw notFound()
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	const { customer, off } = form.value
	const { actor } = await requireCustomer(request, context, { kind: 'card', id: cardId })
	const removed = await act(context.books, actor, removeCard, {
		id: cardId,
		switchOff: off,
		proof: proofIn(request, context),
	})
	if (!removed.ok) return form.afresh(removed, 'payment_method')
	return redirect(`/cards?${new URLSearchParams({ customer, done: 'removed' })}`)
}

/** What removing a card means, and for which contracts, before it is done. */
export default function CardRemove() {
	const { frame, title, customerId, card } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const say = useWords()
	const busy = useIsPosting()
	const used = card.contracts.length > 0
	const back = `/cards${frame.visitor?.of ?? ''}`
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('cards.removeLead')}
			breadcrumb={<Breadcrumb trail={[{ href: back, label: say('cards.title') }]} />}
			narrow
		>
			<Form method="post">
				<FormProblems errors={result?.error?.['']?.map(String)} />
				<input type="hidden" name="customer" value={customerId} />
				{card.contracts.map(({ id }) => (
					<input key={id} type="hidden" name="off" value={id} />
				))}
				<Card>
					<p className="font-semibold">{nameCard(say, card)}</p>
					<p className="text-muted">
						<GoodThrough card={card} />
					</p>
					<p className="mt-4">{say(used ? 'cards.removeUses' : 'cards.removeUnused')}</p>
					{used ? <ContractNames contracts={card.contracts} /> : null}
				</Card>
				<div className="mt-6 flex flex-wrap gap-3">
					<Button kind="danger" size="large" busy={busy}>
						{say(used ? 'cards.removeAndOff' : 'cards.removeButton')}
					</Button>
					{used ? (
						<LinkButton kind="secondary" size="large" href={`/cards/new?replaces=${card.id}`}>
							{say('cards.replaceInstead')}
						</LinkButton>
					) : null}
					<LinkButton kind="secondary" size="large" href={back}>
						{say('cards.keep')}
					</LinkButton>
				</div>
			</Form>
		</CustomerPage>
	)
}
