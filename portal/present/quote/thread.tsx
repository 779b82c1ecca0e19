import { Form } from '@remix-run/react'
import { useIsSending } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Textarea } from '#portal/ui/field.tsx'
import { Timeline } from '#portal/ui/timeline.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Moment } from '../display.tsx'
import type { ShownQuote } from './shown.ts'

type ThreadProps = { page: ShownQuote; timeZone: string; mayWrite: boolean; problem: string | undefined }

/** Questions and answers about the quote. */
export function Thread({ page, timeZone, mayWrite, problem }: ThreadProps) {
	const say = useWords()
	const busy = useIsSending('ask')
	const { messages, owner } = page
	const intro = owner ? say('quote.questionsNote', { name: owner.name }) : say('quote.questionsNoteCompany')
	return (
		<Section title={say('quote.questions')} id="questions" intro={intro}>
			{messages.length > 0 ? (
				<Timeline
					happenings={messages.map((message) => ({
						id: message.id,
						when: <Moment at={message.at} timeZone={timeZone} />,
						by: message.by === 'customer' ? `${message.authorName} (${say('quote.you')})` : message.authorName,
						what: <p className="whitespace-pre-line">{message.text}</p>,
						tone: message.by === 'customer' ? 'neutral' : 'accent',
					}))}
				/>
			) : null}
			{mayWrite ? (
				<Card className={messages.length > 0 ? 'mt-6' : ''}>
					<Form method="post" key={messages.length}>
						<Textarea
							label={say('quote.question')}
							name="text"
							required
							maxLength={5000}
							errors={problem ? [problem] : undefined}
						/>
						<div className="mt-4">
							<Button kind="secondary" name="intent" value="ask" busy={busy}>
								{say('quote.ask')}
							</Button>
						</div>
					</Form>
				</Card>
			) : null}
		</Section>
	)
}
