import { createHash } from 'node:crypto'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

export type PaperKind = 'invoice' | 'credit_note' | 'receipt' | 'settlement'
export type KeptPaper = { fileName: string; sha256: string; content: Uint8Array }

/** The file that was made for an invoice, credit note, payment or settlement, if it was. The caller has asked for the subject. */
export async function findPaper(scope: Scope, input: { subjectId: string }): Promise<KeptPaper | undefined> {
	permit(scope, 'invoice.read')
	const [paper] = await scope.sql<KeptPaper[]>`
		select file_name as "fileName", sha256, content from paper_file
		where kind in ('invoice', 'credit_note', 'receipt', 'settlement') and subject_id = ${input.subjectId}`
	return paper
}

/** Keeps a file for good. Of two made together the first stays, and is the answer to both. */
export async function keepPaper(
	scope: Scope,
	input: { kind: PaperKind; subjectId: string; fileName: string; content: Uint8Array },
): Promise<KeptPaper> {
	permit(scope, 'invoice.read')
	const sha256 = createHash('sha256').update(input.content).digest('hex')
	const [kept] = await scope.sql<KeptPaper[]>`
		insert into paper_file (kind, subject_id, file_name, sha256, content, made_at)
		values (${input.kind}, ${input.subjectId}, ${input.fileName}, ${sha256}, ${Buffer.from(input.content)}, ${scope.now})
		on conflict (kind, subject_id) do nothing
		returning file_name as "fileName", sha256, content`
	const paper = kept ?? (await findPaper(scope, input))
	if (!paper) throw new Error('The paper was not kept')
	return paper
}
