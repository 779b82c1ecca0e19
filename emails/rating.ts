import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { words } from './words/words.ts'

const stage = z.enum(['first_invoice_paid', 'renewed', 'conversation_answered', 'visit_done'])

const question = addressed.extend({
	stage,
	/** The contract's title, or its number. */
	contract: line,
	/** Where a rating is given, without the score: `?score=` and a number are added. */
	rateUrl: link,
})

/** To a customer: how satisfied they are, one link a score. */
export const asked = defineLetter('rating-asked', question, ({ language, sender, contract, rateUrl, ...about }) => {
	const say = words(language).conversation.rating
	return {
		subject: say.subject(sender.companyName),
		preview: say.lead[about.stage](contract),
		heading: say.heading,
		parts: [
			{ kind: 'say', text: say.lead[about.stage](contract) },
			{
				kind: 'choices',
				label: say.press,
				rows: ([5, 4, 3, 2, 1] as const).map((score) => ({
					sign: '★'.repeat(score),
					label: say.scores[`s${score}`],
					url: `${rateUrl}?score=${score}`,
				})),
			},
			{ kind: 'quiet', text: say.stop },
		],
	}
})

const given = addressed.extend({
	customerName: line,
	contactName: line,
	contractNumber: line.default(''),
	stage,
	score: z.number().int().min(1).max(5),
	comment: z.string().max(2000).default(''),
	/** The customer's page in the console. */
	url: link,
})

/** To whoever looks after the customer: a rating of two or less. */
export const low = defineLetter('rating-low', given, ({ language, customerName, contactName, score, ...rating }) => {
	const say = words(language).conversation.lowRating
	return {
		subject: say.subject(customerName, score),
		preview: rating.comment.slice(0, 140),
		heading: say.heading,
		parts: [
			{ kind: 'say', text: say.lead(contactName, customerName, score) },
			...(rating.comment.trim() ? paragraphs(rating.comment) : [{ kind: 'quiet' as const, text: say.noComment }]),
			facts([say.stage, say.stages[rating.stage]], [say.contract, rating.contractNumber]),
			{ kind: 'button', label: say.button, url: rating.url },
		],
	}
})
