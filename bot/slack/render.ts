import type { types } from '@slack/bolt'
import type { SealedChoice, SealedReply, Table } from '../reply.ts'

/*
 * Slack's limits, from its reference of blocks: what is longer is cut with a mark, what is more is left to the console,
 * whose link is always the last thing.
 */
export const limits = {
	header: 150,
	section: 3000,
	fields: 10,
	field: 2000,
	button: 75,
	buttons: 25,
	rows: 100,
	columns: 20,
	cell: 200,
	cells: 9000,
	blocks: 50,
	text: 3000,
	label: 2000,
} as const

type Block = types.KnownBlock

/** A reply as blocks and as the plain text that notifications show. Links begin with `publicUrl`. */
export function renderSlack(reply: SealedReply, publicUrl: string): { text: string; blocks: Block[] } {
	const { title, tone, text, fields = [], table, choices, link, note } = reply
	const mark = tone === 'bad' ? '⚠️ ' : tone === 'good' ? '✅ ' : ''
	const head: Block[] = [{ type: 'header', text: plain(`${mark}${title}`, limits.header) }]
	const body = [...(text ? sections(text) : []), ...fieldSections(fields), ...(table ? tableBlocks(table) : [])]
	const foot: Block[] = [
		...actions(choices),
		...(note ? [context(escapeMarkup(cut(note, limits.field)))] : []),
		...(link ? [context(`<${publicUrl}${encodeURI(link.path)}|${escapeMarkup(cut(link.label, 150))}>`)] : []),
	]
	const room = limits.blocks - head.length - foot.length
	const shown = body.length > room ? [...body.slice(0, room - 1), context('…')] : body
	return {
		text: cutEscaped(escapeMarkup([title, text].filter(Boolean).join('\n')), limits.text),
		blocks: [...head, ...shown, ...foot],
	}
}

/** The same without a table, which Slack takes in messages alone: a row is a line. */
export function inLines({ table, ...reply }: SealedReply): SealedReply {
	if (!table) return reply
	const lines = table.rows.map((row) => `• ${row.filter(Boolean).join(' · ')}`)
	return { ...reply, text: [reply.text, lines.join('\n')].filter(Boolean).join('\n\n') }
}

/** Text that can hold neither a link, a mention nor a channel call. */
export function escapeMarkup(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function cut(text: string, most: number): string {
	const letters = [...text]
	if (text.length <= most) return text
	let kept = ''
	for (const letter of letters) {
		if (kept.length + letter.length > most - 1) break
		kept += letter
	}
	return `${kept}…`
}

const plain = (text: string, most: number) => ({
	type: 'plain_text' as const,
	text: cut(text, most) || '–',
	emoji: false,
})
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text, verbatim: true })
const context = (text: string): Block => ({ type: 'context', elements: [mrkdwn(text)] })

function sections(text: string): Block[] {
	const parts: Block[] = []
	let rest = escapeMarkup(text.trim())
	while (rest !== '' && parts.length < 10) {
		const part = rest.length <= limits.section ? rest : wholeUpTo(rest, limits.section)
		parts.push({ type: 'section', text: mrkdwn(part) })
		rest = rest.slice(part.length).trimStart()
	}
	return rest === '' ? parts : [...parts, context('…')]
}

/** As much as fits, without cutting an escaped sign or a pair of surrogates in two. */
function wholeUpTo(text: string, most: number): string {
	const head = text.slice(0, most)
	const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '))
	if (at > most / 2) return head.slice(0, at)
	return head.replace(/&[a-z]{0,3}$/, '').replace(/[\ud800-\udbff]$/, '')
}

function fieldSections(fields: SealedReply['fields'] = []): Block[] {
	const cells = fields.map(({ label, value }) =>
		mrkdwn(`*${escapeMarkup(cut(label, 200))}*\n${cutEscaped(escapeMarkup(value), limits.field - 1500) || '–'}`),
	)
	const parts: Block[] = []
	for (let from = 0; from < cells.length; from += limits.fields)
		parts.push({ type: 'section', fields: cells.slice(from, from + limits.fields) })
	return parts
}

function cutEscaped(text: string, most: number): string {
	return text.length <= most ? text : `${wholeUpTo(text, most - 1)}…`
}

function tableBlocks({ columns, rows, total }: Table): Block[] {
	const shownColumns = columns.slice(0, limits.columns)
	let letters = 0
	const cell = (text: string) => {
		const shown = cut(text.replaceAll('\n', ' '), limits.cell) || '–'
		letters += shown.length
		return { type: 'raw_text' as const, text: shown }
	}
	const lines = [shownColumns.map(({ title }) => cell(title))]
	for (const row of rows.slice(0, limits.rows - 1)) {
		const line = shownColumns.map((_, place) => cell(row[place] ?? ''))
		if (letters > limits.cells) break
		lines.push(line)
	}
	const whole = total ?? rows.length
	return [
		{
			type: 'table',
			rows: lines,
			column_settings: shownColumns.map(({ figures }) => ({
				align: figures ? ('right' as const) : ('left' as const),
				is_wrapped: true,
			})),
		},
		...(whole > lines.length - 1 ? [context(`${lines.length - 1} / ${whole}`)] : []),
	]
}

function actions(choices: readonly SealedChoice[]): Block[] {
	if (choices.length === 0) return []
	return [
		{
			type: 'actions',
			elements: choices.slice(0, limits.buttons).map(({ label, token, tone, asks }, place) => ({
				type: 'button' as const,
				text: plain(label, limits.button),
				value: token,
				action_id: asks ? `ask:${place}:${asks.required ? 1 : 0}:${cut(asks.label, 150)}` : `choose:${place}`,
				...(tone ? { style: tone } : {}),
			})),
		},
	]
}
