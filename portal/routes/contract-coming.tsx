import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findContractPage } from '#core/contract/page.ts'
import { dayInput } from '#core/day-input.ts'
import { ComingLines } from '../present/contract/coming.tsx'
import { ComingSums } from '../present/contract/coming-sums.tsx'
import { presentComing } from '../present/contract/contract.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { Day } from '../present/display.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { stillPage } from '../still/is-still.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Card } from '../ui/card.tsx'
import { speakerFor } from '../words/speakers.ts'
import { Sentence, useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid(), on: dayInput })

/** As many invoices to come are looked through for the day asked for. */
const farthest = 60

export const handle = stillPage
export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const asked = address.safeParse(params).data
	if (!asked) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: asked.contractId })
	const question = { id: asked.contractId, coming: farthest, happened: 0 }
	const found = await look(context.books, visitor.actor, findContractPage, question)
	if (!found.ok) throw notFound()
	const invoice = found.value.coming.find((coming) => coming.on.toString() === asked.on)
	if (!invoice) throw notFound()
	const { id, number, title, currency, customerId } = found.value.contract
	return {
		frame: await frameOf(context, visitor, customerId),
		title: speakerFor(request, context).say('contract.title', { number }),
		contract: { id, number, title, currency },
		invoice: presentComing(invoice, Number.POSITIVE_INFINITY),
	}
}

/** One invoice to come with all its lines, however many. */
export default function ContractComing() {
	const { frame, title, contract, invoice } = useLoaderData<typeof loader>()
	const say = useWords()
	return (
		<CustomerPage
			frame={frame}
			title={<Sentence of="contract.comingTitle" facts={{ day: <Day on={invoice.on} /> }} />}
			lead={say('contract.comingLead', { number: contract.number })}
			breadcrumb={<Breadcrumb trail={[{ href: `/contracts/${contract.id}#coming`, label: contract.title || title }]} />}
		>
			<Card>
				<div data-folded>
					<ComingLines lines={invoice.lines ?? []} currency={contract.currency} />
					<ComingSums invoice={invoice} currency={contract.currency} />
				</div>
			</Card>
		</CustomerPage>
	)
}
