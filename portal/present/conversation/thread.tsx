import { FileDown } from 'lucide-react'
import type { Conversation } from '#core/message/conversation.ts'
import { Pill } from '#portal/ui/pill.tsx'
import { useFormats } from '#portal/words/use-words.tsx'
import { Moment } from '../display.tsx'
import { formatSize } from '../format.ts'

type Shown = Omit<Conversation['messages'][number], 'createdAt'> & { at: string }

/** The messages of a conversation as loaders hand them on. */
export function presentMessages(messages: Conversation['messages']): Shown[] {
	return messages.map(({ createdAt, ...message }) => ({ ...message, at: createdAt.toString() }))
}

type ThreadProps = {
	messages: Shown[]
	timeZone: string
	/** The side of whoever reads. */
	mine: 'customer' | 'company'
	/** Address of a file. */
	fileAt: (id: string) => string
	words: { label: string; isNew: string; mine: string }
}

/** What was written, newest last: one's own at the right, the other side's at the left. */
export function Thread({ messages, timeZone, mine, fileAt, words }: ThreadProps) {
	return (
		<ol className="flex flex-col gap-4" aria-label={words.label}>
			{messages.map((message, index) => {
				const isMine = message.by === mine
				return (
					<li
						key={message.id}
						id={index === messages.length - 1 ? 'latest' : undefined}
						className={`max-w-[min(44rem,92%)] rounded-card border px-4 py-3.5 ${isMine ? 'self-end border-accent/30 bg-accent-soft' : 'self-start border-line bg-surface shadow-card'}`}
					>
						<p className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
							<span className="font-semibold">{message.authorName}</span>
							{isMine ? <span className="sr-only">({words.mine})</span> : null}
							<span className="text-muted">
								<Moment at={message.at} timeZone={timeZone} />
							</span>
							{message.isNew ? <Pill tone="accent">{words.isNew}</Pill> : null}
						</p>
						<p className="wrap-anywhere whitespace-pre-line">{message.text}</p>
						{message.attachments.length > 0 ? (
							<ul className="mt-3 flex flex-col gap-2">
								{message.attachments.map((file) => (
									<File key={file.id} file={file} href={fileAt(file.id)} />
								))}
							</ul>
						) : null}
					</li>
				)
			})}
		</ol>
	)
}

type FileProps = { file: Shown['attachments'][number]; href: string }

function File({ file, href }: FileProps) {
	const formats = useFormats()
	return (
		<li>
			<a
				href={href}
				download={file.fileName}
				className="inline-flex min-h-11 max-w-full items-center gap-2.5 rounded-field border border-edge bg-surface px-3 py-1.5 no-underline hover:bg-sunken"
			>
				<FileDown className="size-5 shrink-0 text-accent" aria-hidden="true" />
				<span className="min-w-0 truncate font-medium">{file.fileName}</span>
				<span className="shrink-0 text-muted text-sm">{formatSize(formats, file.sizeBytes)}</span>
			</a>
		</li>
	)
}
