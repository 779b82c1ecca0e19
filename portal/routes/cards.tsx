import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findCards } from '#core/payment/find-cards.ts'
import { CardList } from '../present/cards/card-list.tsx'
import { ContractList } from '../present/cards/contract-list.tsx'
import { Followed } from '../present/cards/followed.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { stillPage } from '../still/is-still.ts'
import { LinkButton } from '../ui/button.tsx'
import { Section } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const query = z.object({
	customer: z.uuid().optional(),
	done: z.enum(['removed', 'on', 'off']).optional().catch(undefined),
})

export const handle = stillPage
export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!asked.success) throw notFound()
	const { customer, done } = asked.data
	const visitor = await requireCustomer(request, context, customer ? { kind: 'customer', id: customer } : undefined)
	const { actor } = visitor
	// A link to one thing has no cards: it leads to that thing.
	if (actor.kind === 'link' && actor.subject.kind === 'contract') throw redirect(`/contracts/${actor.subject.id}`)
	if (actor.kind === 'link' && actor.subject.kind !== 'customer') throw notFound()
	const customerId = customer ?? visitor.customers[0]?.id
	if (!customerId) throw redirect('/overview')
	const [found, followed] = await Promise.all([
		look(context.books, actor, findCards, { customerId }),
		look(context.books, actor, findFollowed, { customerId }),
	])
	if (!found.ok || !followed.ok) throw notFound()
	return {
		frame: await frameOf(context, visitor, customerId),
		title: speakerFor(request, context).say('cards.title'),
		found: found.value,
		followed: followed.value,
		done,
	}
}

const doneWords = { removed: 'cards.removed', on: 'cards.switchedOn', off: 'cards.switchedOff' } as const

/** Saved cards, and how each contract is paid. */
export default function CardsPage() {
	const { frame, title, found, followed, done } = useLoaderData<typeof loader>()
	const say = useWords()
	const mayManage = frame.visitor?.mayManageCards ?? false
	const of = frame.visitor?.of ?? ''
	return (
		<CustomerPage frame={frame} title={title} lead={say('cards.lead')}>
			<div className="mb-6 grid gap-4 empty:hidden">
				{done ? (
					<Notice kind="good" live>
						{say(doneWords[done])}
					</Notice>
				) : null}
				{mayManage ? null : (
					<Notice
						action={
							<LinkButton kind="secondary" size="small" href="/sign-in?return=/cards">
								{say('cards.signIn')}
							</LinkButton>
						}
					>
						{say('cards.readOnly')}
					</Notice>
				)}
				<Followed followed={followed} mayPay={frame.visitor?.mayPay ?? false} cardsHref={null} />
			</div>
			<Section title={say('cards.saved')}>
				<CardList cards={found.cards} mayManage={mayManage} of={of} />
			</Section>
			<Section title={say('cards.byContract')}>
				<ContractList found={found} mayManage={mayManage} />
			</Section>
		</CustomerPage>
	)
}
