import { type Actor, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { findAskableNames } from '#core/report/find-names.ts'
import { findOwnGroup } from '#core/staff/find-own-group.ts'
import type { Reading as Run } from '../read.ts'
import type { Language, Reading } from '../understand/reading.ts'
import { askAbout, sayReading } from '../understand/say.ts'
import { tokenise } from '../understand/tokenise.ts'
import { type Understood, understand } from '../understand/understand.ts'
import type { Desk } from './desk.ts'
import { withOwnNames } from './own-words.ts'
import { questionOf } from './question.ts'
import { soFar } from './so-far.ts'

/** What to run; `firm` where every word was understood, though perhaps in several ways. */
export type Worded = { run: Run; firm: boolean }

/** What a free sentence asks for: a command with its input, the question to ask back, or undefined where nothing is understood. */
export async function readWords(
	{ books }: Desk,
	actor: Actor,
	{ sentence, language: own }: { sentence: string; language: Language },
): Promise<Worded | undefined> {
	const words = wordsOf(sentence)
	if (words.length === 0) return undefined
	const here = expectOk(await look(books, actor, async (scope) => scope.actor, undefined))
	if (!may(here, 'report.read')) return undefined
	const names = expectOk(await look(books, actor, findAskableNames, { words }))
	const today = expectOk(await look(books, actor, async (scope) => scope.today.toString(), undefined))
	const asking = { language: own, today, names }
	const userId = actor.kind === 'staff' ? actor.userId : ''
	const groupId = expectOk(await look(books, actor, findOwnGroup, undefined))
	const mine = withOwnNames(sentence, names, { userId, groupId })
	const ofMine = mine === undefined ? undefined : understand(mine, asking)
	// `My approvals` and the like are no figures of somebody.
	const isOfMine = ofMine?.kind === 'reading' && ofMine.reading.intent === 'figure'
	const understood = isOfMine ? ofMine : understand(sentence, asking)
	const { language } = understood
	if (understood.kind === 'nothing') return undefined
	if (understood.kind === 'reading') return { run: runOf(understood.reading, language, today), firm: true }
	const { about } = understood.doubt
	return { run: nameAlone(understood) ?? askedBack(understood, today), firm: about !== 'words' && about !== 'name' }
}

/** Words of a sentence that customers may be called by; of Chinese, each two characters. */
function wordsOf(sentence: string): string[] {
	const tokens = tokenise(sentence)
	const words = tokens
		.filter(({ text, kind }) => kind === 'word' && text.length > 2)
		.flatMap(({ text, said }) => [text, said.toLowerCase(), stemOf(text)])
	const pairs = tokens.flatMap(({ text }, at) => {
		const next = tokens[at + 1]?.text ?? ''
		return /^\p{Script=Han}\p{Script=Han}$/u.test(text + next) ? [text + next] : []
	})
	return [...new Set([...words, ...pairs])].slice(0, 40)
}

/** A Russian word without what declension changes. */
function stemOf(word: string): string {
	return /^\p{Script=Cyrillic}/u.test(word) ? word.slice(0, Math.max(3, word.length - 3)) : word
}

/** The command that answers a reading. */
function runOf(given: Reading, language: Language, today: string): Run {
	const reading = given.intent === 'figure' ? soFar(given, today) : given
	if (reading.intent === 'figure') {
		return {
			command: 'figures',
			language,
			input: {
				...{ question: questionOf(reading), said: sayReading(reading, language), language },
				...(reading.mean && { mean: true }),
			},
		}
	}
	if ('filters' in reading) {
		const { intent, filters, ...asked } = reading
		const ids = Object.fromEntries(Object.entries(filters).map(([kind, names]) => [kind, names.map(({ id }) => id)]))
		return { command: intent, language, input: { filters: ids, ...asked, said: sayReading(reading, language) } }
	}
	if (!('customer' in reading)) return { command: reading.intent, language, input: {} }
	const what = `customer:${reading.customer.id}`
	if (reading.intent === 'next-invoices') return { command: 'next', language, input: { what } }
	if (reading.intent === 'contracts-of') return { command: 'find', language, input: { what } }
	const on = reading.until && Temporal.PlainDate.from(reading.until).subtract({ days: 1 }).toString()
	return { command: 'statement', language, input: { what, ...(on && { on }) } }
}

type Unsure = Understood & { kind: 'unsure' }

/** A customer's name and nothing else shows the customer. */
function nameAlone({ doubt, options, language }: Unsure): Run | undefined {
	const [first] = options
	if (doubt.about !== 'measure' || doubt.word || first?.intent !== 'statement' || first.until) return undefined
	const customers = new Set(options.map((one) => ('customer' in one ? one.customer.id : '')).filter(Boolean))
	return customers.size === 1
		? { command: 'find', language, input: { what: `customer:${first.customer.id}` } }
		: undefined
}

function askedBack({ doubt, options, language }: Unsure, today: string): Run {
	const choices = options.map((option) => {
		const { command, input } = runOf(option, language, today)
		return { label: sayReading(option.intent === 'figure' ? soFar(option, today) : option, language), command, input }
	})
	return { command: 'unsure', language, input: { question: askAbout(doubt, language, choices.length > 0), choices } }
}
