import { insertMany } from '#db/insert-many.ts'
import { act, type Books, type Outcome, type Scope } from '../act.ts'
import { fitsName, mostAttachmentBytes, type NewAttachment, safeFileName } from '../message/attachment.ts'
import { queueEffect } from '../outbox/queue.ts'
import { refuse } from '../refusal.ts'
import { hashSecret, newToken } from '../sign-in/secret.ts'
import { type ApplicationInput, checkApplication, mostFiles } from './input.ts'
import { desk, readOpen } from './page.ts'

/** How long the letter's link works; what nobody confirmed is forgotten then. */
export const confirmDays = 7

export type Apply = ApplicationInput & { files?: readonly NewAttachment[] | undefined }

/**
 * Keeps what somebody wrote on the public page, and asks by mail whether it was them: nothing more happens before they say so.
 * Whether we know them cannot be told from the answer. Refuses `partner_application.closed`, `input.invalid`,
 * `customer.vat_number_wrong`, `message.too_many_files`, `message.file_too_large`, `message.file_type`.
 */
export async function applyAsPartner(books: Books, input: Apply): Promise<Outcome<{ id: string }>> {
	return await act(books, desk, keepApplication, input)
}

async function keepApplication(scope: Scope, { files = [], ...input }: Apply): Promise<{ id: string }> {
	const { sql, now } = scope
	const given = checkApplication(input)
	if (!(await readOpen(scope))) refuse('partner_application.closed', {})
	const papers = checkFiles(files)
	const token = newToken()
	const expiresAt = now.add({ hours: 24 * confirmDays })
	const [kept] = await sql<{ id: string }[]>`
		insert into partner_application (language, company_name, contact_name, email, phone, website, country, tax_number, wish, token_hash,
			applied_at, expires_at, key)
		values (${given.language}, ${given.companyName}, ${given.contactName}, ${given.email}, ${given.phone}, ${given.website},
			${given.country}, ${given.taxNumber}, ${given.wish}, ${hashSecret(token)}, ${now}, ${expiresAt}, ${given.key})
		on conflict (key) do nothing returning id`
	if (!kept) {
		const [known] = await sql<{ id: string }[]>`select id from partner_application where key = ${given.key}`
		return known ?? refuse('not_found', { noun: 'partner_application' })
	}
	await insertMany(
		sql,
		'partner_application_file',
		{
			...{ application_id: 'uuid', position: 'integer', file_name: 'text', media_type: 'text' },
			...{ size_bytes: 'integer', sha256: 'text' },
		},
		papers.map((paper, index) => ({ application_id: kept.id, position: index + 1, ...paper })),
	)
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:application-confirm:${kept.id}`,
		payload: { letter: 'application-confirm', applicationId: kept.id, secrets: { token } },
	})
	return kept
}

function checkFiles(files: readonly NewAttachment[]) {
	if (files.length > mostFiles) refuse('message.too_many_files', { most: mostFiles })
	return files.map(({ fileName: typed, mediaType, sizeBytes, sha256 }) => {
		const fileName = safeFileName(typed)
		if (sizeBytes > mostAttachmentBytes) refuse('message.file_too_large', { name: fileName, megabytes: 10 })
		if (!fitsName(mediaType, fileName)) refuse('message.file_type', { name: fileName })
		return { file_name: fileName, media_type: mediaType, size_bytes: sizeBytes, sha256 }
	})
}
