import type { ToldChange } from '#core/amendment/tell-change.ts'
import type { ApprovalCard } from '#core/approval/card.ts'
import type { CardFact, FactValue } from '#core/approval/subject.ts'
import type { Language } from '#core/company/read.ts'
import type { Refusal } from '#core/refusal.ts'
import { amount, day, moment, percent, quantity, unitPrice } from '#emails/words/format.ts'
import type { Choice, Field, Reply } from '../reply.ts'
import { localeOf } from '../understand/say.ts'
import { cardWords } from '../words/card.ts'
import type { CardWords, ToldText } from '../words/card-en.ts'
import { surveyWords } from '../words/survey.ts'
import { botWords } from '../words/words.ts'

/** What a card is said in, and to whom: in a group everybody sees the buttons, and only those who may can use them. */
export type Telling = {
	language: Language
	timeZone: string
	explain: (language: Language, refusal: Refusal) => string
	group?: boolean
}

/** An approval request with the whole picture, in words: what is asked, the money, how the customer stands, who has said what. */
export function cardOf(telling: Telling, card: ApprovalCard): Reply {
	const { language } = telling
	const words = cardWords(language)
	const waits = card.state === 'waiting'
	const mayPress = waits && (telling.group || card.mine === 'decide')
	return {
		title: titleOf(words, card),
		...(card.state === 'approved' ? { tone: 'good' } : {}),
		...(waits || card.state === 'approved' ? {} : { tone: 'bad' }),
		text: textOf(telling, words, card),
		fields: [
			...aboutFields(telling, words, card),
			...customerFields(telling, words, card),
			...surveyFields(telling, card),
			...guarantorFields(telling, words, card),
		],
		choices: [...(mayPress ? buttonsOf(words, card) : []), ...(waits ? answerTo(telling, words, card) : [])],
		link: { label: botWords(language).open, path: `/staff/approvals/${card.id}` },
		shows: { requestId: card.id, revision: card.revision },
	}
}

/**
 * What is left of a card for whoever is not asked any more, who may have left: what it was, and how it ended. What was said about
 * it, and the figures by which it failed, are not for them.
 */
export function closedCard(telling: Telling, card: ApprovalCard): Reply {
	const words = cardWords(telling.language)
	const outcome = card.outcome && { ...card.outcome, comment: '', failure: null }
	return { title: titleOf(words, card), text: outcomeOf(telling, words, { ...card, outcome }) ?? words.closed }
}

type Titled = Pick<ApprovalCard, 'kind'> & { about: Pick<ApprovalCard['about'], 'number' | 'name'> }

/** What is asked, in a line. */
export const titleOf = (words: CardWords, { kind, about }: Titled): string =>
	[words.kinds[kind] ?? words.other, about.number, about.name].filter(Boolean).join(' ')

function textOf(telling: Telling, words: CardWords, card: ApprovalCard): string {
	const { language, timeZone } = telling
	const open = card.steps.filter(({ state }) => state === 'open')
	const silent = open.flatMap(({ approvers }) => approvers.filter(({ said }) => said === null).map(({ name }) => name))
	const [dueAt] = open.flatMap((step) => (step.dueAt ? [step.dueAt] : []))
	const parts = [
		outcomeOf(telling, words, card),
		card.told.map((told) => words.told(toldText(language, card.currency, told))).join('\n'),
		card.note && quoted(card.note),
		saidOf(words, card).join('\n'),
		silent.length > 0 && card.state === 'waiting' ? words.waits([...new Set(silent)].slice(0, 8).join(', ')) : '',
		dueAt && card.state === 'waiting' ? words.due(moment(dueAt, timeZone, language)) : '',
		...(card.state === 'waiting' ? open.filter(({ short }) => short) : []).map(({ count, needed }) =>
			words.short(count, Math.min(count, needed)),
		),
		open.some(({ escalatedAt }) => escalatedAt !== null) ? words.escalated : '',
		card.history
			.slice(0, 3)
			.map((one) =>
				words.earlier(
					[words.kinds[one.kind] ?? words.other, one.about.number].join(' '),
					words.states[one.state] ?? one.state,
				),
			)
			.join('\n'),
	]
	return parts.filter(Boolean).join('\n\n')
}

