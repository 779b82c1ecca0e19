import { type Books, look } from '#core/act.ts'
import { examine, type Finding, type Promised } from '#core/report/examine.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io, REFUSED } from '../command.ts'
import { readOptions, sayRefusal, toJson, wrongUsage } from '../words.ts'

export const usage = '[--json]   (checks settings, database and every promise about money; 1 when something is wrong)'

/** What holds, and what to do where it does not. */
const words: Record<Promised, { holds: string; mend: string }> = {
	journal_balances: {
		holds: 'Every journal entry balances',
		mend: 'The database refuses this: restore the backup from before it happened and report it.',
	},
	numbers_gapless: {
		holds: 'Invoice and credit note numbers have no gap',
		mend: 'A row was removed past the product: restore it from the backup.',
	},
	invoices_are_sums: {
		holds: 'Every issued invoice is the sum of its lines',
		mend: 'The database refuses this: restore the backup from before it happened and report it.',
	},
	money_settles_what_is_allocated: {
		holds: 'Invoices and payments count exactly what is allocated',
		mend: 'A row was changed past the product: compare the allocations of what is named here.',
	},
	receivable_is_what_is_open: {
		holds: 'The receivable account is what is open on invoices',
		mend: 'Compare the postings of the currency named here with its invoices.',
	},
	periods_billed_once: {
		holds: 'No period of a line is billed twice',
		mend: 'Void one of the two invoices named by the line and its day.',
	},
	movements_are_mrr: {
		holds: 'MRR by movements is MRR by contract lines, in all and of each plan',
		mend: 'Amend any contract of the customers concerned: their movements are written anew.',
	},
	months_are_movements: {
		holds: 'The sums of months are those of their movements',
		mend: 'A row was changed past the product: compare the movements of the month named here with a backup.',
	},
	months_are_facts: {
		holds: 'The sums of months by plan, team and owner are those of what was moved, invoiced and signed',
		mend: 'A row was changed past the product: compare what is named here with a backup, or count them anew in the database with count_months().',
	},
	decisions_sealed: {
		holds: 'Everything said of approvals is sealed in one unbroken chain',
		mend: 'A row was changed past the product: compare the words named here with a backup, and find out who could write.',
	},
	outbox_delivers: {
		holds: 'Nothing waits in the outbox for over an hour',
		mend: 'Is a worker running? The reason is beside each: a wrong address, or a provider that refuses.',
	},
	inbox_processes: {
		holds: 'Nothing waits in the inbox for over an hour',
		mend: 'Is a worker running? The reason is beside each. What was given up is tried again once its reason is mended and its attempts in the table inbox are set to 0.',
	},
}

/** Settings and database are checked by opening them: a wrong setting is named before anything else happens. */
export async function run(given: readonly string[], io: Io): Promise<number> {
	const options = readOptions(given, [], ['json'])
	if (!options || options.words.length > 0) return wrongUsage(io, 'doctor', usage)
	const asJson = options.flags.has('json')
	const examineBooks = async (books: Books) => {
		const [company] = await books.sql`select from company`
		if (!company) return sayEmpty(io, asJson)
		const outcome = await look(books, terminalActor, examine, undefined as never)
		if (!outcome.ok) return sayRefusal(io, outcome.refusal, asJson)
		const good = outcome.value.every((finding) => finding.good)
		if (asJson) io.out(toJson({ good, settings: 'good', database: 'good', findings: outcome.value }))
		else for (const line of ['good   Settings', 'good   Database', ...outcome.value.flatMap(linesOf)]) io.out(line)
		return good ? DONE : REFUSED
	}
	// A look at a new database must not be what fills it.
	return await withBooks(io, examineBooks, { empty: true })
}

function sayEmpty(io: Io, asJson: boolean): number {
	if (asJson) io.out(toJson({ good: false, settings: 'good', database: 'empty', findings: [] }))
	else
		for (const line of [
			'good   Settings',
			'WRONG  The database has a company',
			'         npm start loads the demo, the command "found" writes your own.',
		])
			io.out(line)
	return REFUSED
}

function linesOf({ promise, good, found }: Finding): string[] {
	const { holds, mend } = words[promise]
	if (good) return [`good   ${holds}`]
	return [`WRONG  ${holds}`, ...found.map((name) => `         ${name}`), `         ${mend}`]
}
