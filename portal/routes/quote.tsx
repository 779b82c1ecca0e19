import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { findQuote } from '#core/quote/find.ts'
import { talkAboutQuote } from '#core/quote/talk.ts'
import { declineQuote } from '#core/quote/withdraw.ts'
import { findConfirmation } from '#core/sign-in/confirm.ts'
import { readForm } from '../form.ts'
import { usePageForm } from '../page-form.tsx'
import { confirmAddress } from '../present/confirm-address.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { Day } from '../present/display.tsx'
import { frameOf } from '../present/frame.ts'
import type { AcceptFields } from '../present/quote/accept.tsx'
import { acceptPosted } from '../present/quote/accept-posted.ts'
import { Decided } from '../present/quote/decided.tsx'
import { Decline } from '../present/quote/decline.tsx'
import { QuoteLines } from '../present/quote/lines.tsx'
import { Offer } from '../present/quote/offer.tsx'
import { QuotePill } from '../present/quote/pill.tsx'
import { linesOf, postedSchema } from '../present/quote/posted.ts'
import { saidOf } from '../present/quote/said.ts'
import { chosenAddress, chosenIn, presentQuote } from '../present/quote/shown.ts'
import { Paragraphs, QuoteTerms } from '../present/quote/terms.tsx'
import { Thread } from '../present/quote/thread.tsx'
import { presentRefusal } from '../present/refusal.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countWork } from '../sign-in/count-work.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { proofIn } from '../sign-in/proof.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { LinkButton } from '../ui/button.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { Sentence, useWords } from '../words/use-words.tsx'

const address = z.object({ quoteId: z.uuid() })

const titles = {
	change: 'quoteSaid.titleChange',
	renewal: 'quoteSaid.titleRenewal',
	signature: 'toSign.title',
} as const

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { quoteId } = address.safeParse(params).data ?? {}
	if (!quoteId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'quote', id: quoteId })
	const { books } = context
	const chosen = chosenIn(request)
	if (chosen !== null) await countWork(context, visitor, 'previews')
	const found = await look(books, visitor.actor, findQuote, { id: quoteId, chosen })
	if (!found.ok) throw notFound()
	const confirmation = await look(books, visitor.actor, findConfirmation, { proof: proofIn(request, context) })
	const { otherSigner, ...shown } = found.value
	const { quote, customer, forContract, preview } = shown
	const speaker = speakerFor(request, context)
	const changed = new URL(request.url).searchParams.has('changed') && preview
	const nowMinor = preview?.invoices[0]?.totalMinor ?? 0n
	return {
		frame: await frameOf(context, visitor, customer.id),
		title:
			forContract && quote.purpose === 'signature'
				? speaker.say('contract.title', { number: forContract.number })
				: speaker.say('quote.title', { number: quote.number }),
		heading:
			forContract && quote.purpose !== 'new' ? speaker.say(titles[quote.purpose], { number: forContract.number }) : '',
		page: { ...presentQuote(shown), said: saidOf(speaker, found.value) },
		changed: changed
			? presentRefusal(speaker, { code: 'quote.different', facts: { nowMinor, currency: quote.currency } })
			: null,
		mayDecide: may(visitor.actor, 'quote.decide'),
		otherSigner:
			otherSigner &&
			presentRefusal(speaker, { code: 'quote.other_signer', facts: { number: quote.number, name: otherSigner } }),
		mayWrite: may(visitor.actor, 'message.write'),
		confirmation: confirmationOf(
			speaker,
			confirmation.ok ? confirmation.value : { needed: false, email: '' },
			preview ? chosenAddress(`/quotes/${quoteId}`, preview.chosen) : `/quotes/${quoteId}`,
		),
	}
}

