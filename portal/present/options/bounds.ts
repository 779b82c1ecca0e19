import { useFormats, useWords } from '#portal/words/use-words.tsx'
import { formatNumber } from '../format.ts'

/** From here on a bound is only there against slips of the finger, and not worth a word. */
const untold = 1_000_000

/** How few and how many of something one may have, in words; undefined where there is nothing to say. */
export function useBounds(): (of: { smallest: string | null; largest: string }) => string | undefined {
	const say = useWords()
	const formats = useFormats()
	return ({ smallest, largest }) => {
		const least = Number(smallest ?? 0)
		if (Number(largest) < untold)
			return say('options.bounds', {
				smallest: formatNumber(formats, smallest ?? '0'),
				largest: formatNumber(formats, largest),
			})
		return least > 1 ? say('options.atLeast', { smallest: formatNumber(formats, smallest ?? '0') }) : undefined
	}
}
