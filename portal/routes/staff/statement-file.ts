import type { LoaderFunctionArgs } from '@remix-run/node'
import { findStatement } from '#core/journal/statement.ts'
import { statementName } from '../../deliver/statement-paper.ts'
import { statementForStaff } from '../../present/statement/asked.ts'
import { statementHead, statementRows } from '../../present/statement/rows.ts'
import { tableFile } from '../../table-file.ts'
import { speakerFor } from '../../words/speakers.ts'

/** A customer's statement as CSV or a spreadsheet. */
export async function loader(args: LoaderFunctionArgs) {
	const statement = await statementForStaff(args, findStatement)
	const { say } = speakerFor(args.request)
	return tableFile(args.request, statementName(statement), statementHead(say), statementRows(say, statement))
}
