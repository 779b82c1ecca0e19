import type { Scope } from '../act.ts'
import { type ProposalPreview, previewProposal } from '../approval/preview-proposal.ts'
import type { AskCredit } from '../approval/subjects/credit-note.ts'
import { permit } from '../permit.ts'
import { creditParts } from './credit-parts.ts'
import { type CreditEffect, creditEffect } from './effect.ts'
import { lockCreditable } from './lock.ts'
import { voidInvoice } from './void-invoice.ts'

export type CreditPreview = CreditEffect & ProposalPreview

/** What a credit note would do, of parts of an invoice or of all of it, and who would have to agree first. Refuses what it does. */
export async function previewCredit(scope: Scope, input: AskCredit): Promise<CreditPreview> {
	permit(scope, 'invoice.void')
	const invoice = await lockCreditable(scope, input.id)
	const { parts, again = false, ...rest } = input
	const effect = await creditEffect(scope, invoice, async (part) =>
		parts ? await creditParts(part, { ...rest, parts }) : await voidInvoice(part, { ...rest, again }),
	)
	return { ...effect, ...(await previewProposal(scope, { kind: 'credit_note', input })) }
}
