import { act, expectOk, type LinkScope, type LinkSubject } from '#core/act.ts'
import { findLetterhead } from '#core/company/letterhead.ts'
import type { Reader } from '#core/customer/readers.ts'
import { Undeliverable } from '#core/outbox/deliver.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { type LetterInputs, type LetterName, writeLetter } from '#emails/letters.ts'
import { NotSent } from '#emails/post/not-sent.ts'
import { clerk, type Desk, read } from './desk.ts'

/** What a letter says beyond its greeting and head. */
export type Body<Name extends LetterName> = Omit<LetterInputs[Name], 'language' | 'country' | 'sender' | 'recipient'>

/**
 * Writes and sends one letter to each reader. The key makes a repetition the same letter at the provider, so that a
 * second try reaches only those whom the first did not. Throws Undeliverable when no try can help.
 */
export async function sendLetter<Name extends LetterName>(
	desk: Desk,
	name: Name,
	key: string,
	readers: readonly Reader[],
	bodyFor: (reader: Reader) => Promise<Body<Name>>,
): Promise<void> {
	if (readers.length === 0) throw new Undeliverable('Nobody to write to: the customer has no address')
	const sender = await senderOf(desk)
	const refused: string[] = []
	for (const reader of readers) {
		const addressed = { language: reader.language, country: reader.country ?? '', sender, recipient: reader.name }
		const input = { ...(await bodyFor(reader)), ...addressed } as LetterInputs[Name]
		const letter = await writeLetter(name, input)
		const to = reader.name ? `${reader.name.replace(/[<>"]/g, '')} <${reader.email}>` : reader.email
		try {
			await desk.post.send({ ...letter, to, idempotencyKey: `${key}:${reader.contactId ?? 'all'}`.slice(0, 256) })
		} catch (error) {
			if (!(error instanceof NotSent) || error.lasting === 'temporary') throw error
			refused.push(error.message)
		}
	}
	if (refused.length === readers.length) throw new Undeliverable(refused.join('; '))
}

/** A link of the reader's own to what the letter is about. */
export async function linkFor(
	desk: Desk,
	reader: Reader,
	link: { customerId: string; subject: LinkSubject; scope: LinkScope },
): Promise<string> {
	const { token } = expectOk(await act(desk.books, clerk, createLink, { ...link, contactId: reader.contactId }))
	return `${desk.publicUrl}/l/${token}`
}

async function senderOf(desk: Desk) {
	const head = await read(desk, findLetterhead, undefined)
	const place = [head.postalCode, head.city].filter(Boolean).join(' ')
	const legal = [head.legalName, head.street.replaceAll('\n', ', '), place, head.registrationNumber, head.taxNumber]
	return {
		companyName: head.name,
		legalLine: legal.filter(Boolean).join(' · '),
		phone: head.phone,
		...(/^https?:\/\//.test(head.website) && URL.canParse(head.website) ? { website: head.website } : {}),
	}
}
