import type { Scope } from '../act.ts'
import { rehearse } from '../approval/attempt.ts'
import { asDecided } from '../approval/decided.ts'
import { type ProposalPreview, previewProposal } from '../approval/preview-proposal.ts'
import { permit } from '../permit.ts'
import { type WriteOff, writeOffInvoice } from './write-off.ts'

export type WriteOffPreview = ProposalPreview & {
	/** What is given up, tax included. */
	amountMinor: bigint
	currency: string
	/** A card would be tried again for it, and no longer is. */
	endsRetries: boolean
}

/** What writing an invoice off would do: it is done and undone here. Refuses what it does. */
export async function previewWriteOff(scope: Scope, input: WriteOff): Promise<WriteOffPreview> {
	permit(scope, 'invoice.write_off')
	const given: bigint[] = []
	await rehearse(scope, async (part) =>
		given.push((await writeOffInvoice(asDecided(part, 'write_off'), input)).amountMinor),
	)
	const [invoice] = await scope.sql<{ currency: string; endsRetries: boolean }[]>`
		select currency, exists (
			select from dunning where invoice_id = invoice.id and next_retry_at is not null
		) as "endsRetries" from invoice where id = ${input.id}`
	if (!invoice || given[0] === undefined) throw new Error('The write-off was not tried')
	return { amountMinor: given[0], ...invoice, ...(await previewProposal(scope, { kind: 'write_off', input })) }
}
