import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, type LinkScope } from '#core/act.ts'
import { cancelContract, undoCancel } from '#core/amendment/cancel.ts'
import { takeOffer } from '#core/amendment/take-offer.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import { setAutopay } from '#core/contract/autopay.ts'
import { removeCard } from '#core/payment/remove-card.ts'
import { startPayment } from '#core/payment/start.ts'
import { startSetup } from '#core/payment/start-setup.ts'
import { may, type SensitiveAction } from '#core/permit.ts'
import { declineQuote } from '#core/quote/withdraw.ts'
import { askForCode, enterCode } from '#core/sign-in/confirm.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { lettersTo, welcomeCustomer } from './people.ts'

/*
 * What asks for a code is a matter of the permit table: the compiler lets no verb do it by plain `permit`. Here each verb
 * is asked, about things that do not exist: whoever needs a code hears of that first, and whoever needs none of the thing.
 * Those that first look at their thing, to sign and to change, are tried by test/portal/hostile with all other forms.
 */

let world: World
let customer: Awaited<ReturnType<typeof welcomeCustomer>>

const system = { kind: 'system', name: 'test' } as const

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	customer = await welcomeCustomer(world, 'Nordwind', 'anna@nordwind.example')
})
afterAll(() => world.close())

async function linkTo(scope: LinkScope): Promise<Extract<Actor, { kind: 'link' }>> {
	const subject = { kind: 'customer', id: customer.id } as const
	const asked = { customerId: customer.id, contactId: customer.contactId, subject, scope }
	const { id } = expectOk(await act(world.books, system, createLink, asked))
	return { kind: 'link', linkId: id, ...asked }
}

type Attempt = (actor: Actor, proof?: string) => Promise<{ ok: boolean; refusal?: { code: string } }>

const id = randomUUID()
const seen = 'nothing'

const acts: Record<SensitiveAction, Record<string, Attempt>> = {
	'contract.change': {
		'to cancel': (actor, proof) => act(world.books, actor, cancelContract, { contractId: id, seen, proof }),
		'to take notice back': (actor, proof) => act(world.books, actor, undoCancel, { contractId: id, seen, proof }),
		'to take an offer': (actor, proof) =>
			act(world.books, actor, takeOffer, { contractId: id, offerId: id, seen, proof }),
		'to take a request back': (actor, proof) => act(world.books, actor, withdrawRequest, { id, proof }),
	},
	'quote.decide': {
		'to decline': (actor, proof) => act(world.books, actor, declineQuote, { id, reason: '', proof }),
	},
	'autopay.write': {
		'to stop paying automatically': (actor, proof) => act(world.books, actor, setAutopay, { id, on: false, proof }),
	},
	'card.write': {
		'to keep a card': (actor, proof) =>
			act(world.books, actor, startSetup, {
				...{ customerId: customer.id, replacesId: id, contractIds: [], consent: null, shown: '', key: id, proof },
			}),
		'to keep the card one pays with': (actor, proof) =>
			act(world.books, actor, startPayment, { invoices: [], shownTotalMinor: 0n, key: id, saveCard: true, proof }),
		'to remove a card': (actor, proof) => act(world.books, actor, removeCard, { id, switchOff: [], proof }),
	},
}

const all = Object.values(acts).flatMap((some) => Object.entries(some))
const codeOf = async (asked: ReturnType<Attempt>) => (await asked).refusal?.code

describe.each(all)('%s', (_name, attempt) => {
	test('takes a code from the holder of a link that is older than a day, for that browser alone', async () => {
		world.clock.standOn('2026-03-02')
		const link = await linkTo('manage')
		expect(await codeOf(attempt(link))).not.toBe('link.code_needed')
		world.clock.standOn('2026-03-04')
		expect(await codeOf(attempt(link))).toBe('link.code_needed')
		const { proof } = expectOk(await act(world.books, link, askForCode, undefined))
		expect(await codeOf(attempt(link, proof))).toBe('link.code_needed')
		const code = (await lettersTo(world, customer.email)).at(-1)?.secrets?.code ?? ''
		expectOk(await enterCode(world.books, link, { proof, code }))
		expect(await codeOf(attempt(link, proof))).not.toBe('link.code_needed')
		expect(await codeOf(attempt(await old(), proof))).toBe('link.code_needed')
	})

	test('is not in the power of a link to view or to pay, with a code or without', async () => {
		expect(await codeOf(attempt(await linkTo('view')))).toBe('link.view_only')
		expect(await codeOf(attempt(await linkTo('pay')))).toBe('link.too_narrow')
	})

	test('asks somebody who signed in more than a day ago to do so again, and nothing more of who did since', async () => {
		const anna = { kind: 'contact', contactId: customer.contactId } as const
		expect(await codeOf(attempt({ ...anna, stale: false }))).not.toBe('link.code_needed')
		expect(await codeOf(attempt({ ...anna, stale: true }))).toBe('link.code_needed')
	})
})

async function old(): Promise<Actor> {
	world.clock.standOn('2026-03-02')
	const link = await linkTo('manage')
	world.clock.standOn('2026-03-04')
	return link
}

test('a link to one contract keeps and removes no card', async () => {
	const link: Actor = { ...(await linkTo('manage')), subject: { kind: 'contract', id } }
	for (const attempt of Object.values(acts['card.write'])) expect(await codeOf(attempt(link))).toBe('link.too_narrow')
	expect(may(link, 'contract.change')).toBe(true)
})

test('too many wrong codes in a day close the codes of that link alone, also the right one and in further letters', async () => {
	const [link, other] = [await old(), await old()]
	const wrong = async (proof: string) => await enterCode(world.books, link, { proof, code: 'wrong' })
	for (let letter = 0; letter < 5; letter++) {
		const { proof } = expectOk(await act(world.books, link, askForCode, undefined))
		for (let attempt = 0; attempt < (letter === 4 ? 4 : 5); attempt++)
			expect(await wrong(proof)).toMatchObject({ refusal: { code: 'sign_in.code_wrong' } })
	}
	const { proof } = expectOk(await act(world.books, link, askForCode, undefined))
	const code = (await lettersTo(world, customer.email)).at(-1)?.secrets?.code ?? ''
	expect(await wrong(proof)).toMatchObject({ refusal: { code: 'sign_in.code_wrong' } })
	expect(await enterCode(world.books, link, { proof, code })).toMatchObject({ refusal: { code: 'link.code_closed' } })
	expect(await act(world.books, link, askForCode, undefined)).toMatchObject({ refusal: { code: 'link.code_closed' } })
	expect((await act(world.books, other, askForCode, undefined)).ok).toBe(true)
	await world.sql`update link_confirmation set requested_at = requested_at - interval '25 hours'`
	expect((await act(world.books, link, askForCode, undefined)).ok).toBe(true)
})
