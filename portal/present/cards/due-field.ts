import { z } from 'zod'
import type { Outstanding } from '#core/dunning/charge-again.ts'

type Due = Pick<Outstanding, 'contractId' | 'currency' | 'openMinor'>

/** What a page said will be charged at once of an invoice, as its form carries it: `contract_EUR_minor`. */
export function dueValue({ contractId, currency, openMinor }: Due): string {
	return `${contractId}_${currency}_${openMinor}`
}

export const dueField = z
	.array(
		z
			.string()
			.regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}_[A-Z]{3}_\d{1,18}$/)
			.transform((text): Due => {
				const [contractId = '', currency = '', minor = '0'] = text.split('_')
				return { contractId, currency, openMinor: BigInt(minor) }
			}),
	)
	.max(500)
	.default([])
