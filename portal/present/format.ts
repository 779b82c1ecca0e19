import { formatDecimal } from '#core/decimal.ts'
import { withMinus } from '#core/minus.ts'
import { exponent, formatMajor, type Money } from '#core/money.ts'
import { type Formats, isOfCountry, localeOf } from '#portal/words/language.ts'

/**
 * Amounts, days and numbers as a reader of a language writes them, in their country where it is known. Everything goes through Intl as an exact decimal
 * string; the digits after the point are those of the currency, not of CLDR.
 */
type Decimal = `${number}`

const memory = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function remembered<Formatter extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Formatter) {
	const known = memory.get(key) as Formatter | undefined
	if (known) return known
	const made = make()
	memory.set(key, made)
	return made
}

/** A number as the options say, under a name by which its format is remembered. */
function write(formats: Formats, name: string, options: Intl.NumberFormatOptions, value: unknown): string {
	const key = `${name} ${formats}`
	const format = remembered(key, () => new Intl.NumberFormat(localeOf(formats), options))
	return withMinus(format.format(value as Decimal))
}

/** `US$1,234.50`, `1 234,50 ₽`, `₫45,000`: with the currency's code where its sign alone would be ambiguous. */
export function formatMoney(formats: Formats, { minor, currency }: Money): string {
	return withMinus(moneyFormat(formats, currency).format(formatMajor(minor, currency) as Decimal))
}

function moneyFormat(formats: Formats, currency: string): Intl.NumberFormat {
	return remembered(`money ${formats} ${currency}`, () => {
		const digits = exponent(currency)
		const options = {
			style: 'currency',
			currency,
			minimumFractionDigits: digits,
			maximumFractionDigits: digits,
		} as const
		const locale = localeOf(formats)
		const format = new Intl.NumberFormat(locale, options)
		const sign = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? ''
		const bare = ['$', 'kr', '¥', '£'].includes(sign) && !isHome(formats, currency)
		return bare ? new Intl.NumberFormat(locale, { ...options, currencyDisplay: 'code' }) : format
	})
}

/** Whether a bare sign means just this currency to the reader: who reads as a country does knows the dollars of it. */
function isHome(formats: Formats, currency: string): boolean {
	return isOfCountry(formats) ? !formats.startsWith('ru') : currency === (formats.startsWith('zh') ? 'CNY' : 'GBP')
}

/** A unit price or a quantity, with as many digits as it has: `0.0125`. */
export function formatNumber(formats: Formats, value: bigint | number | string): string {
	return write(formats, 'number', { maximumFractionDigits: 20 }, value)
}

/** A quantity with its unit: `2.5 hour`; pieces need no word. */
export function formatQuantity(formats: Formats, { quantity, unit }: { quantity: string; unit: string }): string {
	const number = formatNumber(formats, quantity)
	return unit === 'piece' ? number : `${number} ${unit}`
}

/** `12.3 days` of the exact decimal string `12.3`. */
export function formatDays(formats: Formats, days: string): string {
	return write(formats, 'days', { style: 'unit', unit: 'day', unitDisplay: 'long' }, days)
}

/** A unit price, which may have more digits than its currency: `US$0.0125`. `amount` is an exact decimal string. */
export function formatUnitPrice(formats: Formats, amount: string, currency: string): string {
	const price = remembered(`price ${formats} ${currency}`, () => {
		const format = moneyFormat(formats, currency).resolvedOptions()
		return new Intl.NumberFormat(localeOf(formats), { ...format, maximumFractionDigits: 20 })
	})
	return withMinus(price.format(amount as Decimal))
}

/** `12.5 %` of the exact decimal string `12.5`. */
export function formatPercent(formats: Formats, percent: string): string {
	const hundredth = shiftTwo(percent)
	return write(formats, 'percent', { style: 'percent', maximumFractionDigits: 20 }, hundredth)
}

function shiftTwo(percent: string): string {
	const [whole = '0', fraction = ''] = percent.split('.')
	return formatDecimal({ digits: BigInt(whole + fraction), scale: fraction.length + 2 })
}

const dayOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const

/** `3 Mar 2026`, never a month as a bare number that could be a day. `on` is an ISO day, `2026-03-03`. */
export function formatDay(formats: Formats, on: string): string {
	return once(`${formats} ${on}`, () => dayFormat(formats).format(midnight(on)))
}

const days = new Map<string, string>()

/** Pages show few different days and periods, again and again; writing a period takes Intl some 40 microseconds. */
function once(key: string, format: () => string): string {
	const known = days.get(key)
	if (known !== undefined) return known
	const formatted = format()
	if (days.size >= mostDays) days.clear()
	days.set(key, formatted)
	return formatted
}

const mostDays = 5000

function dayFormat(formats: Formats): Intl.DateTimeFormat {
	const month = formats.startsWith('vi') ? 'long' : 'short'
	return remembered(`day ${formats}`, () => new Intl.DateTimeFormat(localeOf(formats), { ...dayOptions, month }))
}

/** `March 2026`. `month` is `2026-03` or a day in it. */
export function formatMonth(formats: Formats, month: string): string {
	return remembered(
		`month ${formats}`,
		() => new Intl.DateTimeFormat(localeOf(formats), { month: 'long', year: 'numeric', timeZone: 'UTC' }),
	).format(midnight(`${month.slice(0, 7)}-01`))
}

/** A stored period `[from, to)` as people say it, both days included: `1 – 31 Mar 2026`. */
export function formatPeriod(formats: Formats, from: string, to: string): string {
	return once(`${formats} ${from} ${to}`, () => writePeriod(formats, from, to))
}

function writePeriod(formats: Formats, from: string, to: string): string {
	const [first, last] = [midnight(from), midnight(to) - 86_400_000]
	const format = dayFormat(formats)
	// Node writes thin spaces around the dash and browsers plain ones: a page would be taken over as another than was sent.
	if (!formats.startsWith('zh')) return format.formatRange(first, last).replaceAll('\u2009', ' ')
	// Intl writes a Chinese range with slashes, whatever is asked.
	return first === last ? format.format(first) : `${format.format(first)} – ${format.format(last)}`
}

/** `3 Mar 2026, 14:05` in a time zone. `at` is an ISO instant. */
export function formatMoment(formats: Formats, at: string, timeZone: string): string {
	return remembered(
		`moment ${formats} ${timeZone}`,
		() =>
			new Intl.DateTimeFormat(localeOf(formats), {
				...dayOptions,
				timeZone,
				minute: '2-digit',
				...(isOfCountry(formats) ? { hour: 'numeric' } : { hour: '2-digit', hourCycle: 'h23' }),
			}),
	).format(Date.parse(at))
}

function midnight(day: string): number {
	const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
	return Date.UTC(year, month - 1, date)
}

/** The size of a file, in whole kilobytes or tenths of megabytes, never none: `3 kB`, `1,4 МБ`. */
export function formatSize(formats: Formats, bytes: number): string {
	const isLarge = bytes >= 1_000_000
	const unit = isLarge ? 'megabyte' : 'kilobyte'
	const options = { style: 'unit', unit, maximumFractionDigits: isLarge ? 1 : 0 } as const
	return write(formats, unit, options, isLarge ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000)))
}
