import { act, type Books, type Outcome, type Scope } from '../act.ts'
import { emit } from '../event.ts'
import type { Refusal } from '../refusal.ts'
import type { HeldLink } from './held-link.ts'
import { readLinks } from './read-links.ts'

export type OpenLink = {
	token: string
	/** Network address and browser of whoever opens it, for the log of uses. */
	address: string
	browser: string
}

/**
 * Opens a secure link for its holder. Every use is logged, refused ones too: the verb therefore answers its refusal
 * instead of throwing it, which would take the log back with it. Refuses `link.invalid`, `link.expired`, `link.revoked`.
 */
export async function openLink(books: Books, input: OpenLink): Promise<Outcome<HeldLink>> {
	const outcome = await act(books, { kind: 'system', name: 'sign-in' }, logAndOpen, input)
	return outcome.ok ? outcome.value : outcome
}

async function logAndOpen(scope: Scope, input: OpenLink): Promise<Outcome<HeldLink>> {
	const [link] = await readLinks(scope, [input.token])
	if (!link) return { ok: false, refusal: { code: 'link.invalid', facts: {} } }
	const { token: _, ...held } = link
	await logUse(scope, held, input)
	if (held.state !== 'open') return { ok: false, refusal: refusalOf(scope, held) }
	const contractId = held.actor.subject.kind === 'contract' ? held.actor.subject.id : null
	await emit(
		{ ...scope, actor: held.actor },
		{ kind: 'link.opened', subject: { kind: 'link', id: held.actor.linkId }, customerId: held.customer.id, contractId },
	)
	return { ok: true, value: held }
}

async function logUse(scope: Scope, link: HeldLink, { address, browser }: OpenLink): Promise<void> {
	const outcome = link.state === 'open' ? 'opened' : link.state
	await scope.sql`
		insert into secure_link_use (link_id, used_at, address, browser, outcome)
		values (${link.actor.linkId}, ${scope.now}, ${address}, ${browser.slice(0, 500)}, ${outcome})`
}

function refusalOf(scope: Scope, link: HeldLink): Refusal {
	if (link.state === 'revoked') return { code: 'link.revoked', facts: {} }
	const expiredOn = link.expiresAt.toZonedDateTimeISO(scope.company.timeZone).toPlainDate().toString()
	return { code: 'link.expired', facts: { expiredOn } }
}
