import { Card } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { useWords } from '#portal/words/use-words.tsx'

/** The words by which a card may be charged by itself, and the box that says yes. Their version goes with the yes. */
export function ConsentBox({ company, version, required }: { company: string; version: string; required: boolean }) {
	const say = useWords()
	return (
		<Card className="mt-6">
			<h2 className="font-sans font-semibold text-base">{say('cards.consentTitle')}</h2>
			<p className="reading mt-1 mb-3">{say('cards.consent', { company })}</p>
			<Checkbox name="agree" value={version} label={say('cards.agree')} required={required} />
		</Card>
	)
}
