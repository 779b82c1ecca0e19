import { formatDay } from '#core/calendar.ts'
import { formatMajor } from '#core/money.ts'
import { tellPenalty } from '#core/receivable/tell-penalty.ts'
import { DONE, type Io, REFUSED, WRONG_USAGE } from '../command.ts'
import { type PenaltyInput, readPenaltyInput } from '../penalty-input.ts'
import { readJson } from '../read-json.ts'
import { readOptions, table, toJson, wrongUsage } from '../words.ts'

export const usage = 'FILE.json [--json | --table]   (- reads it from standard input; JSON when nothing is said)'

/** The penalty interest of instalments in a file, by the functions that tell it of contracts. Amounts in major units. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, [], ['json', 'table'])
	const [file, ...others] = given?.words ?? []
	if (!given || file === undefined || others.length > 0 || given.flags.size > 1) return wrongUsage(io, 'penalty', usage)
	const asTable = given.flags.has('table')
	const refuse = (code: string, message: string, exit: number) => {
		if (asTable) io.err(message)
		else io.out(toJson({ refusal: { code, message } }))
		return exit
	}
	const json = await readJson(file, io)
	if ('unusable' in json) return refuse('penalty.file_unusable', json.unusable, WRONG_USAGE)
	const read = readPenaltyInput(json.value)
	if ('problem' in read) return refuse('penalty.input_invalid', read.problem, REFUSED)
	const told = tell(read.input)
	io.out(asTable ? shown(told) : toJson(told))
	return DONE
}

function tell({ currency, terms, claims, receipts, waivers, on }: PenaltyInput) {
	const { claims: told, unallocatedMinor } = tellPenalty(terms, claims, receipts, waivers, on)
	const major = (minor: bigint) => formatMajor(minor, currency)
	const sum = (pick: (claim: (typeof told)[number]) => bigint) => told.reduce((total, one) => total + pick(one), 0n)
	return {
		currency,
		on: formatDay(on),
		instalments: told.map((claim) => ({
			dueOn: formatDay(claim.due),
			amount: major(claim.amountMinor),
			principalOpen: major(claim.openMinor),
			daysPastDue: claim.daysPastDue,
			penaltyAccrued: major(claim.accruedMinor),
			waived: major(claim.waivedMinor),
			due: major(claim.dueMinor),
			/** Each span of one principal: from the day after `after` through `through`. */
			why: claim.spans.map(({ from, to, principalMinor }) => ({
				after: formatDay(from),
				through: formatDay(to),
				days: to - from,
				principal: major(principalMinor),
			})),
		})),
		total: {
			principalOpen: major(sum((claim) => claim.openMinor)),
			daysPastDue: Math.max(0, ...told.map((claim) => claim.daysPastDue)),
			penaltyAccrued: major(sum((claim) => claim.accruedMinor)),
			waived: major(sum((claim) => claim.waivedMinor)),
			due: major(sum((claim) => claim.dueMinor)),
			unallocated: major(unallocatedMinor),
		},
	}
}

function shown({ currency, on, instalments, total }: ReturnType<typeof tell>): string {
	const rows = [
		...instalments.map((one) => ({ name: one.dueOn, ...one })),
		{ name: 'total', amount: '', ...total },
	].map((row) => [
		row.name,
		row.amount,
		row.principalOpen,
		String(row.daysPastDue),
		row.penaltyAccrued,
		row.waived,
		row.due,
	])
	const heads = ['due', 'amount', 'open', 'days past due', 'penalty', 'waived', `penalty due ${currency}`]
	const rest = /[1-9]/.test(total.unallocated) ? `\n\nNot allocated: ${total.unallocated} ${currency}` : ''
	return `As of ${on}\n\n${table(heads, rows)}${rest}`
}