function outcomeOf(
	{ language, timeZone, explain }: Telling,
	words: CardWords,
	{ kind, state, outcome }: ApprovalCard,
): string | undefined {
	if (!outcome) return undefined
	const said = words.outcome[state]?.(outcome.name, moment(outcome.at, timeZone, language))
	return [
		said,
		outcome.comment && quoted(outcome.comment),
		outcome.failure && explain(language, outcome.failure),
		outcome.freshId && words.fresh,
		kind === 'contract_change' && state === 'outdated' && !outcome.freshId && words.looksAgain,
	]
		.filter(Boolean)
		.join('\n')
}

/** What has been said so far, in the steps and between those who ask and answer. */
function saidOf(words: CardWords, { steps, talk }: ApprovalCard): string[] {
	const decided = steps.flatMap(({ approvers }) => approvers.flatMap(({ said }) => (said ? [said] : [])))
	const line = (said: string, comment: string) => (comment ? `${said}: ${quoted(comment)}` : said)
	return [
		...decided.map(({ says, name, comment }) => line(words.said[says](name), comment)),
		...talk.map(({ says, name, text }) => line(words.said[says](name), text)),
	].slice(-12)
}

function aboutFields(telling: Telling, words: CardWords, card: ApprovalCard): Field[] {
	const { language } = telling
	const label = (name: CardFact['name']) => words.facts[name] ?? name
	const value = (one: FactValue) => factText(language, words, one)
	const { effect } = card
	const minor = effect ? BigInt(effect.minor) : 0n
	return [
		...card.facts.map((fact) => ({ label: label(fact.name), value: value(fact.value) })),
		...card.changes.map(({ name, before, after }) => ({
			...{ label: label(name), value: words.before(value(before), value(after)) },
		})),
		...(effect && minor !== 0n
			? [
					{
						label: minor > 0n ? words.charged : words.credited,
						value: amount(minor < 0n ? -minor : minor, effect.currency, language),
					},
				]
			: []),
		{ label: words.asks, value: card.requester.name },
	]
}

function customerFields({ language }: Telling, words: CardWords, { customer, currency }: ApprovalCard): Field[] {
	if (!customer) return []
	const money = (minor: bigint, code: string) => (code ? amount(minor, code, language) : String(minor))
	const { overdueMinor, overdueDays, overdueCurrency, openMinor, mrrMinor, risk, reasons } = customer
	const why = reasons.map(({ code, count }) => words.reasons[code](count)).join(language === 'zh' ? '，' : ', ')
	const overdue = `${money(overdueMinor, overdueCurrency ?? currency)}, ${words.days(overdueDays)}`
	return [
		{ label: words.customer, value: customer.name },
		...(currency ? [{ label: words.open, value: money(openMinor, currency) }] : []),
		...(overdueMinor > 0n ? [{ label: words.overdue, value: overdue }] : []),
		...(currency ? [{ label: words.mrr, value: money(mrrMinor, currency) }] : []),
		...(risk ? [{ label: words.risk, value: [words.risks[risk], why].filter(Boolean).join(': ') }] : []),
	]
}

/** The score with its advice, and the surveyor's own beside it. */
function surveyFields({ language }: Telling, { survey }: ApprovalCard): Field[] {
	if (!survey) return []
	const words = surveyWords[language]
	const { state, score, advice, ownAdvice, ownText, conclusion, conclusionNote } = survey
	const told = score === null || !advice ? words.states[state] : `${words.score(score)}, ${words.advice[advice]}`
	return [
		{ label: words.survey, value: told },
		...(ownAdvice ? [{ label: words.surveyor, value: labelled(words.advice[ownAdvice], ownText, language) }] : []),
		...(conclusion
			? [{ label: words.concluded, value: labelled(words.advice[conclusion], conclusionNote, language) }]
			: []),
	]
}

function guarantorFields({ language }: Telling, words: CardWords, { guarantors }: ApprovalCard): Field[] {
	const { proposed, exposure, nothingElse } = surveyWords[language]
	return guarantors.map((one) => {
		const sums = one.exposures.map(({ currency, exposureMinor, contracts }) =>
			exposure(amount(exposureMinor, currency, language), contracts),
		)
		const told = sums.length > 0 ? sums.join('; ') : nothingElse
		return { label: words.guarantor, value: labelled(one.proposed ? proposed(one.name) : one.name, told, language) }
	})
}

