import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findStatement } from '#core/journal/statement.ts'
import { statementName } from '../../deliver/statement-paper.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { daysOf, readStatementFilter } from '../../present/statement/filter.ts'
import { statementHead, statementRows } from '../../present/statement/rows.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { tableFile } from '../../table-file.ts'
import { speakerFor } from '../../words/speakers.ts'

const address = z.object({ customerId: z.uuid() })

/** A customer's statement as CSV or a spreadsheet. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	const filter = readStatementFilter(request)
	if (!customerId || !filter) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const input = { customerId, contractId: filter.contract, ...daysOf(filter, today) }
	const found = await look(context.books, staff.actor, findStatement, input)
	if (!found.ok) throw notFound()
	const { say } = speakerFor(request)
	return tableFile(request, statementName(found.value), statementHead(say), statementRows(say, found.value))
}
