import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ScrollText } from 'lucide-react'
import { look } from '#core/act.ts'
import { listPapers } from '#core/invoice/list.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { addressOf } from '../present/papers/address.ts'
import { questionOf, readFilter } from '../present/papers/filter.ts'
import { Filters } from '../present/papers/filters.tsx'
import { PaperTable } from '../present/papers/table.tsx'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { stillPage } from '../still/is-still.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/card.tsx'
import { Icon } from '../ui/icon.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const papersPerPage = 25

export const handle = stillPage
export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const filter = readFilter(request)
	if (!filter) throw notFound()
	const { customer, contract } = filter
	const wanted = contract
		? ({ kind: 'contract', id: contract } as const)
		: customer
			? ({ kind: 'customer', id: customer } as const)
			: undefined
	const visitor = await requireCustomer(request, context, wanted)
	const found = await look(context.books, visitor.actor, listPapers, { ...questionOf(filter), limit: papersPerPage })
	if (!found.ok) throw notFound()
	return {
		frame: await frameOf(context, visitor, customer),
		title: speakerFor(request, context).say('papers.title'),
		filter,
		...found.value,
	}
}

/** Invoices, credit notes and receipts: found, filtered, and taken along as PDF or CSV. */
export default function Invoices() {
	const { frame, title, filter, papers, total, years, more } = useLoaderData<typeof loader>()
	const say = useWords()
	const last = papers.at(-1)
	const { before, ...first } = filter
	const filtered = Boolean(filter.kind || filter.state || filter.year || filter.search || filter.contract)
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('papers.lead')}
			aside={
				<span className="flex flex-wrap gap-3">
					{frame.visitor?.opens.kind !== 'invoice' ? (
						<LinkButton
							kind="secondary"
							href={addressOf('/statement', { customer: filter.customer, contract: filter.contract })}
						>
							<ScrollText className="size-4.5" aria-hidden="true" />
							{say('statement.title')}
						</LinkButton>
					) : null}
					{total > 0 ? (
						<LinkButton kind="secondary" href={addressOf('/invoices.csv', first)} download>
							<Icon of="download" className="size-4.5" />
							{say('papers.csv')}
						</LinkButton>
					) : null}
				</span>
			}
		>
			{years.length > 0 || filtered ? <Filters filter={filter} years={years} /> : null}
			{papers.length === 0 ? (
				filtered ? (
					<Empty
						title={filter.search ? say('shell.nothingFound', { search: filter.search }) : say('papers.noneFound')}
						action={
							<LinkButton kind="secondary" href={addressOf('/invoices', { customer: filter.customer })}>
								{say('papers.clear')}
							</LinkButton>
						}
					/>
				) : (
					<Empty title={say('papers.none')}>{say('papers.noneNote')}</Empty>
				)
			) : (
				<>
					<PaperTable papers={papers} />
					<Pagination
						previous={before ? addressOf('/invoices', first) : undefined}
						next={more && last ? addressOf('/invoices', { ...filter, before: `${last.on}_${last.id}` }) : undefined}
						counts={
							more || before ? say('shell.shown', { count: papers.length }) : say('shell.shown', { count: total })
						}
					/>
				</>
			)}
		</CustomerPage>
	)
}
