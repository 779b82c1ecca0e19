import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { percentInput } from '../percent-input.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What may be offered to a customer who is about to leave. Without a reason code: whatever the reason. */
export type SaveOffer = SaveOfferKind & {
	id: string
	reasonCode: string | null
	/** How often one customer may take it. */
	mostTimes: number
	position: number
	active: boolean
}

/** `percent` off everything for so many billing periods; a pause of so many months; one plan instead of another. */
export type SaveOfferKind =
	| { kind: 'discount'; percent: string; periods: number }
	| { kind: 'pause'; months: number }
	| { kind: 'plan'; planFrom: string; planTo: string }

const terms = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('discount'),
		percent: percentInput.refine((text) => Number(text) > 0),
		periods: z.number().int().min(1).max(120),
	}),
	z.object({ kind: z.literal('pause'), months: z.number().int().min(1).max(24) }),
	z
		.object({ kind: z.literal('plan'), planFrom: z.uuid(), planTo: z.uuid() })
		.refine(({ planFrom, planTo }) => planFrom !== planTo, { path: ['planTo'] }),
])
const saveOfferInput = terms.and(
	z.object({
		id: z.uuid().optional(),
		reasonCode: z.string().nullable(),
		mostTimes: z.number().int().min(1).max(100),
		position: z.number().int().min(0).max(10_000),
		active: z.boolean(),
	}),
)

export type SetSaveOffer = z.input<typeof saveOfferInput>

type Row = Pick<SaveOffer, 'id' | 'reasonCode' | 'mostTimes' | 'position' | 'active'> & {
	kind: SaveOffer['kind']
	percent: string | null
	periods: number | null
	months: number | null
	planFrom: string | null
	planTo: string | null
}

/** All of them, for those who set them. */
export async function findSaveOffers(scope: Scope): Promise<SaveOffer[]> {
	permit(scope, 'company.write')
	const rows = await saveOfferRows(scope, scope.sql`true`)
	return rows.map(read)
}

/** What could be offered for a reason to a customer who has not taken it as often as they may. */
export async function offersFor(scope: Scope, reasonCode: string | null, customerId: string): Promise<SaveOffer[]> {
	const { sql } = scope
	const rows = await saveOfferRows(
		scope,
		sql`active and (reason_code is null or reason_code = ${reasonCode}) and most_times > ${takenBy(scope, customerId)}`,
	)
	return rows.map(read)
}

/** One that could be offered to the customer now, locked: of the same offer one is taken at a time. */
export async function lockOffer(scope: Scope, id: string, customerId: string): Promise<SaveOffer | undefined> {
	await scope.sql`select from save_offer where id = ${id} for update`
	const [row] = await saveOfferRows(
		scope,
		scope.sql`id = ${id} and active and most_times > ${takenBy(scope, customerId)}`,
	)
	return row && read(row)
}

/** Adds an offer or changes one. What was taken of it before goes on as it was taken. Refuses `input.invalid`, `not_found`. */
export async function setSaveOffer(scope: Scope, input: SetSaveOffer): Promise<{ id: string }> {
	permit(scope, 'company.write')
	const given = saveOfferInput.safeParse(input)
	if (!given.success) {
		const issue = given.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const offer = given.data
	const { sql } = scope
	await refuseUnknown(scope, offer)
	const row = {
		reason_code: offer.reasonCode,
		kind: offer.kind,
		percent: offer.kind === 'discount' ? offer.percent : null,
		periods: offer.kind === 'discount' ? offer.periods : null,
		months: offer.kind === 'pause' ? offer.months : null,
		plan_from: offer.kind === 'plan' ? offer.planFrom : null,
		plan_to: offer.kind === 'plan' ? offer.planTo : null,
		most_times: offer.mostTimes,
		position: offer.position,
		active: offer.active,
	}
	const [written] = offer.id
		? await sql<{ id: string }[]>`update save_offer set ${sql(row)} where id = ${offer.id} returning id`
		: await sql<{ id: string }[]>`insert into save_offer ${sql(row)} returning id`
	if (!written) refuse('not_found', { noun: 'save_offer' })
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { saveOffer: { ...offer, id: written.id } },
	})
	return written
}

async function refuseUnknown({ sql }: Scope, offer: SetSaveOffer): Promise<void> {
	if (offer.reasonCode !== null) {
		const [reason] = await sql`select from cancel_reason where code = ${offer.reasonCode}`
		if (!reason) refuse('not_found', { noun: 'cancel_reason' })
	}
	if (offer.kind !== 'plan') return
	const plans = await sql`select from plan where id in (${offer.planFrom}, ${offer.planTo})`
	if (plans.length !== 2) refuse('not_found', { noun: 'plan' })
}

/**
 * From which day on another offer may be taken for a contract; null: now. Reasons are only said, so that whichever one is
 * given opens no further offer.
 */
export async function nextOfferOn({ sql, today }: Scope, contractId: string): Promise<string | null> {
	const [taken] = await sql<{ nextOn: Temporal.PlainDate | null }[]>`
		select (max(recorded_on) + make_interval(months => offer_months))::date as "nextOn"
		from save_offer_taken join amendment using (contract_id, sequence), renewal_policy
		where contract_id = ${contractId} group by offer_months`
	return taken?.nextOn && Temporal.PlainDate.compare(taken.nextOn, today) > 0 ? taken.nextOn.toString() : null
}

function takenBy({ sql }: Scope, customerId: string) {
	return sql`(select count(*) from save_offer_taken where save_offer_id = save_offer.id and customer_id = ${customerId})`
}

function saveOfferRows({ sql }: Scope, which: ReturnType<Scope['sql']>) {
	return sql<Row[]>`
		select id, reason_code as "reasonCode", kind, percent::text as percent, periods, months, plan_from as "planFrom",
			plan_to as "planTo", most_times as "mostTimes", position, active
		from save_offer where ${which} order by active desc, reason_code is null, position, id`
}

function read({ percent, periods, months, planFrom, planTo, kind, ...offer }: Row): SaveOffer {
	switch (kind) {
		case 'discount':
			return { ...offer, kind, percent: percent ?? '', periods: periods ?? 0 }
		case 'pause':
			return { ...offer, kind, months: months ?? 0 }
		case 'plan':
			return { ...offer, kind, planFrom: planFrom ?? '', planTo: planTo ?? '' }
	}
}
