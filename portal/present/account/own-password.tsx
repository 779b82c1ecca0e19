import { LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Sentence, useWords } from '../../words/use-words.tsx'
import { Moment } from '../display.tsx'

/** Whether the person has a password, and the way to set or change it. */
export function OwnPassword({ setAt, timeZone }: { setAt: string | null; timeZone: string }) {
	const say = useWords()
	return (
		<Section
			title={say('password.title')}
			intro={say(setAt ? 'password.leadSet' : 'password.leadNone')}
			actions={
				<LinkButton kind="secondary" size="small" href="/account/password">
					{say(setAt ? 'password.change' : 'password.set')}
				</LinkButton>
			}
		>
			<Card>
				{setAt ? (
					<Sentence of="password.setOn" facts={{ day: <Moment at={setAt} timeZone={timeZone} /> }} />
				) : (
					say('password.none')
				)}
			</Card>
		</Section>
	)
}
