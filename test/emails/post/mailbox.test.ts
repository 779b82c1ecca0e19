import { expect, it } from 'vitest'
import { openPost } from '#emails/send.ts'
import { openBooks } from '#test/support/books.ts'
import { from, mail } from './mail.ts'

it('keeps a letter as it would have been sent, with its file', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const post = openPost({ kind: 'mailbox', from }, world.sql)
	const { id, repeated } = await post.send(mail)
	expect(repeated).toBe(false)
	const rows = await world.sql`
		select id, to_address, from_address, subject, html, text, language, letter from mailbox_letter`
	expect([...rows]).toEqual([
		{
			id,
			to_address: '"Щербакова, Ирина" <irina@xn--e1afmkfd.example>',
			from_address: '"Nordlicht Geräte, Service" <billing@nordlicht.example>',
			subject: mail.subject,
			html: mail.html,
			text: mail.text,
			language: 'ru',
			letter: 'invoice-issued',
		},
	])
	const [file] = await world.sql`select file_name, media_type, content from mailbox_attachment where letter_id = ${id}`
	expect(file).toEqual({
		file_name: 'Счёт-318.pdf',
		media_type: 'application/pdf',
		content: Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255]),
	})
})

it('keeps a letter once, however often it is sent, even at the same moment', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const post = openPost({ kind: 'mailbox', from }, world.sql)
	const sent = await Promise.all([post.send(mail), post.send(mail), post.send(mail)])
	expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
	expect(sent.filter(({ repeated }) => !repeated)).toHaveLength(1)
	const [counted] = await world.sql`
		select (select count(*)::int from mailbox_letter) letters, (select count(*)::int from mailbox_attachment) files`
	expect(counted).toEqual({ letters: 1, files: 1 })
})

it('refuses what a provider would refuse, so that nobody is surprised later', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const post = openPost({ kind: 'mailbox', from }, world.sql)
	await expect(post.send({ ...mail, to: 'nobody' })).rejects.toMatchObject({
		lasting: 'permanent',
		code: 'bad_address',
	})
	await expect(post.send({ ...mail, headers: { Bcc: 'x@y.example' } })).rejects.toMatchObject({ code: 'bad_header' })
})
