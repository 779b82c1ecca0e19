import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { sumsOf } from '#core/dunning/charge-again.ts'
import { consentVersion } from '#core/payment/consent.ts'
import { type Cards, findCards } from '#core/payment/find-cards.ts'
import { may } from '#core/permit.ts'
import type { Reached } from '#core/sign-in/reaches.ts'
import { readForm } from '../form.ts'
import { nameCard } from '../present/card-name.ts'
import { dueField } from '../present/cards/due-field.ts'
import { SaveForm } from '../present/cards/save-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { proofIn } from '../sign-in/proof.ts'
import { leadTo } from '../stripe/lead-to.ts'
import { openSetup } from '../stripe/open-setup.ts'
import { unavailable } from '../stripe/till.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { languageOf } from '../words/language.ts'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const query = z.object({
	customer: z.uuid().optional(),
	replaces: z.uuid().optional(),
	contract: z.array(z.uuid()).max(500),
})

const schema = z.object({
	key: z.uuid(),
	customer: z.uuid(),
	replaces: z.uuid().optional(),
	contract: z.array(z.uuid()).max(500).default([]),
	due: dueField,
	agree: z.literal(consentVersion).optional(),
})

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const { searchParams } = new URL(request.url)
	const asked = query.safeParse({ ...Object.fromEntries(searchParams), contract: searchParams.getAll('contract') })
	if (!asked.success) throw notFound()
	const { customer, replaces, contract } = asked.data
	const visitor = await requireCustomer(request, context, wantedOf(customer, replaces))
	const customerId = customer ?? (await ownerOf(context, visitor, replaces)) ?? visitor.customers[0]?.id
	if (!customerId || !may(visitor.actor, 'card.write')) throw redirect('/cards')
	const found = await look(context.books, visitor.actor, findCards, { customerId })
	if (!found.ok) throw notFound()
	const card = replaces ? found.value.cards.find((one) => one.id === replaces) : undefined
	if (replaces && !card) throw notFound()
	// There is nothing to take over: the new one is saved beside it.
	if (card?.contracts.length === 0) throw redirect(`/cards/new?customer=${customerId}`)
	const { say } = speakerFor(request, context)
	return {
		frame: await frameOf(context, visitor, customerId),
		title: card ? say('cards.replaceTitle', { card: nameCard(say, card) }) : say('cards.newTitle'),
		found: found.value,
		card: card ?? null,
		chosen: contract,
		key: randomUUID(),
		consent: consentVersion,
	}
}

function wantedOf(customer: string | undefined, replaces: string | undefined): Reached | undefined {
	if (customer) return { kind: 'customer', id: customer }
	return replaces ? { kind: 'card', id: replaces } : undefined
}

/** With several customers, whose card it is that is replaced. */
async function ownerOf(
	{ books }: LoaderFunctionArgs['context'],
	{ actor, customers }: Awaited<ReturnType<typeof requireCustomer>>,
	cardId: string | undefined,
): Promise<string | undefined> {
	if (!cardId) return undefined
	for (const { id } of customers) {
		const found = await look(books, actor, findCards, { customerId: id })
		if (found.ok && found.value.cards.some((card) => card.id === cardId)) return id
	}
	return undefined
}

export async function action({ request, context }: ActionFunctionArgs) {
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	const { customer, replaces, contract: contractIds, due, key, agree } = form.value
	const visitor = await requireCustomer(request, context, { kind: 'customer', id: customer })
	const found = await look(context.books, visitor.actor, findCards, { customerId: customer })
	if (!found.ok) throw notFound()
	const paid = paidWith(found.value, contractIds, replaces)
	if (paid.size > 0 && !agree) return form.say(({ say }) => say('cards.consentNeeded'))
	if (!context.till) return form.afresh(unavailable, 'customer')
	const opened = await openSetup(context.till, visitor.actor, {
		customerId: customer,
		replacesId: replaces ?? null,
		contractIds,
		consent: agree ? { version: agree, language: languageOf(request) } : null,
		shown: sumsOf(due.filter(({ contractIds }) => contractIds.every((id) => paid.has(id)))),
		key,
		proof: proofIn(request, context),
	})
	if (!opened.ok) return form.afresh(opened, 'customer', chosenAddress(form.value))
	return leadTo(opened.value.url, context.settings)
}

function chosenAddress({ customer, replaces, contract }: z.output<typeof schema>): string {
	const asked = [['customer', customer], ...(replaces ? [['replaces', replaces]] : [])]
	return `/cards/new?${new URLSearchParams([...asked, ...contract.map((id) => ['contract', id])])}`
}

/** Contracts that the new card will pay: those of the card it replaces, and those that were chosen. */
function paidWith({ contracts }: Cards, chosen: string[], replaces: string | undefined): Set<string> {
	const paid = contracts.filter(
		({ id, cardId }) => chosen.includes(id) || (replaces !== undefined && cardId === replaces),
	)
	return new Set(paid.map(({ id }) => id))
}

/** Before the card processor's page: what the card will pay, what is charged at once, and the customer's yes. */
export default function CardNew() {
	const { frame, title, found, card, chosen, key, consent } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const say = useWords()
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say(card ? 'cards.replaceLead' : 'cards.newLead')}
			breadcrumb={<Breadcrumb trail={[{ href: `/cards${frame.visitor?.of ?? ''}`, label: say('cards.title') }]} />}
			narrow
		>
			<SaveForm
				found={found}
				replaces={card}
				chosen={chosen}
				formKey={key}
				consent={consent}
				company={frame.company}
				result={result}
			/>
		</CustomerPage>
	)
}
