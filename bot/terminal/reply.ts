import type { SealedReply } from '../reply.ts'
import { table } from './words.ts'

/** A reply as text: facts under each other, a table under its heads, and how each choice is typed. */
export function sayReply(reply: SealedReply, { publicUrl, more }: { publicUrl: string; more: string }): string {
	const { title, text, fields = [], table: rows, choices, link, note } = reply
	const width = Math.max(0, ...fields.map(({ label }) => label.length))
	const parts = [
		title,
		text,
		fields.map(({ label, value }) => `${label.padEnd(width)}  ${value}`).join('\n'),
		rows &&
			table(
				rows.columns.map((column) => column.title),
				rows.rows,
			),
		more,
		choices
			.map(({ label, token, asks }) => `→ ${label}\n  ask --choose ${token}${asks ? ` --words "${asks.label}"` : ''}`)
			.join('\n'),
		link && `${link.label}: ${publicUrl}${link.path}`,
		note,
	]
	return parts.filter(Boolean).join('\n\n')
}
