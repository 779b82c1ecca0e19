import type { OpenInvoice } from '#core/invoice/find-open.ts'

/** The open invoices of one currency: what can be paid together. */
export type PayGroup = { currency: string; invoices: (OpenInvoice & { chosen: boolean })[] }

/** The bank is at it: choosing it once more would be refused. */
export function isBusy({ attempt }: Pick<OpenInvoice, 'attempt'>): boolean {
	return attempt !== null && attempt.state === 'processing'
}
