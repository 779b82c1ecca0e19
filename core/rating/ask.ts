import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { emit } from '../event.ts'
import type { QueuedLetter } from '../outbox/letter.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { hashSecret, newToken } from '../sign-in/secret.ts'
import { occasions } from './occasions.ts'
import { readRatingPolicy } from './policy.ts'
import type { RatingStage } from './stage.ts'

/** How long a letter's links can be used for the first time. */
const openDays = 60
/** No more than these are asked in one go; the others within the hour. */
const mostAtOnce = 500

type Wanted = {
	customerId: string
	contactId: string
	contractId: string | null
	stage: RatingStage
	subjectId: string
	name: string
	email: string
	language: Language
}

/**
 * Asks those contacts who have reached one of the company's stages in the last days and want such letters: each once
 * about a thing, and nobody more often than the policy says. Safe to call at any time and by many at once. Answers how
 * many were asked.
 */
export async function askForRatings(scope: Scope): Promise<number> {
	permit(scope, 'company.write')
	// Of several workers one asks at a time: the others then see whom it has asked.
	await scope.sql`select from rating_policy for update`
	const { stages, everyDays } = await readRatingPolicy(scope)
	if (stages.length === 0) return 0
	const wanted = await findWanted(scope, stages, everyDays)
	const asked = wanted.map((one) => ({ ...one, token: newToken() }))
	const expiresAt = scope.now.add({ hours: 24 * openDays })
	const column = (of: (one: (typeof asked)[number]) => string | null) => asked.map(of)
	await scope.sql`
		insert into rating_request (customer_id, contact_id, contract_id, stage, subject_id, token_hash, asked_at, expires_at)
		select customer_id, contact_id, contract_id, stage, subject_id, decode(hash, 'hex'), ${scope.now}, ${expiresAt}
		from unnest(${column((one) => one.customerId)}::uuid[], ${column((one) => one.contactId)}::uuid[],
			${column((one) => one.contractId)}::uuid[], ${column((one) => one.stage)}::text[],
			${column((one) => one.subjectId)}::uuid[], ${column((one) => hashSecret(one.token).toString('hex'))}::text[])
			as asked (customer_id, contact_id, contract_id, stage, subject_id, hash)`
	await emit(
		scope,
		...asked.map(({ customerId, contactId, contractId, stage }) => ({
			kind: 'rating.asked' as const,
			subject: { kind: 'contact', id: contactId },
			customerId,
			contractId,
			facts: { stage },
		})),
	)
	await queueEffects(
		scope,
		asked.map(({ contactId, contractId, stage, subjectId, name, email, language, token }) => ({
			kind: 'mail' as const,
			key: `letter:rating-asked:${stage}:${subjectId}:${contactId}`,
			payload: {
				letter: 'rating-asked',
				to: { name, email },
				...{ language, stage, contactId, contractId, subjectId },
				secrets: { token },
			} satisfies QueuedLetter,
		})),
	)
	return asked.length
}

/** The latest occasion of each contact who wants to be asked and has not been for long enough. */
async function findWanted(scope: Scope, stages: RatingStage[], everyDays: number): Promise<Wanted[]> {
	const { sql, now } = scope
	return await sql<Wanted[]>`
		select distinct on (contact.id) occasion.customer_id as "customerId", contact.id as "contactId",
			occasion.contract_id as "contractId", occasion.stage, occasion.subject_id as "subjectId",
			contact.name, contact.email, contact.language
		from (${occasions(scope, stages)}) as occasion
			join customer_contact on customer_contact.customer_id = occasion.customer_id and customer_contact.ratings
				and (occasion.contact_id is null or customer_contact.contact_id = occasion.contact_id)
			join contact on contact.id = customer_contact.contact_id and contact.email <> ''
		where not exists (
				select from rating_request as before where before.contact_id = contact.id
					and (before.asked_at > ${now.subtract({ hours: 24 * everyDays })}
						or before.stage = occasion.stage and before.subject_id = occasion.subject_id))
		order by contact.id, occasion.at desc limit ${mostAtOnce}`
}
