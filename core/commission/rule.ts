import { z } from 'zod'
import { dayInput } from '../day-input.ts'

/** What commission is a share of, before tax: what is invoiced, or what of that is collected. */
export const commissionBases = ['invoiced', 'collected'] as const
export type CommissionBase = (typeof commissionBases)[number]

/** For whom a rule is: one of these, or everybody. */
export const commissionWhom = ['person', 'group'] as const
/** Of what: one of these, or everything. */
export const commissionWhat = ['plan', 'product', 'contract_type'] as const

/** `standing`: counts today, is to begin, or is over. */
export type CommissionRule = {
	id: string
	/** Whom it is for, by id; null: everybody. */
	whom: { kind: (typeof commissionWhom)[number]; key: string; name: string } | null
	/** What it is of, by id or by the code of a type; null: everything. */
	what: { kind: (typeof commissionWhat)[number]; key: string; name: string } | null
	base: CommissionBase
	/** Hundredths of a per cent: 1250 is 12.5 %. */
	basisPoints: number
	/** ISO days, both included; without a last one it goes on. */
	validFrom: string
	validUntil: string | null
	standing: 'in_force' | 'to_come' | 'over'
	/** It can be taken back: nothing was earned by it before today. */
	withdrawable: boolean
}

export const commissionRuleInput = z
	.object({
		whom: z.object({ kind: z.enum(commissionWhom), key: z.uuid() }).nullish(),
		what: z
			.discriminatedUnion('kind', [
				z.object({ kind: z.enum(['plan', 'product']), key: z.uuid() }),
				z.object({ kind: z.literal('contract_type'), key: z.string().trim().min(1).max(80) }),
			])
			.nullish(),
		base: z.enum(commissionBases),
		basisPoints: z.number().int().min(0).max(10000),
		validFrom: dayInput,
		validUntil: dayInput.nullish(),
	})
	.refine(({ validFrom, validUntil }) => !validUntil || validUntil >= validFrom, { path: ['validUntil'] })
export type NewCommissionRule = z.input<typeof commissionRuleInput>
