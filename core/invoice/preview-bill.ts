import { createHash } from 'node:crypto'
import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readSchedules } from './read-schedules.ts'
import { wantedOf } from './run.ts'
import { billedContracts, giveUsualTypes, type Typed, wayOf } from './type-of.ts'
import type { BilledWay } from './way.ts'
import type { NewInvoiceLine } from './write-lines.ts'

/** An invoice or credit note that billing now would make. Minor units; of a credit note the total is negative. */
export type PreviewedPaper = {
	kind: 'invoice' | 'credit_note'
	/** The day it is billed for; issued is it today. */
	on: Temporal.PlainDate
	/** What it bills, and the type that it is of unless another is chosen. */
	way: BilledWay
	type: string | null
	lines: NewInvoiceLine[]
	subtotalMinor: bigint
	taxMinor: bigint
	totalMinor: bigint
}

export type BillPreview = {
	papers: PreviewedPaper[]
	/** SHA-256 over all of the above, in hex. */
	seen: string
}

/** What billing a contract today would make, by the functions that bill it. Refuses `not_found`. */
export async function previewBill(scope: Scope, { id }: { id: string }): Promise<BillPreview> {
	permit(scope, 'invoice.run')
	const [contract] = await scope.sql<{ activatedAt: Temporal.Instant | null }[]>`
		select activated_at as "activatedAt" from contract where id = ${id} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const papers = contract.activatedAt ? await papersOf(scope, id) : []
	return { papers, seen: fingerprint(papers) }
}

async function papersOf(scope: Scope, id: string): Promise<PreviewedPaper[]> {
	const today = dayOf(scope.today)
	const { invoices } = await wantedOf(scope, await readSchedules(scope, [id], today), today, [])
	const typed = invoices.map(
		(invoice): Typed => ({ kind: invoice.kind, way: wayOf(invoice.lines), contractIds: billedContracts(invoice) }),
	)
	await giveUsualTypes(scope, typed)
	return invoices.map(({ kind, billedFor, lines }, index) => {
		const subtotalMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n)
		const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0n)
		return {
			kind,
			on: billedFor ?? scope.today,
			way: typed[index]?.way ?? 'any',
			type: typed[index]?.type ?? null,
			lines: [...lines],
			subtotalMinor,
			taxMinor,
			totalMinor: subtotalMinor + taxMinor,
		}
	})
}

function fingerprint(papers: readonly PreviewedPaper[]): string {
	const told = papers.map(({ kind, on, lines, totalMinor }) => [
		...[kind, on, totalMinor],
		lines.map(({ contractLineId, periodFrom, periodTo, netMinor, taxMinor }) => [
			...[contractLineId, periodFrom, periodTo, netMinor, taxMinor],
		]),
	])
	const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
	return createHash('sha256').update(JSON.stringify(told, plain)).digest('hex')
}
