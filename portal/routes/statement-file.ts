import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { findStatement } from '#core/journal/statement.ts'
import { statementName } from '../deliver/statement-paper.ts'
import { frameOf } from '../present/frame.ts'
import { aboutOf, daysOf, readStatementFilter, subjectOf } from '../present/statement/filter.ts'
import { statementHead, statementRows } from '../present/statement/rows.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'
import { tableFile } from '../table-file.ts'
import { speakerFor } from '../words/speakers.ts'

/** The statement as CSV or a spreadsheet, with every line of its days. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const filter = readStatementFilter(request)
	if (!filter) throw notFound()
	const visitor = await requireCustomer(request, context, aboutOf(filter))
	await countPaper(request, context, visitor)
	const { today } = await frameOf(context, visitor)
	const input = { ...subjectOf(visitor, filter), ...daysOf(filter, today) }
	const found = await look(context.books, visitor.actor, findStatement, input)
	if (!found.ok) throw notFound()
	const { say } = speakerFor(request)
	return tableFile(request, statementName(found.value), statementHead(say), statementRows(say, found.value))
}
