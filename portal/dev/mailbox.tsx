import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Paperclip } from 'lucide-react'
import { Moment } from '../present/display.tsx'
import { Empty } from '../ui/card.tsx'
import { Page } from '../ui/page.tsx'
import { Row, RowList } from '../ui/row-list.tsx'
import { listLetters } from './letters.ts'
import { notInProduction } from './not-in-production.ts'

export async function loader({ context }: LoaderFunctionArgs) {
	notInProduction(context)
	return { letters: await listLetters(context.books) }
}

/** Letters that would have been sent, had a mail provider been set. */
export default function Mailbox() {
	const { letters } = useLoaderData<typeof loader>()
	return (
		<Page title="Mailbox" company="Counterpart" lead="Letters stay here while no mail provider is set. Newest first.">
			{letters.length === 0 ? (
				<Empty title="No letters yet">Whatever the product sends will appear here.</Empty>
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
		</Page>
	)
}
