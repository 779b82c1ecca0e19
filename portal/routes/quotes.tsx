import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { listQuotes } from '#core/quote/list.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { QuoteRow } from '../present/quote/row.tsx'
import { named } from '../present/quote/said.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { stillPage } from '../still/is-still.ts'
import { Empty } from '../ui/card.tsx'
import { RowList } from '../ui/row-list.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

export const handle = stillPage
export const meta = titled<typeof loader>()

/** More than anybody is offered. */
const mostQuotes = 200

const query = z.object({
	customer: z.uuid().optional().catch(undefined),
})

export async function loader({ request, context }: LoaderFunctionArgs) {
	const asked = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const wanted = asked.customer ? ({ kind: 'customer', id: asked.customer } as const) : undefined
	const visitor = await requireCustomer(request, context, wanted)
	const customerId = asked.customer ?? visitor.customers[0]?.id
	const found = await look(context.books, visitor.actor, listQuotes, { customerId, limit: mostQuotes })
	if (!found.ok) throw notFound()
	const speaker = speakerFor(request, context)
	return {
		frame: await frameOf(context, visitor, customerId),
		title: speaker.say('quote.list'),
		rows: found.value.rows.map((quote) => named(speaker, quote)),
	}
}

/** The quotes that were sent to a customer, the newest first. */
export default function Quotes() {
	const { frame, title, rows } = useLoaderData<typeof loader>()
	const say = useWords()
	return (
		<CustomerPage frame={frame} title={title}>
			{rows.length === 0 ? (
				<Empty title={say('quote.none')}>{say('quote.noneNote')}</Empty>
			) : (
				<RowList>
					{rows.map((quote) => (
						<QuoteRow key={quote.id} quote={quote} />
					))}
				</RowList>
			)}
		</CustomerPage>
	)
}
