import type { ListedAmendment, ListedAmendments } from '#core/amendment/list-amendments.ts'
import type { FoundLines } from '#core/contract/lines.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Empty, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { ToldChanges } from '../../change/told.tsx'
import type { ShownContract } from '../../contract/contract.ts'
import { LineTable } from '../../contract/line-table.tsx'
import { type Asked, address } from '../../contract/lines.tsx'
import { Day, Money } from '../../display.tsx'
import { formatDay } from '../../format.ts'
import { ContractPill } from '../../state-pill.tsx'
import { becameOf, labelOf } from '../change/terms-form.tsx'
import { ContractTerms } from './terms.tsx'

/** Every dated change, the latest first: what it was, from when, who made it, and the contract as it then was. */
export function Amendments({ of, here, currency }: { of: ListedAmendments; here: string; currency: string }) {
	return (
		<Section title={say('screen.amendments')} intro={say('screen.amendmentsIntro')} id="amendments">
			<ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
				{of.amendments.map((one) => (
					<li key={one.sequence} className="px-5 py-4">
						<div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
							<p className="font-semibold">
								{say(`screen.kinds.${one.kind}`)}{' '}
								<span className="font-normal text-muted">{say('screen.sequence', { number: one.sequence })}</span>
							</p>
							<TextLink href={`${here}?on=${one.effectiveOn}#time`}>
								{say('screen.asOfDay')}
								<span className="sr-only">: {formatDay('en', one.effectiveOn)}</span>
							</TextLink>
						</div>
						{one.told.length > 0 ? (
							<div className="mt-1">
								<ToldChanges told={one.told} currency={currency} />
							</div>
						) : null}
						<p className="mt-1 text-muted">{[...factsOf(one), madeBy(one)].join(' · ')}</p>
						{one.reason ? <p className="mt-1">{one.reason}</p> : null}
					</li>
				))}
			</ol>
			{of.before ? (
				<p className="mt-4">
					<LinkButton kind="secondary" size="small" href={`${here}?amended=${of.before}#amendments`}>
						{say('screen.earlierAmendments')}
					</LinkButton>
				</p>
			) : null}
		</Section>
	)
}

function factsOf({ effectiveOn, lines, end, terms }: ListedAmendment): string[] {
	const day = (on: string | null) => (on ? formatDay('en', on) : say('screen.noEnd'))
	return [
		say('screen.fromDay', { day: formatDay('en', effectiveOn) }),
		...(lines > 0 ? [say('screen.touched', { count: lines })] : []),
		...(end ? [say('screen.endMoved', { before: day(end.before), after: day(end.after) })] : []),
		...terms.map((one) => `${labelOf(one)}: ${becameOf(one)}`),
	]
}

function madeBy({ by, recordedOn }: ListedAmendment): string {
	const day = formatDay('en', recordedOn)
	return by ? say('screen.madeBy', { name: by, day }) : say('screen.madeItself', { day })
}

type OnDayProps = { page: ShownContract; lines: FoundLines; here: string; asked: Asked }

/** The contract as it stands on a day: its state, its terms and its lines. */
export function OnDay({ page, lines, here, asked }: OnDayProps) {
	const speak = useWords()
	const { contract, monthMinor, on, asOf } = page
	const outside = asOf && asOf.life !== 'within' ? asOf : null
	return (
		<div className="mb-10">
			{outside ? (
				<div className="mb-3">
					<Notice
						title={
							<Sentence
								of={outside.life === 'before' ? 'contract.notBegunThen' : 'contract.endedThen'}
								facts={{ day: <Day on={outside.day} /> }}
							/>
						}
					/>
				</div>
			) : null}
			<p className="flex flex-wrap items-center gap-3">
				<ContractPill state={contract.state} />
				{outside || monthMinor === null ? null : (
					<span>
						{speak('contract.monthThen')}: <Money of={{ minor: monthMinor, currency: contract.currency }} />
					</span>
				)}
			</p>
			<p className="reading mt-2 text-muted">{say('screen.asOfNote', { day: formatDay('en', on) })}</p>
			<ContractTerms page={page} />
			<Section
				title={say('screen.linesThen')}
				id="lines"
				actions={
					<span className="text-muted">
						<Day on={on} /> · {speak('contract.linesAll', { count: lines.total })}
					</span>
				}
			>
				{lines.lines.length === 0 ? (
					<Empty title={speak('contract.noLines')} />
				) : (
					<LineTable lines={lines.lines} currency={contract.currency} on={on} />
				)}
				{lines.next ? (
					<p className="mt-4">
						<LinkButton
							kind="secondary"
							size="small"
							href={`${address(here, { on: asked.on, after: lines.next })}#lines`}
						>
							{speak('contract.moreLines')}
						</LinkButton>
					</p>
				) : null}
			</Section>
		</div>
	)
}
