import type { Scope } from '../act.ts'
import { findFinanceReaders, type Reader } from '../customer/readers.ts'
import { permit } from '../permit.ts'
import type { RatingStage } from './stage.ts'

export type AskedFacts = { wanted: boolean; contractNumber: string; contractTitle: string }

type AskedAbout = { contactId: string; contractId: string | null; stage?: RatingStage; subjectId?: string | undefined }

/** Whether somebody still wants to be asked, and about what. */
export async function findAskedFacts(
	scope: Scope,
	{ contactId, contractId, stage, subjectId }: AskedAbout,
): Promise<AskedFacts> {
	permit(scope, 'customer.read')
	const visitId = stage === 'visit_done' ? (subjectId ?? null) : null
	const [facts] = await scope.sql<AskedFacts[]>`
		select coalesce(number, '') as "contractNumber", coalesce(plan.title, contract.title) as "contractTitle", exists (
			select from customer_contact where contact_id = ${contactId} and ratings
				and customer_contact.customer_id = coalesce(visit.customer_id, contract.customer_id)) as wanted
		from (select) as one left join contract on contract.id = ${contractId} left join care_visit as visit on visit.id = ${visitId}
			left join care_plan as plan on plan.id = visit.plan_id
		where num_nonnulls(contract.id, visit.id) > 0`
	return facts ?? { wanted: false, contractNumber: '', contractTitle: '' }
}

export type LowRatingFacts = {
	customerId: string
	customerName: string
	contactName: string
	contractNumber: string
	stage: RatingStage
	score: number
	comment: string
	/** Who looks after the contract or its customer; finance where nobody does. */
	readers: Reader[]
}

/** As it is now; undefined when it has become better meanwhile. */
export async function findLowRating(scope: Scope, { id }: { id: string }): Promise<LowRatingFacts | undefined> {
	permit(scope, 'customer.read')
	const { sql } = scope
	const [row] = await sql<(Omit<LowRatingFacts, 'readers'> & { owner: Reader | null })[]>`
		select rating.customer_id as "customerId", customer.name as "customerName", contact.name as "contactName",
			coalesce(contract.number, '') as "contractNumber", request.stage, score, comment,
			case when owner.id is not null then jsonb_build_object('contactId', null, 'name', owner.name, 'email', owner.email,
				'language', owner.language) end as owner
		from rating join rating_request as request on request.id = request_id
			join customer on customer.id = rating.customer_id join contact on contact.id = request.contact_id
			left join contract on contract.id = request.contract_id
			left join staff_user as owner on owner.left_at is null and owner.id = coalesce(contract.owner_id, customer.owner_id)
		where rating.request_id = ${id} and score <= 2`
	if (!row) return undefined
	const { owner, ...facts } = row
	return { ...facts, readers: owner ? [owner] : await findFinanceReaders(scope) }
}
