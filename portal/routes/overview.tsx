import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findOverview } from '#core/customer/overview.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findUnread } from '#core/message/unread.ts'
import { ExpiryNotices } from '../present/cards/expiry-notices.tsx'
import { NotCharged, ToBeConfirmed } from '../present/cards/followed.tsx'
import { News } from '../present/conversation/news.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { Due, Others } from '../present/overview/due.tsx'
import { Contracts, Quotes, Recent } from '../present/overview/lists.tsx'
import { Method, Next } from '../present/overview/next.tsx'
import { named } from '../present/quote/said.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer, type Visitor } from '../sign-in/actor.ts'
import { stillPage } from '../still/is-still.ts'
import { Empty } from '../ui/card.tsx'
import { TextLink } from '../ui/link.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const wanted = z.uuid()

export const handle = stillPage
export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const asked = new URL(request.url).searchParams.get('customer')
	const customerId = asked === null ? undefined : wanted.safeParse(asked).data
	if (asked !== null && !customerId) throw notFound()
	const visitor = await requireCustomer(request, context, customerId ? { kind: 'customer', id: customerId } : undefined)
	leadOn(visitor)
	const speaker = speakerFor(request, context)
	const title = speaker.say('overview.title')
	const shown = customerId ?? visitor.customers[0]?.id
	if (!shown) return { frame: await frameOf(context, visitor), title, overview: null, followed: [], unread: [] }
	const outcome = await look(context.books, visitor.actor, findOverview, { customerId: shown })
	if (!outcome.ok) throw notFound()
	// Asked for only where there is something: most customers' cards pay.
	const followed = outcome.value.followed
		? await look(context.books, visitor.actor, findFollowed, { customerId: shown })
		: undefined
	const unread = outcome.value.unread
		? await look(context.books, visitor.actor, findUnread, { customerId: shown })
		: undefined
	return {
		frame: await frameOf(context, visitor, shown),
		title,
		overview: { ...outcome.value, quotes: outcome.value.quotes.map((quote) => named(speaker, quote)) },
		followed: followed?.ok ? followed.value : [],
		unread: unread?.ok ? unread.value : [],
	}
}

/** A link to one thing has no overview: it leads to that thing. */
function leadOn({ actor }: Visitor): void {
	if (actor.kind !== 'link') return
	if (actor.subject.kind === 'contract') throw redirect(`/contracts/${actor.subject.id}`)
	if (actor.subject.kind === 'invoice') throw redirect(`/invoices/${actor.subject.id}`)
	if (actor.subject.kind === 'quote') throw redirect(`/quotes/${actor.subject.id}`)
}

/** A customer's account at a glance: what is due, what comes next, what is agreed. */
export default function OverviewPage() {
	const { frame, title, overview, followed, unread } = useLoaderData<typeof loader>()
	const say = useWords()
	if (!overview) {
		return (
			<CustomerPage frame={frame} title={title}>
				<Empty title={say('overview.noCustomer')}>{say('overview.noCustomerNote', { company: frame.company })}</Empty>
			</CustomerPage>
		)
	}
	const mayPay = frame.visitor?.mayPay ?? false
	const of = frame.visitor?.of ?? ''
	return (
		<CustomerPage
			frame={frame}
			title={overview.customer.name}
			lead={
				overview.contractCount > 0 ? (
					<TextLink href="#contracts">{say('overview.have', { count: overview.contractCount })}</TextLink>
				) : undefined
			}
		>
			<Others frame={frame} shown={overview.customer.id} />
			<div className="mb-5 grid gap-4 empty:hidden">
				<News unread={unread} />
				<ExpiryNotices cards={overview.endingCards} mayManage={frame.visitor?.mayManageCards ?? false} />
				<ToBeConfirmed followed={followed} mayPay={mayPay} />
			</div>
			<Due due={overview.due} payable={mayPay} of={of} />
			<div className="mt-5 grid gap-5 sm:grid-cols-2">
				<Next next={overview.next} />
				<Method overview={overview} today={frame.today} cardsHref={`/cards${of}`} />
			</div>
			<div className="mt-5 empty:hidden">
				<NotCharged
					followed={followed}
					mayPay={mayPay}
					cardsHref={frame.visitor?.mayManageCards ? `/cards${of}` : null}
				/>
			</div>
			<Quotes overview={overview} of={of} />
			<Contracts overview={overview} of={of} />
			<Recent overview={overview} of={of} />
		</CustomerPage>
	)
}
