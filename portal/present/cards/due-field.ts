import { z } from 'zod'
import type { Outstanding } from '#core/dunning/charge-again.ts'

type Due = Pick<Outstanding, 'contractIds' | 'currency' | 'openMinor'> & { onlyWith: string | null }

/** What a page said will be charged at once of an invoice, as its form carries it: `contract+contract_EUR_minor_card`. */
export function dueValue({ contractIds, currency, openMinor, onlyWith }: Due): string {
	return `${contractIds.join('+')}_${currency}_${openMinor}_${onlyWith ?? ''}`
}

export const dueField = z
	.array(
		z
			.string()
			.max(10_000)
			.regex(/^[\da-f+-]{36,}_[A-Z]{3}_\d{1,18}_[\da-f-]{0,36}$/)
			.transform((text): Due => {
				const [contracts = '', currency = '', minor = '0', card] = text.split('_')
				return { contractIds: contracts.split('+'), currency, openMinor: BigInt(minor), onlyWith: card || null }
			}),
	)
	.max(500)
	.default([])
