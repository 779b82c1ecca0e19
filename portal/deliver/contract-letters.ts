import { look } from '#core/act.ts'
import { findNoticeKept } from '#core/amendment/notice-kept.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import {
	type ContractLetterFacts,
	findContractLetterFacts,
	findTermAfter,
	findWhy,
} from '#core/contract/letter-facts.ts'
import { findReaders, type Reader } from '#core/customer/readers.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { findComingPrices } from '#core/price-update/of-contract.ts'
import type { LetterInputs } from '#emails/letters.ts'
import { clerk, type Desk, read } from './desk.ts'
import { linkFor, sendLetter } from './send.ts'

type Letter<Name extends QueuedLetter['letter']> = Extract<QueuedLetter, { letter: Name }>

/** A contract was cancelled, and how its customer takes that back where it was their notice. Nothing is sent once they have. */
export async function sendCancelled(desk: Desk, key: string, queued: Letter<'contract-cancelled'>): Promise<void> {
	const facts = await read(desk, findContractLetterFacts, { id: queued.contractId })
	if (facts.state !== 'ending' && facts.state !== 'closed') return
	const { endsOn, currency, effectMinor, lastInvoice, byCompany = false } = queued
	await sendLetter(desk, 'contract-cancelled', key, await readersOf(desk, facts), async (reader) => ({
		contractNumber: facts.number,
		...{ endsOn, currency, effectMinor, lastInvoice, byCompany },
		url: await manageLink(desk, reader, facts, byCompany ? '' : '?to=cancel'),
	}))
}

export async function sendKept(desk: Desk, key: string, queued: Letter<'contract-kept'>): Promise<void> {
	const facts = await read(desk, findContractLetterFacts, { id: queued.contractId })
	if (facts.state === 'ending' || facts.state === 'closed') return
	const notice = await look(desk.books, clerk, findNoticeKept, { id: queued.contractId })
	await sendLetter(desk, 'contract-kept', key, await readersOf(desk, facts), async (reader) => ({
		contractNumber: facts.number,
		notice: notice.ok ? notice.value : null,
		url: await manageLink(desk, reader, facts),
	}))
}

export async function sendOfferTaken(desk: Desk, key: string, queued: Letter<'offer-taken'>): Promise<void> {
	const facts = await read(desk, findContractLetterFacts, { id: queued.contractId })
	const { effectiveOn, effectMinor, monthMinor, currency } = queued
	await sendLetter(desk, 'offer-taken', key, await readersOf(desk, facts), async (reader) => ({
		contractNumber: facts.number,
		offer: offerOf(queued),
		...{ effectiveOn, effectMinor, monthMinor, currency },
		url: await manageLink(desk, reader, facts),
	}))
}

function offerOf({ kind, percent, periods, until }: Letter<'offer-taken'>): LetterInputs['offer-taken']['offer'] {
	if (kind === 'discount') return { kind, percent, periods }
	return kind === 'pause' ? { kind, until } : { kind }
}

/** To staff, who have no contact's id to tell their letters apart by. */
export async function sendNoted(desk: Desk, key: string, queued: Letter<'cancel-noted'>): Promise<void> {
	const { contractId, sequence, what } = queued
	const facts = await read(desk, findContractLetterFacts, { id: contractId })
	const why = await read(desk, findWhy, { contractId, sequence })
	for (const [index, owner] of facts.owners.entries()) {
		await sendLetter(desk, 'cancel-noted', `${key}:${index}`, [owner], async () => ({
			what,
			customerName: facts.customerName,
			contractNumber: facts.number,
			...(what === 'cancelled' && why.endsOn ? { endsOn: why.endsOn } : {}),
			reason: why.labels?.[owner.language] ?? '',
			text: why.text,
			url: `${desk.publicUrl}/staff/contracts/${contractId}`,
		}))
	}
}

