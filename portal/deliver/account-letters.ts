import type { Language } from '#core/company/read.ts'
import { findAdditionNotice, findAddressNotice, findPeopleNotice } from '#core/customer/notice-facts.ts'
import { findReaders } from '#core/customer/readers.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { nameCountry } from '../present/country.ts'
import { type Desk, read } from './desk.ts'
import { sendLetter } from './send.ts'

type Added = Extract<QueuedLetter, { letter: 'contact-added' }>
type PeopleChanged = Extract<QueuedLetter, { letter: 'people-changed' }>
type AccessChanged = Extract<QueuedLetter, { letter: 'access-changed' }>
type FactorReset = Extract<QueuedLetter, { letter: 'second-factor-reset' }>
type EmailChanged = Extract<QueuedLetter, { letter: 'email-changed' }>

/** To everybody who reads the customer's bills: they will carry another address. Nothing when it was taken back. */
export async function sendAddressChanged(desk: Desk, key: string, id: string): Promise<void> {
	const { customerId, customer, effectiveOn, withdrawn, party } = await read(desk, findAddressNotice, { id })
	if (withdrawn) return
	const readers = await read(desk, findReaders, { customerId })
	await sendLetter(desk, 'account-notice', key, readers, async (reader) => {
		const { name, street, postalCode, city, region, country } = party
		const town = [postalCode, city, region].filter(Boolean).join(' ')
		const address = [name, street, town, nameCountry(reader.language, country)].filter(Boolean)
		return {
			about: { kind: 'address' as const, customer, address, from: effectiveOn },
			url: `${desk.publicUrl}/account`,
		}
	})
}

/** To somebody whom another person of the customer added. */
export async function sendContactAdded(desk: Desk, key: string, queued: Added): Promise<void> {
	const notice = await read(desk, findAdditionNotice, queued)
	if (!notice) return
	const { reader, customer, addedBy } = notice
	await sendLetter(desk, 'account-notice', key, [reader], async () => ({
		about: { kind: 'added' as const, customer, addedBy },
		url: `${desk.publicUrl}/sign-in`,
	}))
}

/** To a customer's people, and to whom one of them has removed. Who was added has a letter of their own. */
export async function sendPeopleChanged(desk: Desk, key: string, queued: PeopleChanged): Promise<void> {
	const { what, name, contactId } = queued
	const { readers, customer, by } = await read(desk, findPeopleNotice, queued)
	const told = what === 'added' ? readers.filter((reader) => reader.contactId !== contactId) : readers
	await sendLetter(desk, 'account-notice', key, told, async (reader) => ({
		about: {
			kind: 'people' as const,
			what: reader.contactId === contactId ? ('left' as const) : what,
			customer,
			by,
			name,
		},
		url: `${desk.publicUrl}/account`,
	}))
}

/** To the address that a person used before: whoever still reads it learns of the change. */
export async function sendEmailChanged(desk: Desk, key: string, { to, language, email }: EmailChanged): Promise<void> {
	const reader = { contactId: null, ...to, language: language as Language }
	await sendLetter(desk, 'account-notice', key, [reader], async () => ({
		about: { kind: 'email' as const, email },
		url: `${desk.publicUrl}/account`,
	}))
}

/** To whose account it is: what opens it is no longer what it was. */
export async function sendAccessChanged(desk: Desk, key: string, { to, language, what, audience }: AccessChanged) {
	const reader = { contactId: null, ...to, language: language as Language }
	await sendLetter(desk, 'account-notice', key, [reader], async () => ({
		about: { kind: 'access' as const, what },
		url: `${desk.publicUrl}${audience === 'staff' ? '/sign-in/staff' : '/sign-in'}`,
	}))
}

/** To a member of staff whose second factor an administrator has taken away. */
export async function sendFactorReset(desk: Desk, key: string, { to, language, by, reason }: FactorReset) {
	const reader = { contactId: null, ...to, language: language as Language }
	await sendLetter(desk, 'account-notice', key, [reader], async () => ({
		about: { kind: 'factor_reset' as const, by, reason },
		url: `${desk.publicUrl}/sign-in/staff`,
	}))
}