/** On one line and in marks of its own, so that nobody's words look like a line of the card. */
const quoted = (words: string) => `“${inOneLine(words).replaceAll(/[“”]/g, '"')}”`

const inOneLine = (words: string) => words.replaceAll(/\s+/g, ' ').trim()

const labelled = (label: string, text: string, language: Language) =>
	text ? `${label}${language === 'zh' ? '：' : ': '}${text}` : label

function factText(language: Language, words: CardWords, value: FactValue): string {
	switch (value.kind) {
		case 'text':
			return inOneLine(value.text)
		case 'labelled':
			return labelled(value.labels[language], inOneLine(value.text), language)
		case 'money':
			return amount(BigInt(value.minor), value.currency, language)
		case 'day':
			return day(Temporal.PlainDate.from(value.on), language)
		case 'percent':
			return percent(value.percent, language)
		case 'role':
			return words.roles[value.role] ?? value.role
		case 'country':
			return (
				new Intl.DisplayNames(localeOf(language), { type: 'region', fallback: 'code' }).of(value.code) ?? value.code
			)
		case 'condition':
			return labelled(
				words.conditions[value.condition](value.percent && percent(value.percent, language)),
				value.note,
				language,
			)
		case 'promise': {
			const by = `${amount(BigInt(value.minor), value.currency, language)}, ${day(Temporal.PlainDate.from(value.on), language)}`
			return labelled(by, words.promiseStates[value.state], language)
		}
		case 'flag':
			return value.is ? words.yes : words.no
		case 'party':
			return words.parties[value.is]
		case 'none':
			return words.none
	}
}

/** The facts of one step of a change, each as text. */
function toldText(language: Language, currency: string, told: ToldChange): ToldText {
	const fact = (name: string): string => {
		const value: unknown = Reflect.get(told, name)
		return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
	}
	const until = fact('until') || fact('endsOn')
	return {
		kind: told.kind,
		name: fact('line') || fact('product'),
		from:
			told.kind === 'price'
				? unitPrice(fact('from'), currency, language)
				: fact('from') && quantity(fact('from'), language),
		to: targetOf(language, currency, told, fact),
		until: until && day(Temporal.PlainDate.from(until), language),
		count: Number(fact('contracts') || fact('months') || 0),
	}
}

function targetOf(language: Language, currency: string, told: ToldChange, fact: (name: string) => string): string {
	switch (told.kind) {
		case 'quantity':
			return quantity(told.to, language)
		case 'option_on':
			return quantity(told.quantity, language)
		case 'price':
			return unitPrice(told.to, currency, language)
		case 'line_discount':
		case 'discount_percent':
			return percent(told.percent, language)
		default:
			return fact('plan') || fact('amount')
	}
}

/** What the customer reads is said before it is written: a question to them, and the word about a change that they asked for. */
function buttonsOf(words: CardWords, { id, seen, kind, requester }: ApprovalCard): Choice[] {
	const read = (label: string, is: boolean) => (is ? words.customerReads(label) : label)
	const isTold = kind === 'contract_change'
	const press = (decision: string) => ({ command: 'decide', input: { id, seen, decision }, forAll: true })
	return [
		{ label: words.approve, tone: 'primary', ...press('approve') },
		{ label: words.approveSaying, ...press('approve'), asks: { label: read(words.comment, isTold), required: false } },
		{
			label: words.reject,
			tone: 'danger',
			...press('reject'),
			asks: { label: read(words.why, isTold), required: true },
		},
		{ label: words.ask, ...press('ask'), asks: { label: read(words.question, requester.isCustomer), required: true } },
	]
}

/** For whoever asked, while the last word is a question to them. A customer answers in the conversation about the contract. */
function answerTo({ group }: Telling, words: CardWords, { id, own, talk, requester }: ApprovalCard): Choice[] {
	if (talk.at(-1)?.says !== 'ask' || requester.userId === null) return []
	if (!group && !own) return []
	const asks = { label: words.yourAnswer, required: true }
	return [{ label: words.answerThem, command: 'tell', input: { id }, acts: true, forAll: group ?? false, asks }]
}
