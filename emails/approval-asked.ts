import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { amount, day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	customerName: line,
	contractNumber: line,
	/** Who asks. */
	requester: line,
	currency,
	/** Billed at once, tax included; below zero: credited. Null: nothing is. */
	nowMinor: minor.nullable(),
	/** A month, before tax. */
	monthBeforeMinor: minor,
	monthAfterMinor: minor,
	effectiveOn: day,
	overdueMinor: minor,
	overdueDays: z.number().int(),
	note: z.string().max(1000).default(''),
	/** The request's page in the console. */
	url: link,
})

/** To those who may decide: a customer asks for a change. */
export const letter = defineLetter('approval-asked', input, (asked) => {
	const { language, nowMinor } = asked
	const say = words(language).approval
	const money = (of: bigint) => amount(of, asked.currency, language)
	const lead = say.asked.lead(asked.requester, asked.contractNumber)
	return {
		subject: say.asked.subject(asked.customerName, asked.contractNumber),
		preview: lead,
		heading: say.asked.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.customer, asked.customerName],
				[say.contract, asked.contractNumber],
				[
					nowMinor !== null && nowMinor < 0n ? say.credited : say.now,
					nowMinor === null ? '' : money(nowMinor < 0n ? -nowMinor : nowMinor),
				],
				[say.monthBefore, money(asked.monthBeforeMinor)],
				[say.monthAfter, money(asked.monthAfterMinor)],
				[say.from, dayInWords(asked.effectiveOn, language)],
				[say.overdue, asked.overdueMinor > 0n ? say.overdueSince(money(asked.overdueMinor), asked.overdueDays) : ''],
			),
			...(asked.note ? [{ kind: 'say' as const, text: say.asked.words }, ...paragraphs(asked.note)] : []),
			{ kind: 'button', label: say.asked.button, url: asked.url },
		],
	}
})
