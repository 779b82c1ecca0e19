import type { PenaltyTotals } from '#core/receivable/reckon-penalty.ts'
import { Section } from '#portal/ui/card.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { SumStrip } from '../penalty/sum-strip.tsx'

/** Beside the account: penalty interest is stated, what of it is invoiced stands in the account. */
export function Penalty({
	penalty,
	openMinor,
	currency,
}: {
	penalty: PenaltyTotals
	openMinor: bigint
	currency: string
}) {
	const say = useWords()
	const { accruedMinor, waivedMinor, billedMinor, paidMinor, dueMinor } = penalty
	const sums = [
		['accrued', accruedMinor],
		...(waivedMinor > 0n ? ([['waived', -waivedMinor]] as const) : []),
		...(billedMinor > 0n ? ([['billed', -billedMinor]] as const) : []),
		...(paidMinor > 0n ? ([['paid', -paidMinor]] as const) : []),
		['due', dueMinor],
		['payOff', openMinor + dueMinor],
	] as const
	return (
		<Section title={say('penalty.title')}>
			<SumStrip sums={sums.map(([name, minor]) => ({ name: say(`penalty.${name}`), minor }))} currency={currency} />
		</Section>
	)
}
