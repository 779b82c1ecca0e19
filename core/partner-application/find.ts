import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import type { FoundAttachment } from '../message/attachment.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type Known, readKnown } from './known.ts'

export type ApplicationState = 'waiting' | 'approved' | 'rejected'

export type ListedApplication = {
	id: string
	state: ApplicationState
	companyName: string
	contactName: string
	country: string
	/** Days of the company, ISO. */
	confirmedOn: string
	decidedOn: string | null
}

/** Applications that were confirmed, those that wait first, then the newest. */
export async function listApplications(scope: Scope, { limit }: { limit: number }): Promise<ListedApplication[]> {
	permit(scope, 'customer.write')
	const { sql, company } = scope
	return await sql<ListedApplication[]>`
		select id, state, company_name as "companyName", contact_name as "contactName", country,
			(confirmed_at at time zone ${company.timeZone})::date::text as "confirmedOn",
			(decided_at at time zone ${company.timeZone})::date::text as "decidedOn"
		from partner_application where state <> 'unconfirmed'
		order by state <> 'waiting', id desc limit ${limit}`
}

export type FoundApplication = ListedApplication & {
	email: string
	phone: string
	website: string
	taxNumber: string
	wish: string
	language: Language
	/** The partner that it has become. */
	customerId: string | null
	/** The latest request about it. */
	request: { id: string; state: string } | null
	files: { id: string; fileName: string; mediaType: string; sizeBytes: number }[]
	known: Known[]
}

/** Refuses `not_found`, also for one that nobody has confirmed. */
export async function findApplication(scope: Scope, { id }: { id: string }): Promise<FoundApplication> {
	permit(scope, 'customer.write')
	const { sql, company } = scope
	const [found] = await sql<Omit<FoundApplication, 'known'>[]>`
		select id, state, company_name as "companyName", contact_name as "contactName", country, email, phone, website,
			tax_number as "taxNumber", wish, language, customer_id as "customerId",
			(confirmed_at at time zone ${company.timeZone})::date::text as "confirmedOn",
			(decided_at at time zone ${company.timeZone})::date::text as "decidedOn",
			(select jsonb_build_object('id', request.id, 'state', request.state) from approval_request as request
				where request.subject_id = partner_application.id order by request.id desc limit 1) as request,
			coalesce((select jsonb_agg(jsonb_build_object('id', file.id, 'fileName', file_name, 'mediaType', media_type,
				'sizeBytes', size_bytes) order by position)
				from partner_application_file as file where application_id = partner_application.id), '[]') as files
		from partner_application where id = ${id} and state <> 'unconfirmed'`
	if (!found) refuse('not_found', { noun: 'partner_application' })
	return { ...found, known: await readKnown(scope, id) }
}

/** A file that came with an application. Refuses `not_found`. */
export async function findApplicationFile(
	scope: Scope,
	{ id }: { id: string },
): Promise<FoundAttachment & { sha256: string }> {
	permit(scope, 'customer.write')
	const [file] = await scope.sql<(FoundAttachment & { sha256: string })[]>`
		select file.id, file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes", sha256
		from partner_application_file as file join partner_application as application on application.id = application_id
		where file.id = ${id} and application.state <> 'unconfirmed'`
	return file ?? refuse('not_found', { noun: 'partner_application_file' })
}
