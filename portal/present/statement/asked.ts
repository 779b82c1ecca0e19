import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look, type Verb } from '#core/act.ts'
import type { FindStatement } from '#core/journal/statement.ts'
import { notFound } from '../../problem.ts'
import { requireCustomer, requireStaff } from '../../sign-in/actor.ts'
import { countPaper } from '../../sign-in/count-work.ts'
import { frameOf } from '../frame.ts'
import { staffFrameOf } from '../staff/staff-frame.ts'
import { aboutOf, daysOf, readStatementFilter, subjectOf } from './filter.ts'

const address = z.object({ customerId: z.uuid() })

/** The statement that a customer's address asks for, to be taken along. Throws the page of what does not exist. */
export async function statementForCustomer<Value>(
	{ request, context }: LoaderFunctionArgs,
	finder: Verb<FindStatement, Value>,
): Promise<Value> {
	const filter = readStatementFilter(request)
	if (!filter) throw notFound()
	const visitor = await requireCustomer(request, context, aboutOf(filter))
	await countPaper(request, context, visitor)
	const { today } = await frameOf(context, visitor)
	const input = { ...subjectOf(visitor, filter), ...daysOf(filter, today) }
	const found = await look(context.books, visitor.actor, finder, input)
	if (!found.ok) throw notFound()
	return found.value
}

/** The same of a customer, for staff. */
export async function statementForStaff<Value>(
	{ request, context, params }: LoaderFunctionArgs,
	finder: Verb<FindStatement, Value>,
): Promise<Value> {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	const filter = readStatementFilter(request)
	if (!customerId || !filter) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const input = { customerId, contractId: filter.contract, ...daysOf(filter, today) }
	const found = await look(context.books, staff.actor, finder, input)
	if (!found.ok) throw notFound()
	return found.value
}
