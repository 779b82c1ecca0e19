import type { LoaderFunctionArgs } from '@remix-run/node'
import { findStatementFacts } from '#core/journal/statement-facts.ts'
import { statementPdf } from '../../deliver/statement-paper.ts'
import { pdfResponse } from '../../pdf-response.ts'
import { statementForStaff } from '../../present/statement/asked.ts'

/** A customer's statement as PDF, in the customer's language. */
export async function loader(args: LoaderFunctionArgs) {
	const facts = await statementForStaff(args, findStatementFacts)
	const { language } = facts.customer
	const { publicUrl } = args.context.settings
	return pdfResponse(args.request, await statementPdf(facts, { language, publicUrl }))
}
