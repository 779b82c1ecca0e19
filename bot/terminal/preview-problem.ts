import type { TermsProblem, TermsProblemCode } from '#core/schedule/terms-input.ts'

/** What is wrong with the terms of a preview, or with what the penalty command is given, in a sentence that names the place. */
export function previewProblem({ code, field, facts }: TermsProblem): string {
	return `${field === '' ? 'The file' : field}: ${WORDS[code](facts)}`
}

const WORDS: Record<TermsProblemCode, (facts: Readonly<Record<string, string>>) => string> = {
	'preview.field_missing': () => 'is missing.',
	'preview.field_unknown': () => 'is not a field of the terms.',
	'preview.field_wrong_kind': ({ expected = '' }) => `must be ${KINDS[expected] ?? 'another kind of value'}.`,
	'preview.value_unknown': ({ possible }) => `must be one of ${possible}.`,
	'preview.date_invalid': ({ value }) => `"${value}" is not a date; write it like 2026-02-28.`,
	'preview.decimal_invalid': ({ value }) => `"${value}" is not a decimal number; write it like "29.95".`,
	'preview.quantity_negative': () => 'must not be negative.',
	'preview.percent_out_of_range': () => 'must be from 0 to 100.',
	'preview.interval_count_invalid': ({ most }) => `must be a whole number from 1 to ${most}.`,
	'preview.currency_unknown': ({ value }) => `"${value}" is not a currency code like EUR.`,
	'preview.end_before_start': () => 'is before the start.',
	'preview.line_before_contract': ({ start }) => `is before the contract starts (${start}).`,
	'preview.line_duplicate': ({ key }) => `"${key}" is the key of another line already.`,
	'preview.line_unknown': ({ key }) => `there is no line "${key}".`,
	'preview.change_before_line': ({ key }) => `is before the day the line "${key}" was added.`,
	'preview.change_of_nothing': () => 'must either name a line and set something of it, or add a line.',
	'preview.trial_days_invalid': ({ most }) => `must be a whole number from 0 to ${most}.`,
	'preview.amount_not_positive': () => 'must be more than zero.',
	'preview.discount_of_one': () => 'must have either a percent or an amount.',
	'preview.until_before_today': ({ today }) => `is before today (${today}).`,
	'penalty.grace_invalid': ({ most }) => `must be a whole number from 0 to ${most}.`,
	'penalty.amount_digits': ({ value, currency }) => `"${value}" has more digits than ${currency} knows.`,
	'preview.too_far': ({ most }) => `is too far away: a preview covers at most ${most}.`,
}

/** What can be written in JSON, for somebody who does not know its names. */
const KINDS: Record<string, string> = {
	object: 'named values in braces, like { "name": "value" }',
	array: 'a list in square brackets, like [ … ]',
	string: 'text in quotation marks',
	number: 'a number without quotation marks',
	boolean: 'true or false',
	'text or a number': 'text in quotation marks, or a number',
}
