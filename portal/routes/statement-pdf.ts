import type { LoaderFunctionArgs } from '@remix-run/node'
import { findStatementFacts } from '#core/journal/statement-facts.ts'
import { statementPdf } from '../deliver/statement-paper.ts'
import { pdfResponse } from '../pdf-response.ts'
import { statementForCustomer } from '../present/statement/asked.ts'
import { speakerFor } from '../words/speakers.ts'

/** The statement as PDF, in the language of the reader. */
export async function loader(args: LoaderFunctionArgs) {
	const facts = await statementForCustomer(args, findStatementFacts)
	const { language } = speakerFor(args.request, args.context)
	const { publicUrl } = args.context.settings
	return pdfResponse(args.request, await statementPdf(facts, { language, publicUrl }))
}
