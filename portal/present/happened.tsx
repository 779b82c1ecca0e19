import type { ToldKind } from '#core/contract/timeline.ts'
import { isCurrency } from '#core/money.ts'
import type { Tone } from '../ui/pill.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { Sentence, useWords } from '../words/use-words.tsx'
import { Day, Moment, Money } from './display.tsx'

/** Something that happened, as a loader hands it on: moments and days as ISO text. */
export type Happened = {
	id: string
	kind: ToldKind
	at: string
	by: 'customer' | 'company'
	/** A name, for staff only. */
	who: string
	number: string | null
	facts: {
		amountMinor?: string
		totalMinor?: string
		currency?: string
		effectiveOn?: string
		reason?: string
		signer?: string
	}
}

export const happenedTones: Partial<Record<ToldKind, Tone>> = {
	'contract.activated': 'good',
	'payment.succeeded': 'good',
	'payment.failed': 'bad',
	'payment.action_required': 'warn',
	'payment.disputed': 'bad',
	'invoice.overdue': 'warn',
	'service.warned': 'warn',
	'service.restricted': 'bad',
	'service.blocked': 'bad',
	'service.restored': 'good',
	'contract.ending': 'warn',
	'contract.end_undone': 'good',
	'contract.renewed': 'accent',
	'contract.amended': 'accent',
	'invoice.issued': 'accent',
}

/** What happened, in words, newest first. */
export function HappenedList({ happened, timeZone }: { happened: Happened[]; timeZone: string }) {
	const say = useWords()
	return (
		<Timeline
			happenings={happened.map((one) => ({
				id: one.id,
				when: <Moment at={one.at} timeZone={timeZone} />,
				what: <What of={one} />,
				by: one.by === 'customer' ? say('happened.byCustomer') : undefined,
				tone: happenedTones[one.kind] ?? 'neutral',
				detail: one.facts.reason && isOurs(one.kind) ? say('happened.reason', { reason: one.facts.reason }) : undefined,
			}))}
		/>
	)
}

function What({ of }: { of: Happened }) {
	const { facts, number, kind } = of
	const minor = facts.amountMinor ?? facts.totalMinor
	const amount =
		minor && facts.currency && isCurrency(facts.currency) ? (
			<Money of={{ minor: unsigned(BigInt(minor)), currency: facts.currency }} />
		) : (
			'…'
		)
	const day = facts.effectiveOn ? <Day on={facts.effectiveOn} /> : '…'
	return <Sentence of={`happened.${kind}`} facts={{ amount, day, number: number ?? '' }} />
}

/** Reasons of the company for a change, not the processor's codes. */
function isOurs(kind: ToldKind): boolean {
	return kind.startsWith('contract.') || kind.startsWith('collection_plan.') || kind.startsWith('invoice.')
}

function unsigned(minor: bigint): bigint {
	return minor < 0n ? -minor : minor
}
