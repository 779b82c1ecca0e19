import { createHash } from 'node:crypto'
import type { Scope } from '../act.ts'
import type { KeptPaper } from '../invoice/keep-paper.ts'
import { permit } from '../permit.ts'

/** quote: the paper as it was accepted. signed_quote: the same with its evidence, sealed. */
export type QuotePaperKind = 'quote' | 'signed_quote'

/** The file kept for a quote, if it was made. The caller has asked for the quote. */
export async function findQuotePaper(
	scope: Scope,
	{ kind, quoteId }: { kind: QuotePaperKind; quoteId: string },
): Promise<KeptPaper | undefined> {
	permit(scope, 'quote.read')
	const [paper] = await scope.sql<KeptPaper[]>`
		select file_name as "fileName", sha256, content from paper_file where kind = ${kind} and subject_id = ${quoteId}`
	return paper
}

/** Keeps a file for good. Of two made together the first stays, and is the answer to both. */
export async function keepQuotePaper(
	scope: Scope,
	input: { kind: QuotePaperKind; quoteId: string; fileName: string; content: Uint8Array },
): Promise<KeptPaper> {
	permit(scope, 'quote.read')
	const sha256 = createHash('sha256').update(input.content).digest('hex')
	const [kept] = await scope.sql<KeptPaper[]>`
		insert into paper_file (kind, subject_id, file_name, sha256, content, made_at)
		values (${input.kind}, ${input.quoteId}, ${input.fileName}, ${sha256}, ${Buffer.from(input.content)}, ${scope.now})
		on conflict (kind, subject_id) do nothing
		returning file_name as "fileName", sha256, content`
	const paper = kept ?? (await findQuotePaper(scope, input))
	if (!paper) throw new Error('The paper was not kept')
	return paper
}
