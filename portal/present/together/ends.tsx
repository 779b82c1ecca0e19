import type { EndingContract } from '#core/contract/find-ends.ts'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'

/** When something ends; or when it renews by itself, and until when that can be prevented; or that it goes on until notice. */
export function Ends({ of: { endsOn, renews } }: { of: Pick<EndingContract, 'endsOn' | 'renews'> }) {
	const say = useWords()
	if (renews) {
		const facts = { day: <Day on={renews.on} />, lastDay: <Day on={renews.lastDay} /> }
		return <Sentence of="options.together.renews" facts={facts} />
	}
	if (endsOn) return <Sentence of="options.together.ends" facts={{ day: <Day on={endsOn} /> }} />
	return say('options.together.openEnded')
}
