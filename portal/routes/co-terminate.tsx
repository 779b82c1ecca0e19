import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { tellChange } from '#core/amendment/tell-change.ts'
import { type FoundEnds, findEnds } from '#core/contract/find-ends.ts'
import { may } from '#core/permit.ts'
import { findConfirmation } from '#core/sign-in/confirm.ts'
import { ConfirmForm } from '../present/change/confirm-form.tsx'
import { evaluateShown } from '../present/change/evaluated.ts'
import { makePosted } from '../present/change/make-posted.ts'
import { useWholeAt, wholeIn } from '../present/change/whole.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { homeOf } from '../present/home.ts'
import { titled } from '../present/title.ts'
import { addressOf, askedIn, changeAsked, suggestionsFor } from '../present/together/asked.ts'
import { Parts } from '../present/together/parts.tsx'
import { Pick } from '../present/together/pick.tsx'
import { notFound } from '../problem.ts'
import { requireCustomer, type Visitor } from '../sign-in/actor.ts'
import { countWork } from '../sign-in/count-work.ts'
import { proofIn } from '../sign-in/proof.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Empty } from '../ui/card.tsx'
import { TextLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const path = '/co-terminate'

/** Lines found at once. */
const mostFound = 30

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const query = new URL(request.url).searchParams
	const wanted = query.get('customer')
	const customerId = wanted === null ? undefined : z.uuid().safeParse(wanted).data
	if (wanted !== null && !customerId) throw notFound()
	const visitor = await requireCustomer(request, context, customerId ? { kind: 'customer', id: customerId } : undefined)
	const shown = customerId ?? visitor.customers[0]?.id
	if (!shown) throw notFound()
	const { books } = context
	const asked = askedIn(query)
	const question = { customerId: shown, search: asked.search, lineIds: asked.lines, limit: mostFound }
	const ends = await look(books, visitor.actor, findEnds, question)
	if (!ends.ok) throw notFound()
	const speaker = speakerFor(request, context)
	const change = changeAsked(asked, ends.value.ticked)
	if (change) await countWork(context, visitor, 'previews')
	const confirmation = await look(books, visitor.actor, findConfirmation, { proof: proofIn(request, context) })
	const frame = await frameOf(context, visitor, shown)
	return {
		frame,
		title: speaker.say('options.together.title'),
		ends: ends.value,
		asked,
		suggestions: suggestionsFor(Temporal.PlainDate.from(frame.today), asked, ends.value),
		customerId: customerId ?? null,
		mayAct: may(visitor.actor, 'contract.change'),
		change,
		...(await evaluated(context, visitor, speaker, change, currenciesOf(change, ends.value), wholeIn(query))),
		different: query.has('different'),
		codeAt: confirmation.ok && confirmation.value.needed ? confirmation.value.email : null,
		key: randomUUID(),
	}
}

function currenciesOf(change: ContractChange | null, { contracts }: FoundEnds): number {
	const chosen = change?.kind === 'co_terminate' ? change.parts.map(({ contractId }) => contractId) : []
	return new Set(contracts.flatMap(({ id, currency }) => (chosen.includes(id) ? [currency] : []))).size
}

async function evaluated(
	context: LoaderFunctionArgs['context'],
	{ actor }: Visitor,
	speaker: ReturnType<typeof speakerFor>,
	change: ContractChange | null,
	currencies: number,
	whole: string | null,
) {
	const contractId = change?.kind === 'co_terminate' ? change.parts[0]?.contractId : undefined
	if (!change || !contractId || !may(actor, 'contract.change')) return { shown: null, told: [] }
	const asked = { contractId, change }
	const told = await look(context.books, actor, tellChange, asked)
	// Another customer's contract is told of as one that does not exist.
	if (!told.ok) throw notFound()
	if (currencies > 1)
		return { shown: { preview: null, refused: speaker.say('options.together.currencies'), asks: null }, told: [] }
	return { shown: await evaluateShown(context, actor, speaker, asked, { whole }), told: told.value }
}

export async function action(asked: ActionFunctionArgs) {
	return await makePosted(asked)
}

/** Several contracts, or single machines, end on one day: chosen, reckoned and confirmed on one page. */
export default function CoTerminatePage() {
	const page = useLoaderData<typeof loader>()
	const { frame, title, ends, asked, suggestions, shown, change, mayAct } = page
	const answer = useActionData<typeof action>()
	const say = useWords()
	const wholeAt = useWholeAt()
	const preview = shown?.preview
	const whole = frame.visitor?.opens.kind === 'customer'
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('options.together.lead')}
			breadcrumb={whole ? <Breadcrumb trail={[{ href: homeOf(frame), label: say('visitor.overview') }]} /> : undefined}
			narrow
		>
			{ends.contracts.length === 0 ? (
				<Empty title={say('options.together.none')}>{say('options.together.noneNote')}</Empty>
			) : !mayAct ? (
				<Notice action={<TextLink href="/sign-in">{say('pay.signIn')}</TextLink>}>{say('options.lookOnly')}</Notice>
			) : (
				<Pick {...{ ends, asked, suggestions, path }} customerId={page.customerId} />
			)}
			<div id="result" className="mt-10 scroll-mt-4">
				{shown?.refused ? <Notice kind="warn">{shown.refused}</Notice> : null}
				{asked.unreadDay ? (
					<Notice kind="warn">{say('options.together.notDay', { typed: asked.unreadDay })}</Notice>
				) : null}
				{asked.endsOn && !change && mayAct ? <Notice kind="warn">{say('options.together.choose')}</Notice> : null}
				{preview && change && !shown.refused ? (
					<>
						<Parts preview={preview} contracts={ends.contracts} />
						<div className="mt-10">
							<ConfirmForm
								{...{ preview, change, answer }}
								told={page.told}
								asks={shown.asks}
								different={page.different}
								formKey={page.key}
								wholeAt={wholeAt}
								codeAt={page.codeAt}
								back={addressOf(path, { ...asked, endsOn: null })}
							/>
						</div>
					</>
				) : null}
			</div>
		</CustomerPage>
	)
}
