import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Download } from 'lucide-react'
import { Moment } from '../present/display.tsx'
import { notFound } from '../problem.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card, Section } from '../ui/card.tsx'
import { Facts } from '../ui/facts.tsx'
import { Page } from '../ui/page.tsx'
import { readLetter } from './letters.ts'
import { notInProduction } from './not-in-production.ts'

export async function loader({ context, params }: LoaderFunctionArgs) {
	notInProduction(context)
	const letter = await readLetter(context.books, params.letterId ?? '')
	if (!letter) throw notFound()
	const { html: _html, ...shown } = letter
	return shown
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.subject ?? 'Letter' }]

/** One letter as its reader gets it: rendered, as plain text, with its files. */
export default function Letter() {
	const letter = useLoaderData<typeof loader>()
	return (
		<Page
			title={letter.subject}
			company="Counterpart"
			breadcrumb={<Breadcrumb trail={[{ href: '/dev/mailbox', label: 'Mailbox' }]} />}
		>
			<Card>
				<Facts
					facts={[
						{ name: 'To', value: letter.toAddress },
						{ name: 'From', value: letter.fromAddress },
						{ name: 'Sent', value: <Moment at={letter.sentAt} timeZone="UTC" /> },
					]}
				/>
				{letter.attachments.length > 0 ? (
					<p className="mt-4 flex flex-wrap gap-3">
						{letter.attachments.map((file) => (
							<LinkButton
								key={file.id}
								href={`/dev/mailbox/${letter.id}/attachments/${file.id}`}
								kind="secondary"
								size="small"
								download={file.fileName}
							>
								<Download className="size-4.5" aria-hidden="true" />
								{file.fileName}
							</LinkButton>
						))}
					</p>
				) : null}
			</Card>
			<Section title="As rendered">
				<iframe
					title="The letter as rendered"
					sandbox="allow-popups allow-top-navigation-by-user-activation"
					src={`/dev/mailbox/${letter.id}/html`}
					className="h-[70dvh] w-full rounded-card border border-line bg-[#fff]"
				/>
			</Section>
			<Section title="As plain text">
				<Card>
					<pre className="whitespace-pre-wrap font-mono text-sm">{letter.text}</pre>
				</Card>
			</Section>
		</Page>
	)
}