/** Before a term goes on. Nothing is sent when the customer has left meanwhile, or the last day to object has passed. */
export async function sendRenewalComing(desk: Desk, key: string, queued: Letter<'renewal-coming'>): Promise<void> {
	const { contractId, endsOn, lastDay } = queued
	const facts = await read(desk, findContractLetterFacts, { id: contractId })
	const today = await read(desk, async (scope) => scope.today.toString(), undefined)
	if ((facts.state !== 'active' && facts.state !== 'paused') || facts.renewal !== 'tacit' || lastDay < today) return
	const { renewedUntil, priceMinor } = await nextTerm(desk, queued)
	await sendLetter(desk, 'renewal-coming', key, await readersOf(desk, facts), async (reader) => ({
		contractNumber: facts.number,
		title: facts.title,
		...{ endsOn, lastDay, renewedUntil, currency: facts.currency },
		...(priceMinor === null ? {} : { priceMinor }),
		url: await manageLink(desk, reader, facts, '?to=cancel'),
	}))
}

/** By the engine that will bill it: the contract's end moved by its term. */
async function nextTerm(desk: Desk, { contractId, endsOn }: Letter<'renewal-coming'>) {
	const renewedUntil = await read(desk, findTermAfter, { contractId, endsOn })
	const change = { kind: 'renew' as const, endsOn: renewedUntil }
	const preview = await look(desk.books, clerk, previewChange, { contractId, change })
	const priceMinor = preview.ok ? (preview.value.recurring.after.next?.totalMinor ?? null) : null
	return { renewedUntil, priceMinor }
}

export async function sendContractEnds(desk: Desk, key: string, queued: Letter<'contract-ends'>): Promise<void> {
	const facts = await read(desk, findContractLetterFacts, { id: queued.contractId })
	if ((facts.state !== 'active' && facts.state !== 'paused') || facts.endsOn?.toString() !== queued.endsOn) return
	await sendLetter(desk, 'contract-ends', key, await readersOf(desk, facts), async (reader) => ({
		contractNumber: facts.number,
		title: facts.title,
		endsOn: queued.endsOn,
		url: await manageLink(desk, reader, facts),
	}))
}

/** Before new prices begin. Nothing is sent when they have been taken back meanwhile. */
export async function sendPriceChange(
	desk: Desk,
	key: string,
	queued: Letter<'price-change' | 'price-kept'>,
): Promise<void> {
	const { contractId, priceUpdateId } = queued
	const facts = await read(desk, findContractLetterFacts, { id: contractId })
	const coming = await read(desk, findComingPrices, { contractId, priceUpdateId })
	if (!coming) return
	const { currency, monthBeforeMinor, monthAfterMinor, lines } = coming
	await sendLetter(desk, 'price-change', key, await readersOf(desk, facts), async (reader) => ({
		...{
			contractNumber: facts.number,
			title: facts.title,
			currency,
			message:
				(await read(desk, findComingPrices, { contractId, priceUpdateId, language: reader.language }))?.message ?? '',
			lines,
			monthBeforeMinor,
			monthAfterMinor,
		},
		url: await manageLink(desk, reader, facts),
	}))
}

export async function sendPriceKept(
	desk: Desk,
	key: string,
	queued: Letter<'price-change' | 'price-kept'>,
): Promise<void> {
	const facts = await read(desk, findContractLetterFacts, { id: queued.contractId })
	await sendLetter(desk, 'price-kept', key, await readersOf(desk, facts), async (reader) => ({
		contractNumber: facts.number,
		url: await manageLink(desk, reader, facts),
	}))
}

async function readersOf(desk: Desk, { customerId }: ContractLetterFacts): Promise<Reader[]> {
	return await read(desk, findReaders, { customerId })
}

/** `?to=cancel` leads straight to the page on which the contract is cancelled, or its cancellation taken back. */
async function manageLink(desk: Desk, reader: Reader, facts: ContractLetterFacts, to: '' | '?to=cancel' = '') {
	const { id, customerId } = facts
	return `${await linkFor(desk, reader, { customerId, subject: { kind: 'contract', id }, scope: 'manage' })}${to}`
}
