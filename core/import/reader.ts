import { z } from 'zod'
import { latestDay } from '../day-input.ts'
import { type Cell, dayOfSerial, decimalText, isBlank, textOf } from './cell.ts'
import type { Field, FieldKind } from './field.ts'
import { readCountry } from './format/country.ts'
import { currencyBeside, readCurrency } from './format/currency.ts'
import { type DayOrder, readDayText } from './format/day.ts'
import { readNumberText } from './format/number.ts'
import {
	type IntervalChoice,
	isNothing,
	readChoice,
	readInterval,
	readLanguage,
	readRenewal,
	readTiming,
	readTruth,
} from './format/words.ts'
import type { ColumnMap } from './map.ts'
import { type Finding, finding, shorten } from './problem.ts'

/** What a cell says to us: text, days as ISO dates and numbers as plain decimals, whole days as numbers; null for nothing. */
export type Value = string | number | boolean | IntervalChoice | null
export type Read = { value: Value; currency?: string } | { finding: Finding }
export type CellReader = (cell: Cell | undefined) => Read

type Settings = { timeZone: string }

const nothing: Read = { value: null }
/** Few different values stand in such columns, so each is read once. */
const remembered: ReadonlySet<FieldKind> = new Set([
	'country',
	'currency',
	'language',
	'interval',
	'timing',
	'renewal',
	'truth',
	'choice',
	'days',
	'percent',
	'number',
])

/** How the cells of a column are read into a field. */
export function readerFor(field: Field, column: ColumnMap, settings: Settings): CellReader {
	const translate = translator(column.values)
	const once = (cell: Cell | undefined): Read => {
		const said = translate(cell)
		const empty = isBlank(said) || (field.kind !== 'text' && typeof said === 'string' && isNothing(said))
		if (empty) return column.default ? readValue(field, column.default, column, settings) : nothing
		const read = readValue(field, said ?? null, column, settings)
		return 'finding' in read && column.otherwise !== undefined ? readOtherwise(field, column, settings) : read
	}
	return remembered.has(field.kind) ? remember(once) : once
}

function readOtherwise(field: Field, column: ColumnMap, settings: Settings): Read {
	return column.otherwise === '' ? nothing : readValue(field, column.otherwise ?? null, column, settings)
}

function translator(values: Record<string, string> | undefined): (cell: Cell | undefined) => Cell | undefined {
	if (!values) return unmarked
	const exact = new Map(Object.entries(values))
	const loose = new Map(Object.entries(values).map(([from, to]) => [from.trim().toLowerCase(), to]))
	return (cell) => {
		const text = textOf(cell).trim()
		return exact.get(text) ?? loose.get(text.toLowerCase()) ?? unmarked(cell)
	}
}

/** Spreadsheets, and our file of rejected rows, write an apostrophe before text that looks like a formula. */
function unmarked(cell: Cell | undefined): Cell | undefined {
	return typeof cell === 'string' && /^'[=+\-@|%\t\r]/.test(cell) ? cell.slice(1) : cell
}

function remember(read: CellReader): CellReader {
	const known = new Map<Cell | undefined, Read>()
	return (cell) => {
		const before = known.get(cell)
		if (before) return before
		const now = read(cell)
		if (known.size < 5000) known.set(cell, now)
		return now
	}
}

function readValue(field: Field, cell: Cell, column: ColumnMap, settings: Settings): Read {
	const text = textOf(cell).trim()
	switch (field.kind) {
		case 'text':
		case 'key':
			return readText(text, field.most ?? 200)
		case 'email':
			return readEmail(text)
		case 'day':
			return readDay(cell, text, column.format, settings.timeZone)
		case 'number':
		case 'percent':
			return readNumber(
				cell,
				field.kind === 'percent' ? text.replace('%', '').trim() : text,
				column.format,
				field.signed,
			)
		case 'days':
			return readDays(text)
		case 'country':
			return known(readCountry(text)?.code, finding('country_unknown', { value: shorten(text) }))
		case 'currency':
			return known(readCurrency(text), finding('currency_unknown', { value: shorten(text) }))
		case 'language':
			return known(readLanguage(text), finding('language_unknown', { value: shorten(text) }))
		case 'interval':
			return known(readInterval(text), finding('interval_unknown', { value: shorten(text) }))
		case 'timing':
			return known(readTiming(text), unknownChoice(text, 'advance, arrears'))
		case 'renewal':
			return known(readRenewal(text), unknownChoice(text, 'none, tacit, quote'))
		case 'truth':
			return known(typeof cell === 'boolean' ? cell : readTruth(text), unknownChoice(text, 'yes, no'))
		case 'choice': {
			const { choices = {}, possible = Object.keys(choices).join(', ') } = field
			return known(readChoice(text, choices), unknownChoice(text, possible))
		}
	}
}

