import type { Cell } from './cell.ts'
import type { Sheet } from './file/sheet.ts'
import { readCountry } from './format/country.ts'
import { readCurrency } from './format/currency.ts'
import { readDayText } from './format/day.ts'
import { readNumberText } from './format/number.ts'
import { isNothing } from './format/words.ts'
import type { ColumnMap, ImportMap } from './map.ts'
import { fieldIn } from './own.ts'
import type { Question } from './question.ts'
import { findColumn } from './record.ts'

type Watch = { field: string; kind: string; column: ColumnMap; name: string; index: number; state: Undecided }

/** What the rows so far leave open: `decided` by a value that allows one reading only, `open` by one that allows two. */
type Undecided = { decided?: 'dmy' | 'mdy' | 'ymd' | 'point' | 'comma'; open?: Question; odd: Map<string, Question> }

/**
 * Goes through the rows until every column's way of writing is decided, and puts it into the map. What no row of the
 * whole file decides comes back as a question. `confirm` also asks about values that are understood but unusual, such
 * as the country UK: wanted where a person looks, not where they have written a map.
 */
export async function settleFormats(
	sheet: Sheet,
	map: ImportMap,
	settings: { timeZone: string; confirm: boolean },
): Promise<{ map: ImportMap; questions: Question[] }> {
	const watches = watchesOf(sheet, map, settings.confirm)
	if (watches.length > 0) {
		for await (const rows of sheet.rows()) {
			for (const row of rows) for (const watch of watches) look(watch, row.cells[watch.index], settings.timeZone)
			if (watches.every(({ state, kind }) => state.decided && (kind === 'day' || kind === 'number'))) break
		}
	}
	const columns = { ...map.columns }
	for (const { field, state, column } of watches)
		if (state.decided) columns[field] = { ...column, format: state.decided }
	const questions = watches.flatMap(({ state }) => [
		...(state.decided === undefined && state.open ? [state.open] : []),
		...state.odd.values(),
	])
	return { map: { ...map, columns }, questions }
}

function watchesOf(sheet: Sheet, map: ImportMap, confirm: boolean): Watch[] {
	return Object.entries(map.columns).flatMap(([field, column]) => {
		const kind = fieldIn(map, field)?.kind ?? ''
		const dated = kind === 'day' && !['dmy', 'mdy', 'ymd'].includes(column.format ?? '')
		const counted = (kind === 'number' || kind === 'percent') && !['point', 'comma'].includes(column.format ?? '')
		const named = (kind === 'country' && confirm) || kind === 'currency'
		if (!dated && !counted && !named) return []
		const index = findColumn(sheet.header, column.column, field)
		const shown = kind === 'percent' ? 'number' : kind
		return [{ field, kind: shown, column, name: sheet.header[index] ?? '', index, state: { odd: new Map() } }]
	})
}

function look(watch: Watch, cell: Cell | undefined, timeZone: string): void {
	if (typeof cell !== 'string') return
	const text = cell.trim()
	if (text === '' || isNothing(text) || watch.column.values?.[text] !== undefined) return
	if (watch.kind === 'day') lookAtDay(watch, text, timeZone)
	else if (watch.kind === 'number') lookAtNumber(watch, text)
	else lookAtName(watch, text)
}

function lookAtDay(watch: Watch, text: string, timeZone: string): void {
	const { state } = watch
	if (state.decided) return
	const readings = readDayText(text, timeZone)
	if (!readings || readings.dmy === readings.mdy) return
	if (readings.dmy && readings.mdy) {
		state.open ??= {
			kind: 'day_order',
			field: watch.field,
			column: watch.name,
			example: text,
			choices: [
				{ answer: 'dmy', reads: readings.dmy },
				{ answer: 'mdy', reads: readings.mdy },
			],
		}
	} else state.decided = readings.dmy ? 'dmy' : 'mdy'
}

function lookAtNumber(watch: Watch, text: string): void {
	const { state } = watch
	if (state.decided) return
	const readings = readNumberText(text)
	if (!readings || readings.point === readings.comma) return
	if (readings.point !== undefined && readings.comma !== undefined) {
		state.open ??= {
			kind: 'decimal_mark',
			field: watch.field,
			column: watch.name,
			example: text,
			choices: [
				{ answer: 'point', reads: readings.point },
				{ answer: 'comma', reads: readings.comma },
			],
		}
	} else state.decided = readings.point === undefined ? 'comma' : 'point'
}

/** Signs that several currencies share, the likeliest first. */
const shared: Record<string, string[]> = { $: ['USD', 'CAD', 'AUD'], '¥': ['CNY', 'JPY'], kr: ['SEK', 'NOK', 'DKK'] }

/** What an unofficial code could also mean: UK is the language of Ukraine, EL might be El Salvador. */
const likewise: Record<string, string[]> = { GB: ['UA'], GR: ['SV'] }

function lookAtName(watch: Watch, text: string): void {
	const { odd } = watch.state
	if (odd.has(text) || odd.size > 20) return
	const asked = { field: watch.field, column: watch.name, example: text }
	if (watch.kind === 'country') {
		const country = readCountry(text)
		if (!country || country.sure) return
		const codes = [country.code, ...(likewise[country.code] ?? [])]
		odd.set(text, { kind: 'country', ...asked, choices: codes.map((code) => ({ answer: code, reads: code })) })
		return
	}
	const choices = readCurrency(text) ? undefined : shared[text.toLowerCase()]
	if (choices)
		odd.set(text, { kind: 'currency', ...asked, choices: choices.map((code) => ({ answer: code, reads: code })) })
}
