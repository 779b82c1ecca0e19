import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findMade } from '#core/amendment/find-made.ts'
import { MadePapers } from '../present/change/made-papers.tsx'
import { ToldChanges } from '../present/change/told.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { Day } from '../present/display.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { LinkButton } from '../ui/button.tsx'
import { Card, Section } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { Sentence, useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid(), key: z.uuid() })

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const asked = address.safeParse(params).data
	if (!asked) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: asked.contractId })
	const found = await look(context.books, visitor.actor, findMade, asked)
	if (!found.ok || found.value.requestId) throw notFound()
	return {
		frame: await frameOf(context, visitor, found.value.contract.customerId),
		title: speakerFor(request, context).say('options.made.title'),
		made: found.value,
	}
}

/** What a change has come to: what was made, what is to be paid for it, and what follows. */
export default function ContractChangedPage() {
	const { frame, title, made } = useLoaderData<typeof loader>()
	const say = useWords()
	const { contract, told, effectiveOn, papers } = made
	return (
		<CustomerPage frame={frame} title={title} narrow>
			<Notice kind="good" title={say('change.applied')}>
				{effectiveOn ? <Sentence of="options.made.effective" facts={{ day: <Day on={effectiveOn} /> }} /> : null}
			</Notice>
			<div className="mt-6">
				<Card>
					<ToldChanges told={told} currency={contract.currency} />
				</Card>
			</div>
			<Section title={say('options.made.next')}>
				{papers.length > 0 ? (
					<MadePapers
						papers={papers}
						currency={contract.currency}
						autopay={contract.autopay}
						mayPay={frame.visitor?.mayPay ?? false}
					/>
				) : (
					<Card>{say('options.made.nothing')}</Card>
				)}
			</Section>
			<div className="mt-8 flex flex-wrap gap-3">
				<LinkButton
					href={`/contracts/${contract.id}`}
					kind={papers.some((one) => one.openMinor > 0n) ? 'secondary' : 'primary'}
				>
					{say('options.made.contract')}
				</LinkButton>
				<LinkButton kind="quiet" href={`/contracts/${contract.id}/options`}>
					{say('options.made.again')}
				</LinkButton>
			</div>
		</CustomerPage>
	)
}
