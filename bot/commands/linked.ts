import { z } from 'zod'
import { findLinked } from '#core/customer/find-linked.ts'
import { may } from '#core/permit.ts'
import { refuse } from '#core/refusal.ts'
import { measureNames } from '#core/report/question.ts'
import { defineCommand } from '../command.ts'
import { titleOf } from '../desk/card.ts'
import { sayMeasure } from '../understand/say.ts'
import { cardWords } from '../words/card.ts'

/** What a page of the console is called and whose it is: nothing of its money, because others read along. */
export const linked = defineCommand({
	name: 'linked',
	says: { en: [], ru: [], zh: [], vi: [] },
	input: z.union([
		z.object({ kind: z.enum(['quote', 'payment', 'approval']), id: z.uuid() }),
		z.object({ kind: z.literal('figures'), measure: z.enum(measureNames).optional() }),
	]),
	read: () => undefined,
	run: async ({ look, language, words }, page) => {
		if (page.kind === 'figures') {
			const sees = await look(async ({ actor }) => may(actor, 'report.read'), undefined)
			if (!sees) refuse('not_permitted', { action: 'report.read' })
			const { figures } = words.pages
			return { title: page.measure ? `${figures}: ${sayMeasure(page.measure, language)}` : figures }
		}
		const { number, title, customer, asked } = await look(findLinked, page)
		const named = [number, title].filter(Boolean).join(' ')
		return {
			title: asked
				? titleOf(cardWords(language), { kind: asked, about: { number, name: title } })
				: `${words.pages[page.kind]} ${named}`.trim(),
			...(customer ? { fields: [{ label: words.found.customer, value: customer }] } : {}),
		}
	},
})
