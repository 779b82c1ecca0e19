import type { UnreadConversation } from '#core/message/unread.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/use-words.tsx'

/** The way to the conversation about a contract, with how many messages are new. */
export function MessagesLink({ contractId, unread }: { contractId: string; unread: number }) {
	const say = useWords()
	return (
		<LinkButton kind={unread > 0 ? 'primary' : 'secondary'} size="small" href={`/contracts/${contractId}/messages`}>
			{unread > 0 ? say('conversation.openNew', { count: unread }) : say('conversation.open')}
		</LinkButton>
	)
}

/** Conversations in which the company has written something new. */
export function News({ unread }: { unread: UnreadConversation[] }) {
	const say = useWords()
	return unread.map(({ contractId, number, title, count }) => (
		<Notice
			key={contractId}
			action={
				<LinkButton kind="secondary" size="small" href={`/contracts/${contractId}/messages`}>
					{say('conversation.read')}
				</LinkButton>
			}
		>
			{say('conversation.newsAbout', { count, contract: title || number })}
		</Notice>
	))
}
