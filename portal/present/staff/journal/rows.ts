import { look } from '#core/act.ts'
import { type JournalLine, type JournalPeriod, readJournalLines } from '#core/journal/read-lines.ts'
import { formatMajor } from '#core/money.ts'
import type { LoadContext } from '../../../load-context.ts'
import type { StaffMember } from '../../../sign-in/actor.ts'
import { onward } from '../../../table-file.ts'
import { sayJournal as say } from '../../../words/staff-journal.ts'
import type { SheetCell } from '../../../xlsx-response.ts'
import type { StillEntitled } from '../entitled.ts'

const columns = [
	'postedOn',
	'entry',
	'kind',
	'document',
	'customerNumber',
	'customer',
	'contract',
	'account',
	'debit',
	'credit',
	'currency',
	'writtenOn',
] as const

/** The head of the journal as a file. */
export const journalHead = columns.map((column) => say(`journal.${column}`))

/** All lines of a period, some at a time, however many there are. */
export function journalRows(
	{ books }: LoadContext,
	{ actor }: StaffMember,
	{ still, ...period }: JournalPeriod & { still: StillEntitled },
): AsyncGenerator<SheetCell[][]> {
	const read = (last: JournalLine | undefined, limit: number) => {
		const after = last && { ...last, postedOn: last.postedOn.toString() }
		return look(books, actor, readJournalLines, { ...period, after, limit })
	}
	return onward({ still, read, cells: cellsOf })
}

function cellsOf(line: JournalLine): SheetCell[] {
	const text = (cell: string): SheetCell => ({ kind: 'text', text: cell })
	const amount = (minor: bigint): SheetCell => ({
		kind: 'number',
		text: minor === 0n ? '' : formatMajor(minor, line.currency),
	})
	return [
		{ kind: 'day', text: line.postedOn.toString() },
		text(line.entryId),
		text(say(`journal.kinds.${line.kind}`)),
		text(line.document),
		text(line.customerNumber),
		text(line.customerName),
		text(line.contractNumber),
		text(say(`journal.is.${line.account}`)),
		amount(line.debitMinor),
		amount(line.creditMinor),
		text(line.currency),
		{ kind: 'day', text: line.writtenOn.toString() },
	]
}
