import type { Service } from '#core/dunning/find-service.ts'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'

const nextWords = {
	normal: undefined,
	warned: 'cards.service.nextWarned',
	restricted: 'cards.service.nextRestricted',
	blocked: 'cards.service.nextBlocked',
} as const

/** How the service stands while money is late, what comes next, and that it recovers by itself. */
export function ServiceNotice({ service, note }: { service: Service; note?: string | undefined }) {
	const say = useWords()
	const { state, dueOn, next } = service
	if (state === 'normal' || !dueOn) return null
	const nextOf = next && nextWords[next.state]
	return (
		<Notice
			kind={state === 'warned' ? 'warn' : 'bad'}
			title={say(`cards.service.${state}`) + (note ? ` (${note})` : '')}
		>
			<Sentence of={`cards.service.${state}Note`} facts={{ day: <Day on={dueOn} /> }} />{' '}
			{next && nextOf ? <Sentence of={nextOf} facts={{ day: <Day on={next.on} /> }} /> : null}{' '}
			{say('cards.service.recovers')}
		</Notice>
	)
}
