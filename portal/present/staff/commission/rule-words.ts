import type { CommissionRule } from '#core/commission/rule.ts'
import { formatDecimal } from '#core/decimal.ts'
import { sayCommission as say } from '../../../words/staff-commission.ts'
import { formatPercent } from '../../format.ts'

/** `7.5%`, of 750. */
export const writeShare = (basisPoints: number): string =>
	formatPercent('en', formatDecimal({ digits: BigInt(basisPoints), scale: 2 }).replace(/\.?0+$/, ''))

/** For whom a rule is, and on what. */
export const nameWhom = ({ whom }: Pick<CommissionRule, 'whom'>): string => whom?.name ?? say('commission.everybody')
export const nameWhat = ({ what }: Pick<CommissionRule, 'what'>): string => what?.name ?? say('commission.everything')
