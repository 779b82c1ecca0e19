import { z } from 'zod'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { approvalKinds } from './words/approval-kinds.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	news: z.enum(['approved', 'rejected', 'outdated', 'failed', 'undone', 'question']),
	kind: z.enum(approvalKinds),
	/** Number of the contract, invoice or payment; the name of a person. */
	about: line,
	/** Who decided or asks. */
	name: line,
	/** What they wrote. */
	comment: z.string().max(1000).default(''),
	/** The request's page in the console. */
	url: link,
})

/** To the member of staff who asked for something: what became of it, or a question before that. */
export const letter = defineLetter('request-news', input, (told) => {
	const { language, news, kind, about, name, comment } = told
	const say = words(language).approval
	const what = say.what[kind](about)
	const lead = say.news[news].lead(name, what)
	return {
		subject: say.news[news].subject(what),
		preview: lead,
		heading: say.news[news].heading,
		parts: [{ kind: 'say', text: lead }, ...paragraphs(comment), { kind: 'button', label: say.open, url: told.url }],
	}
})
