import type { SealedChoice, SealedReply, Table } from '../reply.ts'

/** Telegram's limits; a message is counted here with its marks, which is stricter than Telegram counts. */
export const limits = { text: 4096, caption: 1024, data: 64, button: 64, buttons: 40, rows: 30, cell: 120 } as const

export type Button = { text: string; callback_data: string }
export type Rendered = { text: string; reply_markup: { inline_keyboard: Button[][] } }

/** A reply as HTML and buttons. Links begin with `publicUrl`. */
export function renderTelegram(reply: SealedReply, publicUrl: string): Rendered {
	const { title, tone, text, fields = [], table, choices, link, note } = reply
	const mark = tone === 'bad' ? '⚠️ ' : tone === 'good' ? '✅ ' : ''
	const head = `<b>${mark}${escapeHtml(cut(title, 300))}</b>`
	const foot = [
		...(note ? [`<i>${escapeHtml(cut(note, 300))}</i>`] : []),
		...(link
			? [`<a href="${escapeHtml(`${publicUrl}${encodeURI(link.path)}`)}">${escapeHtml(cut(link.label, 100))}</a>`]
			: []),
	].join('\n')
	const lines = [
		...(text ? [...pieces(text), ''] : []),
		...fields.map(({ label, value }) => `${escapeHtml(cut(label, 100))}: <b>${escapeHtml(cut(value, 500))}</b>`),
		...(fields.length > 0 && table ? [''] : []),
		...(table ? tableLines(table) : []),
	]
	const room = limits.text - head.length - foot.length - 6
	return {
		text: [head, fill(lines, room), foot].filter(Boolean).join('\n\n'),
		reply_markup: { inline_keyboard: keyboard(choices) },
	}
}

export function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Without cutting a sign in two that takes two places. */
export function cut(text: string, most: number): string {
	if (text.length <= most) return text
	return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Long text in pieces that can be left out one by one, each whole in its marks. */
function pieces(text: string): string[] {
	return text
		.trim()
		.split('\n')
		.flatMap((line) => line.match(/[\s\S]{1,500}(?![\udc00-\udfff])/g) ?? [''])
		.map(escapeHtml)
}

/** As many whole lines as there is room for. */
function fill(lines: string[], room: number): string {
	const kept: string[] = []
	let left = room
	for (const line of lines) {
		if (line.length + 1 > left - 2) return [...kept, '…'].join('\n').trim()
		kept.push(line)
		left -= line.length + 1
	}
	return kept.join('\n').trim()
}

/** A phone is too narrow for columns: a row is a line, its first cell in front. */
function tableLines({ columns, rows, total }: Table): string[] {
	const shown = rows.slice(0, limits.rows).map((row) => {
		const [first = '', ...rest] = columns.map((_, place) =>
			escapeHtml(cut((row[place] ?? '').replaceAll('\n', ' '), limits.cell)),
		)
		return [`<b>${first}</b>`, ...rest.filter(Boolean)].join(' · ')
	})
	const whole = total ?? rows.length
	return whole > shown.length ? [...shown, `${shown.length} / ${whole}`] : shown
}

/** A button a row where its words are long, two beside each other where they are short. */
function keyboard(choices: readonly SealedChoice[]): Button[][] {
	const rows: Button[][] = []
	for (const choice of choices.slice(0, limits.buttons)) {
		const button = { text: cut(choice.label, limits.button), callback_data: dataOf(choice) }
		const last = rows.at(-1)
		const fits = last?.length === 1 && (last[0]?.text.length ?? 99) + button.text.length <= 28
		if (last && fits) last.push(button)
		else rows.push([button])
	}
	return rows
}

/** `c:` presses, `a:` asks for words that are needed, `o:` for words that may be left out. */
const dataOf = ({ token, asks }: SealedChoice) => `${asks ? (asks.required ? 'a' : 'o') : 'c'}:${token}`
