import type { FoundEntry } from '#core/collection/entries.ts'
import type { FoundDispatch } from '#core/collection/find.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { type Happening, Timeline } from '#portal/ui/timeline.tsx'
import { sayCollection as say, sayEntryKind } from '#portal/words/staff-collection.ts'
import { Moment } from '../../display.tsx'
import { formatDay, formatMoney } from '../../format.ts'
import { PhotoLinks } from '../photo-links.tsx'

/** As a loader sends them: moments as ISO. */
export type ShownEntry = Omit<FoundEntry, 'at'> & { at: string }
export type ShownDispatch = Omit<FoundDispatch, 'at' | 'endedAt'> & { at: string; endedAt: string | null }

type HistoryProps = {
	caseId: string
	currency: string
	timeZone: string
	entries: readonly ShownEntry[]
	dispatches: readonly ShownDispatch[]
}

/** Everything about a case, the newest first: what was written down, and who had it. */
export function History({ caseId, currency, timeZone, entries, dispatches }: HistoryProps) {
	const moment = (at: string) => <Moment at={at} timeZone={timeZone} />
	const told: (Happening & { at: string })[] = [
		...entries.map((entry) => ({
			...{ id: entry.id, at: entry.at, when: moment(entry.at), by: entry.by },
			...{ tone: entry.kind === 'no_answer' ? ('neutral' as const) : ('accent' as const) },
			what: entry.spokenTo
				? say('collection.entryTo', { kind: sayEntryKind(entry.kind), name: entry.spokenTo })
				: sayEntryKind(entry.kind),
			detail: <Entry of={entry} caseId={caseId} currency={currency} />,
		})),
		...dispatches.flatMap((one) => [
			...(one.endedAt && one.ended ? [endOf(one, one.endedAt, moment(one.endedAt))] : []),
			{
				...{ id: one.id, at: one.at, when: moment(one.at), by: one.by },
				what: say(one.byRule ? 'collection.givenByRule' : 'collection.given', { name: one.collector }),
				detail: one.note,
			},
		]),
	]
	return (
		<Section title={say('collection.history')} id="history">
			<Card>
				<Timeline happenings={told.sort((one, other) => (one.at < other.at ? 1 : -1))} />
			</Card>
		</Section>
	)
}

function endOf({ id, ended, collector, endedNote, endedBy }: ShownDispatch, at: string, when: Happening['when']) {
	const what =
		ended === 'handed_back'
			? say('collection.handedBack', { name: collector, why: endedNote })
			: ended === 'closed'
				? say('collection.settled')
				: say('collection.moved', { name: collector })
	const tone = ended === 'closed' ? ('good' as const) : ended === 'handed_back' ? ('warn' as const) : undefined
	return { id: `${id} ended`, at, when, by: endedBy, what, tone }
}

function Entry({ of: entry, caseId, currency }: { of: ShownEntry; caseId: string; currency: string }) {
	const { promise, nextStep, nextOn, settled, latitude, longitude, place, photos, note } = entry
	const lines = [
		note,
		...(promise
			? [
					`${say('collection.promised', {
						...{ amount: formatMoney('en', { minor: BigInt(promise.amountMinor), currency }) },
						day: formatDay('en', promise.on),
					})} · ${say(`collection.states.${promise.state}`)}`,
				]
			: []),
		...(nextOn
			? [
					`${say('collection.nextStep', { step: nextStep || say('collection.step'), day: formatDay('en', nextOn) })}${
						settled ? ` · ${say('collection.stepDone')}` : ''
					}`,
				]
			: []),
		...(place ? [place] : []),
	]
	return (
		<>
			{lines.map((line) => (
				<span key={line} className="wrap-anywhere block whitespace-pre-line">
					{line}
				</span>
			))}
			{latitude && longitude ? (
				<TextLink
					href={`https://www.openstreetmap.org/?${new URLSearchParams({ mlat: latitude, mlon: longitude })}#map=17/${latitude}/${longitude}`}
					target="_blank"
				>
					{say('collection.here')}
				</TextLink>
			) : null}
			<PhotoLinks photos={photos} at={`/staff/collection/${caseId}/photos`} />
		</>
	)
}
