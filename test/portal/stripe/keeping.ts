import { expectOk, look } from '#core/act.ts'
import { sumsOf } from '#core/dunning/charge-again.ts'
import { followUp } from '#core/dunning/run.ts'
import { consentVersion } from '#core/payment/consent.ts'
import { findCards } from '#core/payment/find-cards.ts'
import { openSetup } from '#portal/stripe/open-setup.ts'
import { type Customer, system } from '#test/core/payment/ledger.ts'
import { payWith, type Taking } from './taking.ts'

export const consent = { version: consentVersion, language: 'en' } as const

export async function cardsOf(taking: Taking, customer: Customer) {
	return expectOk(await look(taking.books, customer.actor, findCards, { customerId: customer.id }))
}

type Saving = { replacesId?: string; contractIds?: string[]; key?: string; shown?: string; agreed?: boolean }

/** The customer asks for the page on which a card is kept, having seen what it will be charged at once. */
export async function askToSave(taking: Taking, customer: Customer, saving: Saving = {}) {
	const { contracts, outstanding } = await cardsOf(taking, customer)
	const concerned = contracts.filter(
		(contract) =>
			saving.contractIds?.includes(contract.id) || (contract.cardId !== null && contract.cardId === saving.replacesId),
	)
	const charged = outstanding.filter((one) =>
		one.contractIds.every((id) => concerned.some((contract) => contract.id === id)),
	)
	return await openSetup(taking.till, customer.actor, {
		customerId: customer.id,
		replacesId: saving.replacesId ?? null,
		contractIds: saving.contractIds ?? [],
		consent: saving.agreed === false ? null : consent,
		shown: saving.shown ?? sumsOf(charged),
		key: saving.key ?? crypto.randomUUID(),
	})
}

/** The customer keeps one of Stripe's test cards, by its number, on Stripe's own page. */
export async function save(taking: Taking, customer: Customer, number: string, saving: Saving = {}): Promise<string> {
	const opened = expectOk(await askToSave(taking, customer, saving))
	const led = await payWith(opened.url, number)
	await taking.settle()
	return led
}

/** The worker's hour has come: what is due is followed up, and done. */
export async function follow(taking: Taking) {
	const followed = await followUp(taking.books, system)
	await taking.settle()
	return followed
}

/** Noon of a day, and whatever the worker does on it. */
export async function live(taking: Taking, day: string) {
	taking.clock.standOn(day)
	return await follow(taking)
}

export async function setPolicy(taking: Taking, set: Record<string, unknown>): Promise<void> {
	const { sql } = taking
	await sql`update dunning_policy set ${sql(set as never)}`
}

export async function eventsOf(taking: Taking, ...kinds: string[]) {
	return await taking.sql<{ kind: string; on: string }[]>`
		select kind, happened_on::text as on from event where kind = any(${kinds}::text[]) order by id`
}
