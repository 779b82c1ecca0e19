import type { LoaderFunctionArgs } from '@remix-run/node'
import { findStatement } from '#core/journal/statement.ts'
import { statementName } from '../deliver/statement-paper.ts'
import { statementForCustomer } from '../present/statement/asked.ts'
import { statementHead, statementRows } from '../present/statement/rows.ts'
import { tableFile } from '../table-file.ts'
import { speakerFor } from '../words/speakers.ts'

/** The statement as CSV or a spreadsheet, with every line of its days. */
export async function loader(args: LoaderFunctionArgs) {
	const statement = await statementForCustomer(args, findStatement)
	const { say } = speakerFor(args.request, args.context)
	return tableFile(args.request, statementName(statement), statementHead(say), statementRows(say, statement))
}
