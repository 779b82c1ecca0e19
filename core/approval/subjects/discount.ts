import type { Scope } from '../../act.ts'
import { type AppliedChange, type ContractChange, changeInput } from '../../amendment/change.ts'
import { readStanding, stateInUse } from '../../amendment/standing.ts'
import { netOf, readListPrices } from '../off-list.ts'
import { percentOff } from '../percent-off.ts'
import type { Subject } from '../subject.ts'
import {
	cardOfStaffChange,
	lookAtChange,
	makeStaffChange,
	type ShownStaffChange,
	type StaffChange,
} from './staff-change.ts'

/**
 * Lower prices on a contract in force: `discount` is the most that a line, or the whole month, becomes cheaper; of a line
 * that begins, than the price list has it.
 */
export const discount: Subject<StaffChange, ShownStaffChange, AppliedChange> = {
	permission: 'contract.change',
	input: changeInput,
	async look(scope, input, on) {
		const { asked, preview } = await lookAtChange(scope, input, on)
		const rate = preview.parts[0]?.rate ?? { before: 0n, after: 0n }
		const isOfAll = preview.change.kind === 'discount'
		const ofAll = isOfAll ? percentOff(minorOf(rate.before), minorOf(rate.after)) : '0'
		const ofLines = isOfAll ? [] : await lineDiscounts(scope, input.contractId, preview.change, preview.effectiveOn)
		const most = [ofAll, ...ofLines].reduce((one, other) => (Number(other) > Number(one) ? other : one))
		return { ...asked, discount: most }
	},
	run: makeStaffChange,
	card: cardOfStaffChange,
	renews: true,
}

const minorOf = (minor: bigint) => ({ digits: minor, scale: 0 })

/** How much cheaper each line becomes: one there is than it was, one that begins than by the price list of its day. */
async function lineDiscounts(scope: Scope, contractId: string, change: ContractChange, on: string): Promise<string[]> {
	const steps = change.kind === 'several' ? change.changes : [change]
	const { lines, currency, customerId } = await readStanding(scope, contractId)
	const begins = steps.flatMap((step) => (step.kind === 'option_on' || step.kind === 'plan' ? [step] : []))
	const quantityOf = (step: (typeof begins)[number]) => {
		if (step.kind === 'option_on') return step.quantity
		const line = lines.find(({ id }) => id === step.lineId)
		return (line && stateInUse(line, on)?.quantity) ?? '1'
	}
	const unitOf = (lineId: string) => {
		const line = lines.find(({ id }) => id === lineId)
		return line?.ownUnit ? null : line?.unit
	}
	const wanted = begins.map((step) => ({
		...{ productId: step.kind === 'option_on' ? step.productId : null, planId: step.planId ?? null },
		...{ unit: step.kind === 'option_on' ? step.unit : unitOf(step.lineId), quantity: quantityOf(step) },
	}))
	const listed = await readListPrices(scope, wanted, { customerId, currency, on })
	const ofNew = begins.flatMap((step, index) => {
		const listPrice = listed[index]
		if (listPrice === undefined) return []
		const discountPercent = step.kind === 'option_on' ? (step.discountPercent ?? '0') : '0'
		const before = { unitPrice: listPrice, discountPercent: '0' }
		return [percentOff(netOf(before), netOf({ unitPrice: step.unitPrice ?? listPrice, discountPercent }))]
	})
	const ofOld = steps.flatMap((step) => {
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
	return [...ofOld, ...ofNew]
}