/** What is asked for before one signs: a code by mail, or where nothing would be mailed another sign-in. One comes back to what was chosen. */
function confirmationOf(
	{ say }: ReturnType<typeof speakerFor>,
	{ needed, email }: { needed: boolean; email: string },
	back: string,
) {
	if (!needed) return null
	const note = email ? say('quote.confirmNote', { email }) : say('quoteSaid.againNote')
	return { note, byCode: email !== '', at: confirmAddress(back) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { quoteId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'quote', id })
	const { actor } = visitor
	const form = await readForm(request, postedSchema, context)
	if (!form.ok) return form.reply
	const { value } = form
	const path = `/quotes/${id}`
	switch (value.intent) {
		case 'preview':
			return redirect(chosenAddress(path, linesOf(value)))
		case 'ask': {
			await countTry(context.books.sql, 'letters', networkOf(context.address))
			const asked = await act(context.books, actor, talkAboutQuote, { id, text: value.text })
			return asked.ok ? redirect(`${path}${new URL(request.url).search}#questions`) : form.refuse(asked)
		}
		case 'decline': {
			const declined = await act(context.books, actor, declineQuote, {
				id,
				reason: value.reason,
				proof: proofIn(request, context),
			})
			return declined.ok ? redirect(path) : form.afresh(declined, 'quote')
		}
		case 'accept': {
			// Its paper is printed before core is asked.
			await countWork(context, visitor, 'papers')
			if (!value.consent) return form.say(({ say }) => say('quoteSaid.consentMissing'))
			const accepted = await acceptPosted(request, context, actor, id, value)
			if (accepted.ok) return redirect(path)
			const { code } = accepted.refusal
			if (code === 'quote.different') return redirect(`${chosenAddress(path, linesOf(value))}&changed`)
			return form.afresh(accepted, 'quote', chosenAddress(path, linesOf(value)))
		}
	}
}

/** A quote for the customer: to choose from, ask about, sign or decline; and what became of it. */
export default function QuotePage() {
	const { frame, title, heading, page, changed, mayDecide, otherSigner, mayWrite, confirmation } =
		useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const say = useWords()
	const { quote } = page
	const open = quote.standing === 'sent'
	const intent = answer?.initialValue?.intent
	const problem = answer?.error?.['']?.[0]
	const [form, fields] = usePageForm<AcceptFields>(intent === 'accept' ? answer : undefined, { id: 'quote' })
	const whole = frame.visitor?.opens.kind === 'customer'
	return (
		<CustomerPage
			frame={frame}
			title={quote.title || heading || title}
			lead={quote.title || heading ? title : undefined}
			breadcrumb={whole ? <Breadcrumb trail={[{ href: '/quotes', label: say('quote.list') }]} /> : undefined}
			aside={
				<>
					<QuotePill standing={quote.standing} />
					{open ? (
						<LinkButton kind="secondary" href={pdfAddress(page)} download>
							{say('quote.pdf')}
						</LinkButton>
					) : null}
				</>
			}
			narrow
		>
			{open ? (
				<p className="-mt-2 mb-6 text-muted">
					<Sentence of="quote.validUntil" facts={{ day: <Day on={quote.validUntil} /> }} />
					{page.owner ? <> · {say('quote.from', { name: page.owner.name })}</> : null}
				</p>
			) : (
				<div className="mb-8">
					<Decided page={page} />
				</div>
			)}
			{open || intent === 'ask' ? null : <FormProblems errors={problem ? [problem] : undefined} />}
			{changed ? (
				<div className="mb-6">
					<Notice kind="warn" live>
						{changed}
					</Notice>
				</div>
			) : null}
			{quote.introduction ? (
				<div className="mb-8">
					<Paragraphs text={quote.introduction} />
				</div>
			) : null}
			{open ? (
				<Offer
					page={page}
					form={form}
					fields={fields}
					mayDecide={mayDecide}
					otherSigner={otherSigner}
					contractsAt={whole ? '/contracts' : undefined}
					confirmation={confirmation}
				/>
			) : (
				<>
					<QuoteLines page={page} chosen={page.acceptance?.chosen ?? quote.lines.map((line) => line.id)} />
					<QuoteTerms page={page} contractsAt={whole ? '/contracts' : undefined} />
				</>
			)}
			<Thread
				page={page}
				timeZone={frame.timeZone}
				mayWrite={mayWrite}
				problem={intent === 'ask' ? problem : undefined}
			/>
			{open && mayDecide ? (
				<Decline
					label={page.said.declineButton}
					problem={intent === 'decline' ? problem : undefined}
					codeAt={confirmation?.at}
				/>
			) : null}
		</CustomerPage>
	)
}

/** The PDF of the quote with the lines that are shown. */
function pdfAddress({ quote, preview }: ReturnType<typeof presentQuote>): string {
	return chosenAddress(`/quotes/${quote.id}.pdf`, preview?.chosen ?? [])
}
