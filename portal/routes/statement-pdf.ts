import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { findStatementFacts } from '#core/journal/statement-facts.ts'
import { statementPdf } from '../deliver/statement-paper.ts'
import { pdfResponse } from '../pdf-response.ts'
import { frameOf } from '../present/frame.ts'
import { aboutOf, daysOf, readStatementFilter, subjectOf } from '../present/statement/filter.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'
import { speakerFor } from '../words/speakers.ts'

/** The statement as PDF, in the language of the reader. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const filter = readStatementFilter(request)
	if (!filter) throw notFound()
	const visitor = await requireCustomer(request, context, aboutOf(filter))
	await countPaper(request, context, visitor)
	const { today } = await frameOf(context, visitor)
	const input = { ...subjectOf(visitor, filter), ...daysOf(filter, today) }
	const found = await look(context.books, visitor.actor, findStatementFacts, input)
	if (!found.ok) throw notFound()
	const { language } = speakerFor(request)
	return pdfResponse(request, await statementPdf(found.value, { language, publicUrl: context.settings.publicUrl }))
}
