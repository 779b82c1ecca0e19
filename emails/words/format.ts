import { type Formats, languageIn } from '#core/formats.ts'
import { withMinus } from '#core/minus.ts'
import { exponent, formatMajor } from '#core/money.ts'
import { type Language, locales } from './language.ts'

/*
 * Every amount, day and number a person reads passes through here, in letters, papers and pages alike, so that one
 * sum is never written in two ways. Intl formats decimal strings exactly; the fraction digits are always given,
 * because Intl's own table is wrong for several currencies (HUF, COP, IDR and others).
 */

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(formats: Formats, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = `${formats} ${JSON.stringify(options)}`
	const known =
		numberFormats.get(key) ?? new Intl.NumberFormat(isLanguage(formats) ? locales[formats] : formats, options)
	numberFormats.set(key, known)
	return known
}

function isLanguage(formats: Formats): formats is Language {
	return Object.hasOwn(locales, formats)
}

/** An exact decimal string as the options say. */
function write(decimal: string, formats: Formats, options: Intl.NumberFormatOptions): string {
	return withMinus(numberFormat(formats, options).format(decimal as Intl.StringNumericLiteral))
}

/** An amount of minor units with its currency: `$1,234.50`, `1 234,50 €`. */
export function amount(minor: bigint, currency: string, formats: Formats): string {
	const digits = exponent(currency)
	return write(formatMajor(minor, currency), formats, {
		style: 'currency',
		currency,
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	})
}

/** The same without the currency, for a column whose head names it: `1,234.50`. */
export function bareAmount(minor: bigint, currency: string, formats: Formats): string {
	const digits = exponent(currency)
	return write(formatMajor(minor, currency), formats, { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** A price per unit, for a column whose head names its currency; it may have more digits than that: `0.0125`; never fewer than the currency has. */
export function unitPrice(decimal: string, currency: string, formats: Formats): string {
	return write(decimal, formats, {
		minimumFractionDigits: exponent(currency),
		maximumFractionDigits: 20,
	})
}

/** The same with its currency: `$0.0125`, `41,90 €`. */
export function price(decimal: string, currency: string, formats: Formats): string {
	return write(decimal, formats, {
		style: 'currency',
		currency,
		minimumFractionDigits: exponent(currency),
		maximumFractionDigits: 20,
	})
}

/** A quantity as a decimal string, without idle zeros: `1,250`, `2.5`. */
export function quantity(decimal: string, formats: Formats): string {
	return write(decimal, formats, { maximumFractionDigits: 20 })
}

/** Days as a decimal string: `12.3 days`, `12,3 дня`. */
export function days(decimal: string, formats: Formats): string {
	return write(decimal, formats, { style: 'unit', unit: 'day', unitDisplay: 'long' })
}

/** A rate given in per cent as a decimal string: `20%`, `8,875 %`. */
export function percent(decimal: string, formats: Formats): string {
	// Intl multiplies by a hundred; moving the point in the text keeps every digit.
	return write(`${decimal}e-2`, formats, { style: 'percent', maximumFractionDigits: 20 })
}

// English days lead with the day and name the month, so that neither side of the Atlantic can misread them.
const dayLocales: Record<Language, string> = { ...locales, en: 'en-GB' }

type DayLength = 'long' | 'medium'

const dayFormats = new Map<string, Intl.DateTimeFormat>()

function dayFormat(formats: Formats, length: DayLength): Intl.DateTimeFormat {
	const key = `${formats} ${length}`
	const known =
		dayFormats.get(key) ??
		new Intl.DateTimeFormat(isLanguage(formats) ? dayLocales[formats] : formats, {
			day: 'numeric',
			month: length === 'long' || languageIn(formats) === 'vi' ? 'long' : 'short',
			year: 'numeric',
			timeZone: 'UTC',
		})
	dayFormats.set(key, known)
	return known
}

// Given a PlainDate itself, ICU 78 writes Chinese days as 2026/3/1; given the same midnight as a number, 2026年3月1日.
const midnight = (on: Temporal.PlainDate) => on.toZonedDateTime('UTC').epochMilliseconds

/** A calendar day, unambiguous in every language: `15 March 2026`, or `15 Mar 2026` when medium. */
export function day(on: Temporal.PlainDate, formats: Formats, length: DayLength = 'long'): string {
	return dayFormat(formats, length).format(midnight(on))
}

/** The half-open period [from, to) as people say it, last day included: `1–31 Mar 2026`. */
export function period(from: Temporal.PlainDate, to: Temporal.PlainDate, formats: Formats): string {
	const last = to.subtract({ days: 1 })
	if (Temporal.PlainDate.compare(last, from) <= 0) return day(from, formats, 'medium')
	// ICU has no Chinese pattern for a range of written days and would fall back to slashes.
	if (languageIn(formats) === 'zh') return `${day(from, formats)}至${day(last, formats)}`
	return dayFormat(formats, 'medium').formatRange(midnight(from), midnight(last))
}

const momentFormats = new Map<string, Intl.DateTimeFormat>()

/** A moment in a time zone, with the zone said: `15 March 2026 at 14:05 CET`. */
export function moment(at: Temporal.Instant, timeZone: string, formats: Formats): string {
	const key = `${formats} ${timeZone}`
	const known =
		momentFormats.get(key) ??
		new Intl.DateTimeFormat(isLanguage(formats) ? dayLocales[formats] : formats, {
			timeZone,
			day: 'numeric',
			month: 'long',
			year: 'numeric',
			// As a column of hours where nobody knows better; Americans write no nought before theirs.
			hour: isLanguage(formats) ? '2-digit' : 'numeric',
			minute: '2-digit',
			timeZoneName: 'short',
		})
	momentFormats.set(key, known)
	return known.format(at.epochMilliseconds)
}

const regionNames = new Map<Language, Intl.DisplayNames>()

/** The name of a country given by its two letters: `Germany`, `德国`. */
export function country(code: string, formats: Formats): string {
	const language = languageIn(formats)
	const names = regionNames.get(language) ?? new Intl.DisplayNames([locales[language]], { type: 'region' })
	regionNames.set(language, names)
	return names.of(code.toUpperCase()) ?? code
}
