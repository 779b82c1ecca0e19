import type { Scope } from '../../act.ts'
import { type AppliedChange, type ContractChange, changeInput } from '../../amendment/change.ts'
import { readStanding, stateInUse } from '../../amendment/standing.ts'
import { multiply, parseDecimal, subtract } from '../../decimal.ts'
import { percentOff } from '../percent-off.ts'
import type { Subject } from '../subject.ts'
import {
	cardOfStaffChange,
	lookAtChange,
	makeStaffChange,
	type ShownStaffChange,
	type StaffChange,
} from './staff-change.ts'

/** Lower prices on a contract in force: `discount` is the most that a line, or the whole month, becomes cheaper. */
export const discount: Subject<StaffChange, ShownStaffChange, AppliedChange> = {
	permission: 'contract.change',
	input: changeInput,
	async look(scope, input, on) {
		const { asked, preview } = await lookAtChange(scope, input, on)
		const { before, after } = preview.recurring
		const isOfAll = preview.change.kind === 'discount'
		const ofAll = isOfAll ? percentOff(minorOf(before.monthMinor), minorOf(after.monthMinor)) : '0'
		const ofLines = isOfAll ? [] : await lineDiscounts(scope, input.contractId, preview.change, preview.effectiveOn)
		const most = [ofAll, ...ofLines].reduce((one, other) => (Number(other) > Number(one) ? other : one))
		return { ...asked, discount: most }
	},
	run: makeStaffChange,
	card: cardOfStaffChange,
	renews: true,
}

/** Changes that can make something cheaper. */
export function lowersPrices(change: ContractChange): boolean {
	if (change.kind === 'several') return change.changes.some((one) => one.kind === 'price')
	return change.kind === 'price' || change.kind === 'discount'
}

const minorOf = (minor: bigint) => ({ digits: minor, scale: 0 })

async function lineDiscounts(scope: Scope, contractId: string, change: ContractChange, on: string): Promise<string[]> {
	const steps = change.kind === 'several' ? change.changes : [change]
	const { lines } = await readStanding(scope, contractId)
	return steps.flatMap((step) => {
		if (step.kind !== 'price') return []
		const line = lines.find(({ id }) => id === step.lineId)
		const state = line && stateInUse(line, on)
		if (!state) return []
		const after = {
			unitPrice: step.unitPrice ?? state.unitPrice,
			discountPercent: step.discountPercent ?? state.discountPercent,
		}
		return [percentOff(netOf(state), netOf(after))]
	})
}

/** A hundred times the price after its discount. */
const netOf = ({ unitPrice, discountPercent }: { unitPrice: string; discountPercent: string }) =>
	multiply(parseDecimal(unitPrice), subtract(parseDecimal('100'), parseDecimal(discountPercent)))