function known(value: Value | undefined, otherwise: Finding): Read {
	return value === undefined ? { finding: otherwise } : { value }
}

function unknownChoice(text: string, possible: string): Finding {
	return finding('choice_unknown', { value: shorten(text), possible })
}

/** NUL, which no database text holds, and what is left of a letter that could not be decoded. */
const broken = ['\u0000', '\ufffd']

function readText(text: string, most: number): Read {
	if (text.length > most)
		return { finding: finding('text_too_long', { length: String(text.length), most: String(most) }) }
	if (broken.some((letter) => text.includes(letter)) || !text.isWellFormed())
		return { finding: finding('text_broken', {}) }
	return { value: text }
}

const email = z.regexes.email

function readEmail(text: string): Read {
	const bare = text.replace(/^mailto:/i, '').replace(/^.*<([^<>]+)>$/, '$1')
	return email.test(bare) && bare.length <= 254
		? { value: bare }
		: { finding: finding('email_invalid', { value: shorten(text) }) }
}

function readDay(cell: Cell, text: string, format: ColumnMap['format'], timeZone: string): Read {
	const iso = readIso(cell, text, format, timeZone)
	if (iso === undefined) return { finding: finding('day_unreadable', { value: shorten(text) }) }
	return { value: iso > latestDay ? null : iso }
}

function readIso(cell: Cell, text: string, format: ColumnMap['format'], timeZone: string): string | undefined {
	if (cell instanceof Temporal.PlainDate) return cell.toString()
	if (typeof cell === 'number') return dayOfSerial(cell)?.toString()
	const readings = readDayText(text, timeZone)
	if (!readings) return undefined
	if (readings.dmy === readings.mdy && readings.mdy === readings.ymd) return readings.dmy
	const order: DayOrder | undefined = format === 'point' || format === 'comma' ? undefined : format
	if (order) return readings[order]
	return onlyOf(readings.dmy, readings.mdy)
}

function readNumber(cell: Cell, text: string, format: ColumnMap['format'], signed = false): Read {
	const decimal = typeof cell === 'number' ? decimalText(cell) : readDecimalText(text, format)
	if (decimal === undefined) return { finding: finding('number_unreadable', { value: shorten(text) }) }
	if (decimal.startsWith('-') && !signed) return { finding: finding('number_negative', { value: shorten(text) }) }
	const currency = typeof cell === 'number' ? undefined : currencyBeside(text)
	return { value: trimZeros(decimal), ...(currency && { currency }) }
}

function readDecimalText(text: string, format: ColumnMap['format']): string | undefined {
	const readings = readNumberText(text)
	if (!readings) return undefined
	return format === 'point' || format === 'comma' ? readings[format] : onlyOf(readings.point, readings.comma)
}

/** The one reading, or that of both when they agree; none when there is a choice that nobody has made. */
function onlyOf(one: string | undefined, other: string | undefined): string | undefined {
	if (one !== undefined && other !== undefined) return one === other ? one : undefined
	return one ?? other
}

function trimZeros(decimal: string): string {
	return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}

/** `30`, `Net 30`, `30 days`, `due on receipt`. */
function readDays(text: string): Read {
	if (/receipt|immediate|сразу|即期|立即/i.test(text)) return { value: 0 }
	const days = /^\D*(\d{1,4})\D*$/.exec(text)?.[1]
	return days === undefined || Number(days) > 3650
		? { finding: finding('number_unreadable', { value: shorten(text) }) }
		: { value: Number(days) }
}
