import { z } from 'zod'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

/** How it can be left again: by a last day, at any time (`endsOn`: if today), or not at all, because it ends by itself. */
const notice = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('renewed'), endsOn: day, lastDay: day }),
	z.object({ kind: z.literal('open'), endsOn: day }),
	z.object({ kind: z.literal('fixed'), endsOn: day }),
])

const input = addressed.extend({ contractNumber: line, notice: notice.nullable(), url: link })

/** To the customer: the cancellation is taken back. */
export const letter = defineLetter('contract-kept', input, (kept) => {
	const { kept: say, renews } = words(kept.language).leaving
	const lead = say.lead(kept.contractNumber)
	const inWords = (on: Temporal.PlainDate) => dayInWords(on, kept.formats)
	const next = () => {
		const { notice } = kept
		if (!notice) return []
		if (notice.kind !== 'renewed') return [{ kind: 'say' as const, text: say[notice.kind](inWords(notice.endsOn)) }]
		const text = renews.lead(kept.contractNumber, inWords(notice.endsOn), inWords(notice.lastDay))
		return [{ kind: 'say' as const, text }]
	}
	return {
		subject: say.subject(kept.contractNumber),
		preview: lead,
		heading: say.heading,
		parts: [{ kind: 'say', text: lead }, ...next(), { kind: 'button', label: say.button, url: kept.url }],
	}
})
