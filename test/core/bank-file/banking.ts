import { type Actor, act, expectOk, look } from '#core/act.ts'
import type { EntryShow } from '#core/bank-file/entry-show.ts'
import { listEntries } from '#core/bank-file/list-entries.ts'
import { uploadBankFile } from '#core/bank-file/upload.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { formatMajor } from '#core/money.ts'
import type { World } from '#test/support/books.ts'
import { finance } from '../payment/ledger.ts'

/** A line of a statement: what the payer wrote, how much came (minor units), and what else the bank tells. */
export type Paid = { text: string; minor: bigint; name?: string; account?: string; reference?: string; on?: string }

/** A MT940 statement of one account over what was paid, as a German bank writes it. */
export function statementOf(paid: readonly Paid[], account = 'DE21200505501234567890'): string {
	const total = paid.reduce((sum, { minor }) => sum + minor, 0n)
	const say = (minor: bigint) => formatMajor(minor < 0n ? -minor : minor, 'EUR').replace('.', ',')
	const mark = (minor: bigint) => (minor < 0n ? 'D' : 'C')
	const rows = paid.map(({ text, minor, name = '', account: from = '', reference = 'NONREF', on = '260302' }) => [
		`:61:${on}${on.slice(2)}${mark(minor)}R${say(minor)}NTRF${reference}`,
		`:86:166?00GUTSCHRIFT${(text.match(/.{1,27}/g) ?? []).map((part, index) => `?2${index}${part}`).join('')}?31${from}?32${name}`,
	])
	const head = [':20:A', `:25:${account}`, ':28C:1', ':60F:C260301EUR0,00']
	return [...head, ...rows.flat(), `:62F:${mark(total)}260302EUR${say(total)}`, '-', ''].join('\n')
}

export const upload = (world: World, text: string, actor: Actor = finance) =>
	act(world.books, actor, uploadBankFile, { file: fileOfBytes('statement.sta', new TextEncoder().encode(text)) })

export async function entriesOf(world: World, fileId: string, show: EntryShow = 'all') {
	return expectOk(await look(world.books, finance, listEntries, { fileId, show, limit: 500 })).rows
}
