import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { Followed } from '../present/cards/followed.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { InvoiceHead } from '../present/invoice/head.tsx'
import { InvoiceLines } from '../present/invoice/lines.tsx'
import { MoneyOnIt } from '../present/invoice/money.tsx'
import { Parties } from '../present/invoice/parties.tsx'
import { StandingPill } from '../present/state-pill.tsx'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { stillPage } from '../still/is-still.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ invoiceId: z.uuid() })

export const handle = stillPage
export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { invoiceId } = address.safeParse(params).data ?? {}
	if (!invoiceId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'invoice', id: invoiceId })
	const found = await look(context.books, visitor.actor, findInvoicePage, { id: invoiceId })
	if (!found.ok) throw notFound()
	const { number, kind, type, customerId } = found.value
	const followed = found.value.followed
		? await look(context.books, visitor.actor, findFollowed, { invoiceId })
		: undefined
	const { say } = speakerFor(request, context)
	const titleOf = () => {
		if (type) return `${type} ${number}`
		return kind === 'invoice' ? say('invoice.title', { number }) : say('invoice.creditTitle', { number })
	}
	return {
		frame: await frameOf(context, visitor, customerId),
		title: titleOf(),
		invoice: found.value,
		followed: followed?.ok ? followed.value : [],
	}
}

/** An invoice or credit note: what is to be paid, of what it is made and why, and the money on it. */
export default function Invoice() {
	const { frame, title, invoice, followed } = useLoaderData<typeof loader>()
	const say = useWords()
	const opens = frame.visitor?.opens.kind
	return (
		<CustomerPage
			frame={frame}
			title={title}
			breadcrumb={
				opens === 'invoice' ? undefined : <Breadcrumb trail={[{ href: '/invoices', label: say('papers.title') }]} />
			}
			aside={
				<>
					<StandingPill standing={invoice.standing} credit={invoice.kind === 'credit_note'} />
					<LinkButton kind="secondary" href={`/invoices/${invoice.id}.pdf`} download>
						<Icon of="download" className="size-4.5" />
						{say('invoice.pdf')}
					</LinkButton>
				</>
			}
		>
			<div className="mb-5 grid gap-4 empty:hidden">
				<Followed
					followed={followed}
					mayPay={frame.visitor?.mayPay ?? false}
					cardsHref={frame.visitor?.mayManageCards ? '/cards' : null}
				/>
			</div>
			<InvoiceHead invoice={invoice} mayPay={frame.visitor?.mayPay ?? false} />
			<Parties invoice={invoice} contractOpen={opens !== 'invoice'} />
			<InvoiceLines invoice={invoice} />
			<MoneyOnIt invoice={invoice} />
		</CustomerPage>
	)
}
