import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findSetup } from '#core/payment/card-setup.ts'
import { findCards } from '#core/payment/find-cards.ts'
import { nameCard } from '../present/card-name.ts'
import { ContractNames } from '../present/cards/card-list.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { refreshSetup } from '../stripe/settle-setup.ts'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ setupId: z.uuid() })

/** Without script a waiting page loads itself again after so many seconds. */
const refreshSeconds = 5

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { setupId } = address.safeParse(params).data ?? {}
	if (!setupId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'setup', id: setupId })
	const found = await look(context.books, visitor.actor, findSetup, { id: setupId })
	if (!found.ok) throw notFound()
	// The processor's message may be on its way: it is asked, so that nobody waits for one that was lost.
	const setup = context.till ? await refreshSetup(context.till, found.value) : found.value
	const cards = await look(context.books, visitor.actor, findCards, { customerId: setup.customerId })
	if (!cards.ok) throw notFound()
	const returned = new URL(request.url).searchParams.has('returned')
	const state = setup.state === 'started' && returned ? ('notYet' as const) : setup.state
	return {
		frame: await frameOf(context, visitor, setup.customerId),
		title: speakerFor(request, context).say(`cards.setup.${state}`),
		state,
		cardPage: setup.state === 'started' ? setup.sessionUrl : null,
		card: cards.value.cards.find((card) => card.id === setup.paymentMethodId) ?? null,
		again: setup.replacesId ? `/cards/new?replaces=${setup.replacesId}` : `/cards/new?customer=${setup.customerId}`,
		...(state === 'started' ? { refresh: refreshSeconds } : {}),
	}
}

/** Whether a card has been kept. It says what is known and nothing more, and goes on by itself while it waits. */
export default function CardSetupPage() {
	const { frame, title, state, card, cardPage, again } = useLoaderData<typeof loader>()
	const say = useWords()
	const late = useAsking(state === 'started')
	return (
		<CustomerPage frame={frame} title={title} narrow>
			<div role="status" className="grid gap-5">
				<Card>
					<p className="text-lg">
						{state === 'succeeded'
							? say('cards.setup.succeededNote', { card: card ? nameCard(say, card) : '…' })
							: say(`cards.setup.${state}Note`)}
					</p>
					{card && card.contracts.length > 0 ? (
						<div className="mt-4">
							<p>{say('cards.setup.succeededPays')}</p>
							<ContractNames contracts={card.contracts} />
						</div>
					) : null}
				</Card>
				{late ? <Notice kind="warn">{say('pay.late')}</Notice> : null}
			</div>
			<p className="mt-5 flex flex-wrap gap-3">
				{cardPage ? <LinkButton href={cardPage}>{say('pay.toCardPage')}</LinkButton> : null}
				{state === 'canceled' ? <LinkButton href={again}>{say('pay.tryAgain')}</LinkButton> : null}
				<LinkButton kind="secondary" href={`/cards${frame.visitor?.of ?? ''}`}>
					{say('cards.back')}
				</LinkButton>
			</p>
		</CustomerPage>
	)
}

/** How often a waiting page asks, and the pause between, in milliseconds; after that it says that it takes long. */
const [mostAsked, pause] = [40, 2500]

function useAsking(waits: boolean): boolean {
	const { revalidate, state } = useRevalidator()
	const [asked, setAsked] = useState(0)
	useEffect(() => {
		if (!waits || asked >= mostAsked || state !== 'idle') return
		const timer = setTimeout(() => {
			setAsked((count) => count + 1)
			revalidate()
		}, pause)
		return () => clearTimeout(timer)
	}, [waits, asked, state, revalidate])
	return waits && asked >= mostAsked
}
