import type { Sql, TransactionSql } from '#db/client.ts'
import { checkHeaders, oneLine, readAddress, writeAddress } from './address.ts'
import type { Mail, Post } from './mail.ts'

/** Keeps letters in the database, to be read at /dev/mailbox, where no mail provider is set. */
export function openMailbox(sql: Sql, from: string): Post {
	return {
		async send(mail) {
			checkHeaders(mail.headers ?? {})
			const row = {
				key: mail.idempotencyKey,
				to_address: writeAddress(readAddress(mail.to)),
				from_address: writeAddress(readAddress(mail.from ?? from)),
				subject: oneLine(mail.subject),
				html: mail.html,
				text: mail.text,
				language: mail.language ?? 'en',
				letter: mail.name ?? '',
			}
			return sql.begin(async (transaction) => {
				const [kept] = await transaction<{ id: string }[]>`
					insert into mailbox_letter ${transaction(row)} on conflict (key) do nothing returning id`
				if (kept) {
					await keepAttachments(transaction, kept.id, mail)
					return { id: kept.id, repeated: false }
				}
				const [earlier] = await transaction<{ id: string }[]>`
					select id from mailbox_letter where key = ${mail.idempotencyKey}`
				return { id: earlier?.id ?? '', repeated: true }
			})
		},
		async close() {},
	}
}

async function keepAttachments(sql: TransactionSql, letterId: string, mail: Mail): Promise<void> {
	for (const { fileName, mediaType, content } of mail.attachments ?? []) {
		await sql`
			insert into mailbox_attachment (letter_id, file_name, media_type, content)
			values (${letterId}, ${fileName}, ${mediaType}, ${content})`
	}
}
