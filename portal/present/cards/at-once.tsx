import type { Outstanding } from '#core/dunning/charge-again.ts'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { dueValue } from './due-field.ts'

type AtOnceProps = {
	outstanding: Outstanding[]
	/** Whether a card is saved first, or is there. */
	cardIsThere: boolean
	/** Only for those contracts that are ticked. */
	ofChosen?: boolean
}

/** What will be charged at once, said before it happens: each invoice and its amount, which the form carries along. */
export function AtOnce({ outstanding, cardIsThere, ofChosen = false }: AtOnceProps) {
	const say = useWords()
	if (outstanding.length === 0) return null
	return (
		<Notice kind="warn" title={say('cards.atOnce')}>
			<p>{say(cardIsThere ? 'cards.atOnceNoteOn' : 'cards.atOnceNote')}</p>
			{outstanding.map((one) => (
				<input key={one.invoiceId} type="hidden" name="due" value={dueValue(one)} />
			))}
			<ul className="mt-2">
				{outstanding.map(({ invoiceId, number, currency, openMinor, dueOn }) => (
					<li key={invoiceId} className="flex flex-wrap justify-between gap-x-5">
						<span>
							{number}
							<span className="text-muted">
								{' · '}
								<Sentence of="cards.dueOn" facts={{ day: <Day on={dueOn} /> }} />
							</span>
						</span>
						<span className="font-semibold">
							<Money of={{ minor: openMinor, currency }} />
						</span>
					</li>
				))}
			</ul>
			{ofChosen ? <p className="mt-2">{say('cards.atOnceEach')}</p> : null}
		</Notice>
	)
}
