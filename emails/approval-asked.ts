import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { approvalKinds } from './words/approval-kinds.ts'
import { amount, day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	kind: z.enum(approvalKinds),
	/** Number of the contract, invoice or payment; the name of a person. */
	about: line,
	/** Empty where no customer is concerned. */
	customerName: line.default(''),
	/** Who asks. */
	requester: line,
	currency: currency.nullable(),
	/** Billed at once, tax included; below zero: credited or paid back. Null: nothing is. */
	nowMinor: minor.nullable(),
	/** What is asked about, where that is one amount. */
	amountMinor: minor.nullable(),
	/** A month, before tax, where a contract changes. */
	monthBeforeMinor: minor.nullable(),
	monthAfterMinor: minor.nullable(),
	effectiveOn: day.nullable(),
	overdueMinor: minor,
	overdueDays: z.number().int(),
	note: z.string().max(1000).default(''),
	/** It has been asked before and still waits. */
	again: z.boolean().default(false),
	/** The request's page in the console. */
	url: link,
})

/** To one of those who may decide. */
export const letter = defineLetter('approval-asked', input, (asked) => {
	const { language, nowMinor, kind, about } = asked
	const say = words(language).approval
	const money = (of: bigint | null) =>
		of === null || asked.currency === null ? '' : amount(of, asked.currency, language)
	const what = say.what[kind](about)
	const lead = say.asked.lead(asked.requester, what)
	const subject = say.asked.subject(asked.customerName || asked.requester, what)
	return {
		subject: asked.again ? say.asked.again(subject) : subject,
		preview: lead,
		heading: say.asked.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.customer, asked.customerName],
				[say.amount, asked.monthAfterMinor === null ? money(asked.amountMinor) : ''],
				[
					nowMinor !== null && nowMinor < 0n ? say.credited : say.now,
					money(nowMinor !== null && nowMinor < 0n ? -nowMinor : nowMinor),
				],
				[say.monthBefore, money(asked.monthBeforeMinor)],
				[say.monthAfter, money(asked.monthAfterMinor)],
				[say.from, asked.effectiveOn ? dayInWords(asked.effectiveOn, language) : ''],
				[say.overdue, asked.overdueMinor > 0n ? say.overdueSince(money(asked.overdueMinor), asked.overdueDays) : ''],
			),
			...(asked.note ? [{ kind: 'say' as const, text: say.asked.words }, ...paragraphs(asked.note)] : []),
			{ kind: 'button', label: say.asked.button, url: asked.url },
		],
	}
})
