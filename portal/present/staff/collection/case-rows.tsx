import type { ListedCase } from '#core/collection/list.ts'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { Money } from '../../display.tsx'
import { formatDay, formatMoney } from '../../format.ts'

/** As a loader sends it: moments are said on the case's own page. */
export type ShownCase = Omit<ListedCase, 'since' | 'closedAt'> & { isClosed: boolean }

export const shownCase = ({ since: _, closedAt, ...one }: ListedCase): ShownCase => ({
	...one,
	isClosed: closedAt !== null,
})

const tones: Record<ListedCase['reason'], Tone> = {
	...{ broken: 'bad', promise: 'warn', step: 'accent', new: 'accent', later: 'neutral' },
}

export function CasePill({ reason, isClosed }: { reason: ListedCase['reason']; isClosed: boolean }) {
	if (isClosed) return <Pill>{say('collection.reason.closed')}</Pill>
	return <Pill tone={tones[reason]}>{say(`collection.reason.${reason}`)}</Pill>
}

/** Cases, each with what is owed, how late it is and why it is to be looked at. */
export function CaseRows({ cases, named = false }: { cases: readonly ShownCase[]; named?: boolean }) {
	return (
		<RowList>
			{cases.map((one) => (
				<Row
					key={one.id}
					href={`/staff/collection/${one.id}`}
					title={one.customer.name}
					note={<Note of={one} named={named} />}
					figure={<Money of={{ minor: one.overdueMinor, currency: one.currency }} />}
					state={<CasePill reason={one.reason} isClosed={one.isClosed} />}
				/>
			))}
		</RowList>
	)
}

function Note({ of, named }: { of: ShownCase; named: boolean }) {
	const { reason, promisedOn, promisedMinor, nextOn, currency } = of
	const isOfPromise = reason === 'broken' || reason === 'promise' || (reason === 'later' && of.promiseState === 'open')
	const why =
		isOfPromise && promisedOn && promisedMinor !== null
			? say('collection.promisedBy', {
					...{ amount: formatMoney('en', { minor: promisedMinor, currency }), day: formatDay('en', promisedOn) },
				})
			: nextOn && reason !== 'new'
				? say('collection.stepOn', { step: of.nextStep || say('collection.step'), day: formatDay('en', nextOn) })
				: null
	const late = of.isClosed
		? null
		: [say('collection.late', { count: of.daysPastDue }), say('collection.invoices', { count: of.invoices })].join(
				' · ',
			)
	const who = named
		? of.collector
			? say('collection.with', { name: of.collector.name })
			: say('collection.withNobody')
		: null
	return (
		<>
			{[late, why, who].map((line) =>
				line ? (
					<span key={line} className="block">
						{line}
					</span>
				) : null,
			)}
		</>
	)
}
