import { and, desc, eq, ilike, inArray, lt, or } from 'drizzle-orm'
import type { Books } from '#core/act.ts'
import { mailboxAttachment, mailboxLetter } from '#db/schema/mailbox.ts'

const page = 50

/** Letters of the local mailbox, newest first: a page of them, found by who got them or what they are about. */
export async function listLetters({ db }: Pick<Books, 'db'>, { search, before }: { search?: string; before?: string }) {
	const like = `%${(search ?? '').replace(/[\\%_]/g, '\\$&')}%`
	const found = await db
		.select({
			id: mailboxLetter.id,
			sentAt: mailboxLetter.sentAt,
			to: mailboxLetter.toAddress,
			subject: mailboxLetter.subject,
		})
		.from(mailboxLetter)
		.where(
			and(
				before && isKey(before) ? lt(mailboxLetter.id, before) : undefined,
				search ? or(ilike(mailboxLetter.toAddress, like), ilike(mailboxLetter.subject, like)) : undefined,
			),
		)
		.orderBy(desc(mailboxLetter.id))
		.limit(page + 1)
	const letters = found.slice(0, page)
	const attached = await attachmentsOf(
		{ db },
		letters.map((letter) => letter.id),
	)
	return {
		letters: letters.map((letter) => ({
			...letter,
			sentAt: letter.sentAt.toString(),
			attachments: attached.filter((attachment) => attachment.letterId === letter.id).length,
		})),
		before: found.length > page ? letters.at(-1)?.id : undefined,
	}
}

/** One letter and the names of its files, or undefined. */
export async function readLetter({ db }: Pick<Books, 'db'>, id: string) {
	if (!isKey(id)) return undefined
	const [letter] = await db.select().from(mailboxLetter).where(eq(mailboxLetter.id, id))
	if (!letter) return undefined
	return { ...letter, sentAt: letter.sentAt.toString(), attachments: await attachmentsOf({ db }, [id]) }
}

/** One attached file with its content, or undefined. */
export async function readAttachment({ db }: Pick<Books, 'db'>, letterId: string, id: string) {
	if (!isKey(letterId) || !isKey(id)) return undefined
	const [file] = await db
		.select()
		.from(mailboxAttachment)
		.where(and(eq(mailboxAttachment.letterId, letterId), eq(mailboxAttachment.id, id)))
	return file
}

async function attachmentsOf({ db }: Pick<Books, 'db'>, letters: string[]) {
	if (letters.length === 0) return []
	return db
		.select({
			id: mailboxAttachment.id,
			letterId: mailboxAttachment.letterId,
			fileName: mailboxAttachment.fileName,
			mediaType: mailboxAttachment.mediaType,
		})
		.from(mailboxAttachment)
		.where(inArray(mailboxAttachment.letterId, letters))
}

function isKey(text: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
