import { z } from 'zod'
import type { Language } from '../understand/reading.ts'
import { answerWords } from '../understand/say.ts'

const ids = z.array(z.uuid()).min(1).max(500)

/** What cohorts and forecasts are asked of, and how the sentence was understood. */
export const askedAhead = z.object({
	filters: z.object({ group: ids, person: ids }).partial().default({}),
	said: z.string().max(1000).optional(),
})
type Asked = z.output<typeof askedAhead>

/** The console's page of the same. */
export function aheadLink(
	page: 'cohorts' | 'forecast',
	{ filters, ...other }: Pick<Asked, 'filters'> & Partial<Record<'by' | 'months', string>>,
): string {
	const query = new URLSearchParams(other)
	for (const kind of ['group', 'person'] as const) {
		const [one] = filters[kind] ?? []
		if (one) query.set(kind, one)
	}
	const text = query.toString()
	return `/staff/figures/${page}${text && `?${text}`}`
}

/** What is to be known of the numbers, and how the question was understood where it was said in words. */
export function aheadNote(note: string, { said }: Pick<Asked, 'said'>, language: Language): string {
	const joint = language === 'zh' ? '' : ' '
	return said ? note + joint + answerWords(language).understood(said) : note
}
