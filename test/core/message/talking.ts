import { type Actor, act, expectOk, look, type Role } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import type { NewAttachment } from '#core/message/attachment.ts'
import { findConversation } from '#core/message/conversation.ts'
import { announceFile } from '#core/message/keep-file.ts'
import { markRead } from '#core/message/read.ts'
import { writeAboutContract } from '#core/message/write-about-contract.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { openLink } from '#core/sign-in/open-link.ts'
import { addUser } from '#core/staff/add-user.ts'
import { type Customer, system } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'

/** A contract in force of a customer. */
export async function agree({ books }: World, customer: Customer, startsOn = '2026-03-02'): Promise<string> {
	const { id } = expectOk(
		await act(books, system, createContract, {
			customerId: customer.id,
			title: 'Fleet software',
			currency: customer.currency,
			startsOn,
			lines: [{ description: 'Plan', quantity: '1', unitPrice: '100', interval: { unit: 'month', count: 1 } }],
		}),
	)
	expectOk(await act(books, system, activateContract, { id }))
	return id
}

/** A member of staff. */
export async function hire(
	{ books }: World,
	role: Role = 'salesperson',
	name = 'Jonas Petersen',
): Promise<Actor & { kind: 'staff' }> {
	const email = `${crypto.randomUUID()}@halden.example`
	const { id } = expectOk(await act(books, system, addUser, { name, email, role }))
	return { kind: 'staff', userId: id, role }
}

/** Whoever holds a link to a contract. */
export async function holderOf(
	{ books }: World,
	customer: Customer,
	contractId: string,
	scope: 'view' | 'pay' | 'manage' = 'pay',
	contactId: string | null = customer.contactId,
): Promise<Actor> {
	const subject = { kind: 'contract', id: contractId } as const
	const { token } = expectOk(
		await act(books, system, createLink, { customerId: customer.id, contactId, subject, scope }),
	)
	return expectOk(await openLink(books, { token, address: '203.0.113.7', browser: 'Firefox' })).actor
}

export const write = (
	{ books }: World,
	actor: Actor,
	contractId: string,
	text: string,
	attachments: NewAttachment[] = [],
) => act(books, actor, writeAboutContract, { contractId, text, attachments })

export const find = (
	{ books }: World,
	actor: Actor,
	contractId: string,
	more: { before?: string; limit?: number } = {},
) => look(books, actor, findConversation, { contractId, limit: 30, ...more })

/** As a page does that shows the whole conversation. */
export async function readAll(world: World, actor: Actor, contractId: string): Promise<void> {
	const { contract, messages } = expectOk(await find(world, actor, contractId))
	const subject = { kind: 'contract', id: contractId } as const
	const messageId = messages.at(-1)?.id ?? ''
	expectOk(await act(world.books, actor, markRead, { subject, customerId: contract.customerId, messageId }))
}

/** A file of which the store would know. */
export async function fileOf({ books }: World, fileName: string, digit = 'a'): Promise<NewAttachment> {
	const file = { fileName, mediaType: 'application/pdf', sizeBytes: 1200, sha256: digit.repeat(64) } as const
	await announceFile(books, file)
	return file
}
