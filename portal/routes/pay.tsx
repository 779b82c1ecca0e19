import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { findOpenInvoices } from '#core/invoice/find-open.ts'
import { readForm } from '../form.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { homeOf } from '../present/home.ts'
import { choiceAddress, choose, readChoice } from '../present/pay/choice.ts'
import { PayForm } from '../present/pay/form.tsx'
import { partOf, paySchema, startOf } from '../present/pay/posted.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countWork } from '../sign-in/count-work.ts'
import { proofIn } from '../sign-in/proof.ts'
import { openCheckout } from '../stripe/checkout.ts'
import { leadTo } from '../stripe/lead-to.ts'
import { unavailable } from '../stripe/till.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const asked = readChoice(request)
	if (!asked) throw notFound()
	const visitor = await requireCustomer(request, context, asked.about)
	const { books } = context
	const open = await look(books, visitor.actor, findOpenInvoices, {})
	const company = await look(books, visitor.actor, async (scope) => scope.company, undefined)
	if (!open.ok || !company.ok) throw notFound()
	const { customerId, groups } = choose(asked, open.value, visitor.customers[0]?.id)
	const { partPayment, smallestPartPaymentMinor, currency } = company.value
	return {
		frame: await frameOf(context, visitor, customerId),
		title: speakerFor(request, context).say('pay.title'),
		groups: groups.map((group) => ({ ...group, key: randomUUID() })),
		part: partPayment ? { smallestMinor: smallestPartPaymentMinor, currency } : null,
		typed: asked.part,
		save: asked.save,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const form = await readForm(request, paySchema, context)
	if (!form.ok) return form.reply
	const { invoice: chosen, shown } = form.value
	const [first] = chosen
	if (!first) return form.say(({ say }) => say('pay.nothingChosen'))
	const visitor = await requireCustomer(request, context, { kind: 'invoice', id: first.id })
	const sum = chosen.reduce((total, { openMinor }) => total + openMinor, 0n)
	await countWork(context, visitor, 'payments')
	// Without script the sum on the page is that of the choice before: it is shown anew before anything is paid.
	if (sum !== shown) return redirect(choiceAddress(form.value))
	const part = partOf(form.value, speakerFor(request, context))
	if (typeof part === 'string') return form.say(() => part, 'part')
	if (!context.till) return form.afresh(unavailable, 'invoice')
	const start = { ...startOf(form.value, part ?? sum), proof: proofIn(request, context) }
	const opened = await openCheckout(context.till, visitor.actor, start)
	if (!opened.ok) return form.afresh(opened, 'invoice', choiceAddress(form.value), part === undefined ? {} : ofPart)
	return leadTo(opened.value.url, context.settings)
}

const ofPart = {
	'payment.not_positive': 'part',
	'payment.part_too_small': 'part',
	'payment.part_too_large': 'part',
} as const

/** What is open, to choose from; the card itself is entered at the processor. */
export default function Pay() {
	const { frame, title, groups, part, typed, save } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const say = useWords()
	const mayPay = frame.visitor?.mayPay ?? false
	return (
		<CustomerPage frame={frame} title={title} lead={groups.length > 0 ? say('pay.lead') : undefined} narrow>
			{groups.length === 0 ? (
				<Empty
					title={say('pay.none')}
					action={
						<LinkButton kind="secondary" href={homeOf(frame)}>
							{say('pay.overview')}
						</LinkButton>
					}
				>
					{say('pay.noneNote')}
				</Empty>
			) : null}
			{groups.length > 0 && !mayPay ? (
				<Notice action={<LinkButton href="/sign-in">{say('pay.signIn')}</LinkButton>}>{say('pay.viewOnly')}</Notice>
			) : null}
			{groups.length > 1 ? (
				<div className="mb-6">
					<Notice>{say('pay.currencies', { currencies: groups.map((group) => group.currency).join(', ') })}</Notice>
				</div>
			) : null}
			{mayPay
				? groups.map((group) => (
						<PayForm
							key={group.currency}
							group={group}
							part={part?.currency === group.currency ? part : part ? { ...part, smallestMinor: 0n } : null}
							mayKeepCard={frame.visitor?.mayManageCards ?? false}
							typed={typed}
							save={save}
							result={result}
						/>
					))
				: null}
		</CustomerPage>
	)
}
