import type { Mail } from '#emails/post/mail.ts'

/** A letter on its way, with letters of four scripts and a file. */
export const mail: Mail = {
	to: '"Щербакова, Ирина" <irina@пример.example>',
	subject: 'Счёт INV-2026-000318: оплатить до 15 марта — 账单 — Hóa đơn',
	html: '<!DOCTYPE html><p>Здравствуйте! 请付款 Đường</p>',
	text: 'Здравствуйте! 请付款 Đường\n',
	attachments: [
		{
			fileName: 'Счёт-318.pdf',
			mediaType: 'application/pdf',
			content: Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0, 255]),
		},
	],
	idempotencyKey: 'invoice-issued/0199b7a2',
	headers: { 'X-Entity-Ref-ID': '0199b7a2' },
	name: 'invoice-issued',
	language: 'ru',
}

export const from = 'Nordlicht Geräte, Service <billing@nordlicht.example>'
