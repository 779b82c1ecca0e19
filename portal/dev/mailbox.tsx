import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Paperclip } from 'lucide-react'
import { Moment } from '../present/display.tsx'
import { Empty } from '../ui/card.tsx'
import { Page } from '../ui/page.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { Row, RowList } from '../ui/row-list.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { listLetters } from './letters.ts'
import { notInProduction } from './not-in-production.ts'

export const meta = () => [{ title: 'Mailbox · Counterpart' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
	notInProduction(context)
	const { search = '', before = '' } = Object.fromEntries(new URL(request.url).searchParams)
	return { search, before, page: await listLetters(context.books, { search, before }) }
}

/** Letters that would have been sent, had a mail provider been set. */
export default function Mailbox() {
	const { search, before, page } = useLoaderData<typeof loader>()
	const { letters } = page
	const older = page.before ? `?${new URLSearchParams({ search, before: page.before })}` : undefined
	return (
		<Page title="Mailbox" company="Counterpart" lead="Letters stay here while no mail provider is set. Newest first.">
			<SearchBox label="Person, address or subject" value={search} clear="/dev/mailbox" />
			{letters.length === 0 ? (
				<Empty title={search ? 'No such letter' : 'No letters yet'}>Whatever the product sends will appear here.</Empty>
			) : (
				<RowList>
					{letters.map((letter) => (
						<Row
							key={letter.id}
							href={`/dev/mailbox/${letter.id}`}
							title={letter.subject}
							note={`To ${letter.to}`}
							figure={<Moment at={letter.sentAt} timeZone="UTC" />}
							state={
								letter.attachments > 0 ? (
									<span className="inline-flex items-center gap-1 text-muted">
										<Paperclip className="size-4" aria-hidden="true" />
										{letter.attachments} attached
									</span>
								) : null
							}
						/>
					))}
				</RowList>
			)}
			{older || before ? (
				<Pagination
					previous={before ? `?${new URLSearchParams({ search })}` : undefined}
					next={older}
					counts={`${letters.length} letters${before ? ', older ones' : ', the newest'}`}
				/>
			) : null}
		</Page>
	)
}
