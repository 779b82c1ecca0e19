import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { tellChange } from '#core/amendment/tell-change.ts'
import { may } from '#core/permit.ts'
import { findOptions } from '#core/product/find-options.ts'
import type { ContractOptions } from '#core/product/option.ts'
import { findConfirmation } from '#core/sign-in/confirm.ts'
import { ConfirmForm } from '../present/change/confirm-form.tsx'
import { evaluateShown } from '../present/change/evaluated.ts'
import { makePosted } from '../present/change/make-posted.ts'
import { useWholeAt, wholeIn } from '../present/change/whole.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { AccessNotice } from '../present/options/access-notice.tsx'
import { changeOf, choicesIn, queryOf } from '../present/options/choices.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countWork } from '../sign-in/count-work.ts'
import { proofIn } from '../sign-in/proof.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid() })
const takenBack = z.object({ kind: z.literal('take_back'), sequence: z.coerce.number().int().min(2) })

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	await countWork(context, visitor, 'previews')
	const { books } = context
	const { actor } = visitor
	const found = await look(books, actor, findOptions, { contractId })
	if (!found.ok) throw notFound()
	const speaker = speakerFor(request, context)
	const query = new URL(request.url).searchParams
	const asked = wantedIn(query, found.value)
	const { lines: _lines, options: _options, ...contract } = found.value
	const mayAct = may(actor, 'contract.change')
	const confirmation = await look(books, actor, findConfirmation, { proof: proofIn(request, context) })
	return {
		frame: await frameOf(context, visitor, contract.customerId),
		title: speaker.say('options.confirm.title'),
		contract,
		mayAct,
		change: asked.change,
		back: asked.back,
		shown:
			asked.change && mayAct
				? await evaluateShown(context, actor, speaker, { contractId, change: asked.change }, { whole: wholeIn(query) })
				: null,
		told: asked.change ? expectOk(await look(books, actor, tellChange, { contractId, change: asked.change })) : [],
		different: query.has('different'),
		codeAt: confirmation.ok && confirmation.value.needed ? confirmation.value.email : null,
		key: randomUUID(),
	}
}

/** What the address asks for: choices of the page of options, the end of a pause, or that a plan is left out. */
function wantedIn(query: URLSearchParams, options: ContractOptions): { change: ContractChange | null; back: string } {
	const path = `/contracts/${options.contractId}`
	if (query.get('kind') === 'resume') return { change: { kind: 'resume' }, back: path }
	const taken = takenBack.safeParse(Object.fromEntries(query)).data
	if (taken) return { change: taken, back: path }
	const choices = choicesIn(query)
	return { change: changeOf(choices, options).change, back: `${path}/options?${queryOf(choices)}` }
}

export async function action(asked: ActionFunctionArgs) {
	const { contractId } = address.safeParse(asked.params).data ?? {}
	if (!contractId) throw notFound()
	return await makePosted(asked, contractId)
}

/** The last look at a change before it is made. */
export default function ContractChangePage() {
	const { frame, title, contract, mayAct, change, back, shown, told, different, codeAt, key } =
		useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const say = useWords()
	const wholeAt = useWholeAt()
	const preview = shown?.preview
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={preview && !shown.refused ? say('options.confirm.lead') : undefined}
			breadcrumb={
				<Breadcrumb
					trail={[
						{
							href: `/contracts/${contract.contractId}`,
							label: contract.title || say('contract.title', { number: contract.number }),
						},
						{ href: back, label: say('options.title') },
					]}
				/>
			}
			narrow
		>
			{preview && change && !shown.refused ? (
				<ConfirmForm
					{...{ preview, told, change, different, codeAt, back, answer }}
					asks={shown.asks}
					formKey={key}
					wholeAt={wholeAt}
				/>
			) : (
				<>
					{mayAct ? (
						<Notice
							kind={shown?.refused ? 'warn' : 'info'}
							action={
								<LinkButton kind="secondary" href={back}>
									{say('options.confirm.differently')}
								</LinkButton>
							}
						>
							{shown?.refused ?? say('options.confirm.nothing')}
						</Notice>
					) : null}
					<div className="mt-6">
						<AccessNotice contract={contract} mayAct={mayAct} />
					</div>
				</>
			)}
		</CustomerPage>
	)
}
