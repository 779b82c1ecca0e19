import type { Books } from '#core/act.ts'

const page = 50

type Letter = {
	id: string
	sentAt: Temporal.Instant
	toAddress: string
	fromAddress: string
	subject: string
	html: string
	text: string
}
type Attachment = { id: string; letterId: string; fileName: string; mediaType: string }

/** Letters of the local mailbox, newest first: a page of them, found by who got them or what they are about. */
export async function listLetters(
	{ sql }: Pick<Books, 'sql'>,
	{ search, before }: { search?: string; before?: string },
) {
	const like = `%${(search ?? '').replace(/[\\%_]/g, '\\$&')}%`
	const found = await sql<{ id: string; sentAt: Temporal.Instant; to: string; subject: string; attachments: number }[]>`
		select id, sent_at as "sentAt", to_address as "to", subject,
			(select count(*)::int from mailbox_attachment where letter_id = letter.id) as attachments
		from mailbox_letter as letter
		where (to_address ilike ${like} or subject ilike ${like}) and id < ${before && isKey(before) ? before : lastKey}
		order by id desc limit ${page + 1}`
	const letters = found.slice(0, page).map((letter) => ({ ...letter, sentAt: String(letter.sentAt) }))
	return { letters, before: found.length > page ? letters.at(-1)?.id : undefined }
}

/** One letter and the names of its files, or undefined. */
export async function readLetter({ sql }: Pick<Books, 'sql'>, id: string) {
	if (!isKey(id)) return undefined
	const [letter] = await sql<Letter[]>`
		select id, sent_at as "sentAt", to_address as "toAddress", from_address as "fromAddress", subject, html, text
		from mailbox_letter where id = ${id}`
	if (!letter) return undefined
	const attachments = await sql<Attachment[]>`
		select id, letter_id as "letterId", file_name as "fileName", media_type as "mediaType"
		from mailbox_attachment where letter_id = ${id} order by id`
	return { ...letter, sentAt: String(letter.sentAt), attachments: [...attachments] }
}

/** One attached file with its content, or undefined. */
export async function readAttachment({ sql }: Pick<Books, 'sql'>, letterId: string, id: string) {
	if (!isKey(letterId) || !isKey(id)) return undefined
	const [file] = await sql<(Attachment & { content: Buffer })[]>`
		select id, letter_id as "letterId", file_name as "fileName", media_type as "mediaType", content
		from mailbox_attachment where letter_id = ${letterId} and id = ${id}`
	return file
}

const lastKey = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

function isKey(text: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
