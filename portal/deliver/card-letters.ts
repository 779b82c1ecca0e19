import { findContractName } from '#core/contract/find-name.ts'
import { findReaders } from '#core/customer/readers.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { findCardFacts, findNumbers } from '#core/payment/card-facts.ts'
import { type Desk, read } from './desk.ts'
import { linkFor, sendLetter } from './send.ts'

const card = ({ brand, last4 }: { brand: string; last4: string }) => ({ kind: 'card' as const, brand, last4 })

// A letter carries no key to the cards: whoever it is forwarded to would hold it. One signs in.
const cardsPage = (desk: Desk) => `${desk.publicUrl}/cards`

/** A card is kept, and for what. Nothing is sent about one that has gone again. */
export async function sendCardSaved(desk: Desk, key: string, paymentMethodId: string): Promise<void> {
	const facts = await read(desk, findCardFacts, { paymentMethodId })
	if (facts.removed) return
	const readers = await read(desk, findReaders, { customerId: facts.customerId })
	await sendLetter(desk, 'card-saved', key, readers, async () => ({
		method: card(facts),
		contracts: facts.contracts,
		url: cardsPage(desk),
	}))
}

type Removed = Extract<QueuedLetter, { letter: 'card-removed' }>

/** A card is never charged again, and what becomes of the contracts it paid. */
export async function sendCardRemoved(desk: Desk, key: string, queued: Removed): Promise<void> {
	const facts = await read(desk, findCardFacts, { paymentMethodId: queued.paymentMethodId })
	const contracts = await read(desk, findNumbers, { contractIds: queued.contractIds })
	const readers = await read(desk, findReaders, { customerId: facts.customerId })
	await sendLetter(desk, 'card-removed', key, readers, async () => ({
		method: card(facts),
		by: queued.by,
		contracts,
		url: cardsPage(desk),
	}))
}

/** A card expires soon or has expired. Nothing is sent when it was renewed, removed or is used no more meanwhile. */
export async function sendCardExpiring(desk: Desk, key: string, paymentMethodId: string): Promise<void> {
	const facts = await read(desk, findCardFacts, { paymentMethodId })
	const today = await read(desk, async (scope) => scope.today, undefined)
	const renewed = Temporal.PlainDate.compare(facts.goodThrough.subtract({ months: 1 }), today) > 0
	if (facts.removed || renewed || facts.contracts.length === 0) return
	const readers = await read(desk, findReaders, { customerId: facts.customerId })
	await sendLetter(desk, 'card-expiring', key, readers, async () => ({
		method: card(facts),
		goodThrough: facts.goodThrough,
		expired: Temporal.PlainDate.compare(facts.goodThrough, today) < 0,
		contracts: facts.contracts,
		url: cardsPage(desk),
	}))
}

type Changed = Extract<QueuedLetter, { letter: 'autopay-changed' }>

/** A contract is charged by itself from now on, or no longer. */
export async function sendAutopayChanged(desk: Desk, key: string, queued: Changed): Promise<void> {
	const facts = await read(desk, findCardFacts, { paymentMethodId: queued.paymentMethodId })
	const { number } = await read(desk, findContractName, { id: queued.contractId })
	const readers = await read(desk, findReaders, { customerId: facts.customerId })
	await sendLetter(desk, 'autopay-changed', key, readers, async (reader) => ({
		contractNumber: number,
		on: queued.on,
		method: card(facts),
		url: await linkFor(desk, reader, {
			customerId: facts.customerId,
			subject: { kind: 'contract', id: queued.contractId },
			scope: 'pay',
		}),
	}))
}
