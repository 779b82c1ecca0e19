import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { duplicateQuote } from '#core/quote/duplicate.ts'
import { findQuote } from '#core/quote/find.ts'
import { talkAboutQuote } from '#core/quote/talk.ts'
import { withdrawQuote } from '#core/quote/withdraw.ts'
import { readForm } from '../../form.ts'
import { QuoteLines } from '../../present/quote/lines.tsx'
import { useChoice } from '../../present/quote/offer.tsx'
import { QuotePill } from '../../present/quote/pill.tsx'
import { chosenAddress, chosenIn, presentQuote } from '../../present/quote/shown.ts'
import { QuoteTerms } from '../../present/quote/terms.tsx'
import { FirstInvoices, Totals } from '../../present/quote/totals.tsx'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { QuoteButtons, QuoteStanding, QuoteTalk } from '../../present/staff/quote-actions.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayQuote } from '../../words/staff-quote.ts'

export const meta = titled<typeof loader>()

const address = z.object({ quoteId: z.uuid() })
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('send') }),
	z.object({ intent: z.literal('withdraw') }),
	z.object({ intent: z.literal('duplicate') }),
	z.object({ intent: z.literal('new_version') }),
	z.object({ intent: z.literal('answer'), text: z.string().max(20_000).default('') }),
])

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { quoteId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const found = await look(context.books, staff.actor, findQuote, { id, chosen: chosenIn(request) })
	if (!found.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: found.value.quote.number,
		page: presentQuote(found.value),
		done: new URL(request.url).searchParams.get('done'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { quoteId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books } = context
	const { intent } = form.value
	if (intent === 'duplicate' || intent === 'new_version') {
		const copy = await act(books, actor, duplicateQuote, { id, replace: intent === 'new_version' })
		return copy.ok ? redirect(`/staff/quotes/${copy.value.id}/edit`) : form.refuse(copy)
	}
	if (intent === 'send') {
		const sent = await act(books, actor, propose<'quote_send'>, { kind: 'quote_send', input: { id } })
		if (!sent.ok) return form.refuse(sent)
		return redirect(afterProposal(sent.value, () => `/staff/quotes/${id}?done=send`))
	}
	const outcome =
		intent === 'withdraw'
			? await act(books, actor, withdrawQuote, { id })
			: await act(books, actor, talkAboutQuote, { id, text: form.value.text })
	return outcome.ok ? redirect(`/staff/quotes/${id}?done=${intent}`) : form.refuse(outcome)
}

const doneWords = { send: 'quote.sent', withdraw: 'quote.withdrawn', answer: 'quote.answered' } as const

/** A quote for staff: what can be done with it, what was asked, and the offer as the customer sees it. */
export default function StaffQuote() {
	const { frame, title, page, done } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { quote, preview } = page
	const path = `/staff/quotes/${quote.id}`
	const { chosen, choose } = useChoice(page, path)
	const word = done && done in doneWords ? doneWords[done as keyof typeof doneWords] : undefined
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{quote.title || title} <QuotePill standing={quote.standing} />
				</span>
			}
			lead={quote.title ? title : undefined}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/quotes', label: sayQuote('quote.quotes') },
						{ href: `/staff/customers/${page.customer.id}`, label: page.customer.name },
					]}
				/>
			}
			aside={<QuoteButtons page={page} may={frame.may} pdf={chosenAddress(`${path}.pdf`, chosen)} />}
		>
			<FormProblems errors={answer?.error?.[''] ?? undefined} />
			{word && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{sayQuote(word)}
					</Notice>
				</div>
			) : null}
			<QuoteStanding page={page} />
			{quote.sentAt ? <QuoteTalk page={page} timeZone={frame.timeZone} may={frame.may} /> : null}
			<Section title={sayQuote('quote.asCustomer')} intro={preview ? sayQuote('quote.asCustomerNote') : undefined}>
				<form method="get" className="max-w-3xl">
					<QuoteLines
						page={page}
						chosen={preview ? chosen : (page.acceptance?.chosen ?? quote.lines.map((line) => line.id))}
						onChoose={preview ? choose : undefined}
					/>
					{preview ? <Totals page={page} preview={preview} /> : null}
					<QuoteTerms page={page} contractsAt="/staff/contracts" />
					{preview ? <FirstInvoices page={page} preview={preview} /> : null}
				</form>
			</Section>
		</StaffPage>
	)
}
