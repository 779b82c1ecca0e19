import { readDay } from '../../calendar.ts'
import { textOfSerial } from '../cell.ts'
import { monthNumber } from './month-names.ts'

/** Which number comes first in dates such as 03/04/2024. Every other way of writing a date needs no telling. */
export type DayOrder = 'dmy' | 'mdy' | 'ymd'

/** ISO dates by the order they would be read in; the same under each order when there is nothing to choose. */
export type DayReadings = { dmy?: string; mdy?: string; ymd?: string }

const time = String.raw`(?:(?:[T,]\s*|\s+)(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[+-]\d{2}:?(?:\d{2})?)?)?`
const year = String.raw`(\d{4}|'?\d{2})(?:\s*(?:г|года|год)\.?)?`
const weekday = String.raw`(?:\p{L}{2,12}\.?,?\s+)?`
const shapes = {
	iso: new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${time}$`, 'iu'),
	compact: /^((?:19|20|21)\d{2})(\d{2})(\d{2})$/,
	chinese: new RegExp(String.raw`^(\d{4}|\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?${time}$`, 'iu'),
	vietnamese: /^(?:ngày\s+)?(\d{1,2})\s+(?:tháng|thg\.?)\s+(\d{1,2})\s*,?\s*(?:năm\s+)?(\d{4})$/iu,
	dayFirst: new RegExp(
		String.raw`^${weekday}(\d{1,2})(?:st|nd|rd|th|\.|º)?[\s\-./]*(?:de\s+)?(\p{L}{3,12})\.?[\s\-./,]*(?:de\s+)?${year}${time}$`,
		'iu',
	),
	monthFirst: new RegExp(
		String.raw`^${weekday}(\p{L}{3,12})\.?[\s\-./]*(\d{1,2})(?:st|nd|rd|th)?[\s\-./,]+${year}${time}$`,
		'iu',
	),
	numbers: new RegExp(String.raw`^(\d{1,2})([-/.\s])(\d{1,2})\2${year}${time}$`, 'iu'),
	serial: /^\d{5}(?:[.,]\d+)?$/,
	epoch: /^(\d{10})(\d{3})?$/,
}

/**
 * The day a text means, under each order of numbers. A moment with an offset becomes the day it is in the company's
 * time zone; midnight in UTC is how programs write a plain day, and stays it. Undefined when it is no date at all.
 */
export function readDayText(given: string, timeZone: string): DayReadings | undefined {
	const text = given.normalize('NFKC').replace(/\s+/g, ' ').trim()
	const plain = readPlain(text)
	if (plain) return sure(plain)
	let match = shapes.iso.exec(text)
	if (match) return sure(onDay(match[1], match[3], match[4], match.slice(5), timeZone))
	match = shapes.numbers.exec(text)
	if (match) return readNumbers(match, timeZone)
	match = shapes.chinese.exec(text)
	if (match) return sure(onDay(fullYear(match[1]), match[2], match[3], match.slice(4), timeZone))
	match = shapes.vietnamese.exec(text)
	if (match) return sure(onDay(match[3], match[2], match[1], [], timeZone))
	match = shapes.dayFirst.exec(text)
	if (match) return sure(onDay(fullYear(match[3]), monthNumber(match[2]), match[1], match.slice(4), timeZone))
	match = shapes.monthFirst.exec(text)
	if (match) return sure(onDay(fullYear(match[3]), monthNumber(match[1]), match[2], match.slice(4), timeZone))
	return readCount(text, timeZone)
}

/** `2026-02-28` and `20260228`, by far the most usual, without the larger expressions. */
function readPlain(text: string): string | undefined {
	if (text.length === 10 && readDay(text) !== undefined) return text
	const match = text.length === 8 ? shapes.compact.exec(text) : null
	const iso = match ? `${match[1]}-${match[2]}-${match[3]}` : ''
	return readDay(iso) === undefined ? undefined : iso
}

function sure(iso: string | undefined): DayReadings | undefined {
	return iso === undefined ? undefined : { dmy: iso, mdy: iso, ymd: iso }
}

/** Between full stops the day always comes first; with slashes and dashes either may. */
function readNumbers(match: RegExpExecArray, timeZone: string): DayReadings | undefined {
	const [, first, separator, second, last] = match
	const clock = match.slice(5)
	const dmy = onDay(fullYear(last), second, first, clock, timeZone)
	if (separator === '.') return sure(dmy)
	const mdy = onDay(fullYear(last), first, second, clock, timeZone)
	const ymd = last?.length === 2 ? onDay(fullYear(first), second, last, clock, timeZone) : undefined
	if (dmy === undefined && mdy === undefined && ymd === undefined) return undefined
	return { ...(dmy && { dmy }), ...(mdy && { mdy }), ...(ymd && { ymd }) }
}

/** A spreadsheet's day number, or seconds or milliseconds since 1970. */
function readCount(text: string, timeZone: string): DayReadings | undefined {
	if (shapes.serial.test(text)) return sure(textOfSerial(Number(text.replace(',', '.'))))
	const epoch = shapes.epoch.exec(text)
	if (!epoch) return undefined
	const moment = Temporal.Instant.fromEpochMilliseconds(Number(epoch[1]) * 1000 + Number(epoch[2] ?? 0))
	return sure(moment.toZonedDateTimeISO(timeZone).toPlainDate().toString())
}

/** Two-digit years: from 70 on in the last century, as spreadsheets and POSIX have it. */
function fullYear(text: string | undefined): string | undefined {
	const digits = text?.replace("'", '')
	if (digits?.length !== 2) return digits
	return Number(digits) < 70 ? `20${digits}` : `19${digits}`
}

function onDay(
	year: string | undefined,
	month: string | number | undefined,
	day: string | undefined,
	[clock, half, zone]: (string | undefined)[],
	timeZone: string,
): string | undefined {
	if (!year || month === undefined || !day) return undefined
	const iso = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
	const count = readDay(iso)
	if (count === undefined) return undefined
	if (!clock || !zone) return iso
	const [hour = '0', minute = '0', second = '0'] = clock.split(/[:.,]/)
	const hours = (Number(hour) % (half ? 12 : 24)) + (half?.toLowerCase().startsWith('p') ? 12 : 0)
	if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined
	const utc = /^[zug]/i.test(zone)
	if (utc && hours + Number(minute) + Number(second) === 0) return iso
	const offset = utc ? 0 : offsetMinutes(zone)
	const moment = Temporal.Instant.fromEpochMilliseconds(
		((count * 24 + hours) * 60 + Number(minute) - offset) * 60_000 + Number(second) * 1000,
	)
	return moment.toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

function offsetMinutes(zone: string): number {
	const digits = zone.slice(1).replace(':', '')
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4) || 0)
	return zone.startsWith('-') ? -minutes : minutes
}
