import { createHash } from 'node:crypto'
import type { ReadEntry } from './statement.ts'

/**
 * By what entries of one account are known again when another file tells them too: the bank's own reference, or the texts
 * where it gives none, with day and amount. Of several alike each counts, in their order: a file tells whole days.
 */
export function keysOf(entries: readonly ReadEntry[]): string[] {
	const times = new Map<string, number>()
	return entries.map((entry) => {
		const { bookedOn, amountMinor, currency, bankReference } = entry
		const texts = [entry.counterparty, entry.counterpartyAccount, entry.reference, entry.description]
		const said = bankReference === '' ? texts.map((text) => text.replace(/\s+/g, '').toLowerCase()) : [bankReference]
		const digest = createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 32)
		const key = [bookedOn, amountMinor, currency, digest].join(' ')
		const before = times.get(key) ?? 0
		times.set(key, before + 1)
		return before > 0 ? `${key} ${before + 1}` : key
	})
}
