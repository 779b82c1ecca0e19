import { z } from 'zod'
import type { AlertTrigger } from '#core/alert/trigger.ts'
import { machineProblems, triggerNames } from '#core/alert/trigger.ts'
import { day as dayInWords, amount as money } from '../words/format.ts'
import type { Language } from '../words/language.ts'
import { words } from '../words/words.ts'
import { currency, day, line, minor } from './field.ts'

/** Something that has happened, as staff are told of it. */
export const toldAlert = z.object({
	trigger: z.enum(triggerNames),
	customerName: line,
	contractNumber: line.default(''),
	invoiceNumber: line.default(''),
	amountMinor: minor.nullable(),
	currency: currency.nullable(),
	/** A code of a failure, or words of a person. */
	reason: z.string().default(''),
	reasonHidden: z.boolean().default(false),
	promisedOn: day.nullable(),
	receivedMinor: minor.nullable(),
	endsOn: day.nullable(),
	/** Of an instalment. */
	dueOn: day.nullable().default(null),
	/** Of a request about machines. */
	problem: z.enum(machineProblems).nullable().default(null),
	renews: z.boolean(),
	/** When a failed charge is tried again by itself. */
	nextTryOn: day.nullable(),
})

export type ToldAlert = z.output<typeof toldAlert>

const longestQuote = 280

/** What happened and what follows, in a sentence or two. */
export function alertSentence(language: Language, alert: ToldAlert): string {
	const say = words(language).alert
	const amount = alert.amountMinor !== null && alert.currency ? money(alert.amountMinor, alert.currency, language) : ''
	const ends = alert.endsOn ? dayInWords(alert.endsOn, language) : ''
	const promised = alert.promisedOn ? dayInWords(alert.promisedOn, language) : ''
	const received = alert.receivedMinor && alert.currency ? money(alert.receivedMinor, alert.currency, language) : ''
	const due = alert.dueOn ? dayInWords(alert.dueOn, language) : ''
	const quoted = quote(alert.reason)
	const sentences: Record<AlertTrigger, () => string[]> = {
		payment_received: () => [say.payment_received(amount)],
		payment_failed: () => [
			say.payment_failed(amount, say.failures[alert.reason] ?? ''),
			alert.nextTryOn ? say.next(dayInWords(alert.nextTryOn, language)) : say.noNext,
		],
		payment_refunded: () => [say.payment_refunded(amount)],
		payment_disputed: () => [say.payment_disputed(amount)],
		invoice_overdue: () => [say.invoice_overdue(alert.invoiceNumber, amount)],
		promise_kept: () => [say.promise_kept(amount, promised, alert.invoiceNumber)],
		promise_broken: () => [
			say.promise_broken(amount, promised, alert.invoiceNumber),
			received ? say.promise_part(received) : say.promise_nothing,
		],
		contract_expiring: () => [alert.renews ? say.contract_renews(ends) : say.contract_ends(ends)],
		contract_cancelled: () => [
			say.contract_cancelled(ends),
			...(alert.reasonHidden ? [] : [quoted ? say.reason(quoted) : say.noReason]),
		],
		equipment_delivered: () => [say.equipment_delivered(alert.reason)],
		machine_request_failed: () => [
			alert.problem ? say.machineProblems[alert.problem](quoted) : say.machine_request_failed(quoted),
		],
		machine_request_done: () => [say.machine_request_done(quoted)],
		collection_dispatched: () => [say.collection_dispatched(amount, alert.reason)],
		instalment_reminded: () => [say.instalment_reminded(amount, due, alert.invoiceNumber)],
		survey_returned: () => [say.survey_returned(quoted)],
		survey_submitted: () => [say.survey_submitted(quoted)],
		survey_dispatched: () => [say.survey_dispatched(alert.reason)],
		tax_details_given: () => [say.tax_details_given(alert.reason)],
		payable_due: () => [say.payable_due(amount, due, alert.reason)],
		message_received: () => [say.message_received(quoted)],
	}
	return sentences[alert.trigger]().join(language === 'zh' ? '' : ' ')
}

/** Whom it is about. */
export function alertAbout(language: Language, { customerName, contractNumber }: ToldAlert): string {
	return [customerName, contractNumber].filter(Boolean).join(language === 'zh' ? '，' : ', ')
}

function quote(text: string): string {
	const plain = text.replace(/\s+/g, ' ').trim()
	return plain.length > longestQuote ? `${plain.slice(0, longestQuote - 1)}…` : plain
}
