import type { LetterInputs } from '#emails/letters.ts'
import type { Language } from '#emails/words/language.ts'

const sender = {
	companyName: 'Nordlicht Geräte & Service',
	brandColour: '#0f6b5c',
	legalLine: 'Nordlicht Geräte & Service GmbH · Hafenstraße 12 · 20457 Hamburg · HRB 104321',
	phone: '+49 40 1234 5678',
	website: 'https://nordlicht.example',
}

const readers: Record<Language, { recipient: string; reason: string; customer: string }> = {
	en: { recipient: 'Anna Lind', reason: 'Seats removed on 15 March', customer: 'Larkspur & Finch Ltd' },
	ru: { recipient: 'Ирина Щербакова', reason: 'Убраны рабочие места с 15 марта', customer: 'ТОО «Степной экспресс»' },
	zh: { recipient: '李晓明', reason: '自3月15日起减少账号', customer: '苏州蓝鲸精密机械有限公司' },
	vi: { recipient: 'Nguyễn Thị Thu Hằng', reason: 'Giảm số tài khoản từ 15/3', customer: 'Công ty TNHH Việt Thắng' },
}

const url = 'https://portal.nordlicht.example/l/Qm9yZGVybGVzc1Rva2VuV2l0aDI1NkJpdHM'
const card = { kind: 'card' as const, brand: 'visa', last4: '4242' }
const pdf = {
	fileName: 'INV-2026-000318.pdf',
	mediaType: 'application/pdf',
	content: new TextEncoder().encode('%PDF-1.7 a short one'),
}

/** Inputs of every letter, as the outbox would hold them: days and amounts partly as JSON writes them. */
export function letterCast(language: Language): LetterInputs {
	const { recipient, reason, customer } = readers[language]
	const to = { language, sender, recipient }
	const offer = {
		quoteNumber: 'Q-00042',
		title: 'Fleet software',
		validUntil: '2026-04-10',
		currency: 'EUR',
		firstInvoiceMinor: 114_954n,
		url,
	}
	const talk = { quoteNumber: 'Q-00042', customerName: customer, authorName: recipient, url }
	const invoice = { invoiceNumber: 'INV-2026-000318', currency: 'EUR', url }
	return {
		'account-notice': {
			...to,
			about: {
				kind: 'address',
				customer,
				address: [customer, 'Hafenstraße 4', '20457 Hamburg', 'Germany'],
				from: '2026-04-01',
			},
			url: 'https://portal.example/account',
		},
		'credit-note-issued': {
			...to,
			...invoice,
			creditNoteNumber: 'CN-2026-000007',
			issuedOn: '2026-03-20',
			amountMinor: 23_690n,
			reason,
			effect: 'refund',
			attachments: [{ ...pdf, fileName: 'CN-2026-000007.pdf' }],
		},
		'autopay-changed': { ...to, contractNumber: 'C-2025-0042', on: true, method: card, url },
		'card-expiring': {
			...to,
			method: card,
			goodThrough: '2026-04-30',
			expired: false,
			contracts: ['C-2025-0042', 'C-2025-0043'],
			url,
		},
		'card-removed': { ...to, method: card, by: 'customer', contracts: ['C-2025-0042'], url },
		'card-saved': { ...to, method: card, contracts: ['C-2025-0042'], url },
		'invoice-due-soon': {
			...to,
			...invoice,
			issuedOn: '2026-03-01',
			dueOn: '2026-03-15',
			balanceMinor: 230_676n,
			contractNumber: 'C-2025-0042',
			attachments: [pdf],
		},
		'payment-to-confirm': { ...to, ...invoice, dueOn: '2026-03-15', amountMinor: '230676', method: card },
		'service-changed': {
			...to,
			contractNumber: 'C-2025-0042',
			state: 'restricted',
			dueOn: '2026-03-15',
			overdueMinor: '230676',
			currency: 'EUR',
			next: { state: 'blocked', on: '2026-04-14' },
			url,
		},
		'dispute-opened': {
			...to,
			customerName: customer,
			amountMinor: '230676',
			currency: 'EUR',
			reason: 'product_not_received',
			evidenceDueAt: '2026-04-02T22:59:59Z',
			timeZone: 'Europe/Berlin',
			invoiceNumbers: ['INV-2026-000318', 'INV-2026-000319'],
			url,
		},
		'invoice-issued': {
			...to,
			...invoice,
			issuedOn: '2026-03-01',
			dueOn: '2026-03-15',
			balanceMinor: '230676',
			contractNumber: 'C-2025-0042',
			attachments: [pdf],
		},
		'invoice-overdue': {
			...to,
			...invoice,
			issuedOn: '2026-03-01',
			dueOn: '2026-03-15',
			daysPastDue: 3,
			balanceMinor: 230_676n,
			contractNumber: 'C-2025-0042',
			attachments: [pdf],
		},
		'payment-failed': {
			...to,
			...invoice,
			dueOn: '2026-03-15',
			amountMinor: '230676',
			reason: 'insufficient_funds',
			method: card,
			nextAttemptOn: '2026-03-18',
		},
		'payment-received': {
			...to,
			receiptNumber: 'R-2026-000201',
			amountMinor: '250000',
			currency: 'EUR',
			paidOn: '2026-03-14',
			method: card,
			settles: [
				{ invoiceNumber: 'INV-2026-000318', amountMinor: '230676', stillDueMinor: '0' },
				{ invoiceNumber: 'INV-2026-000319', amountMinor: '19324', stillDueMinor: '5000' },
			],
			url,
			attachments: [{ ...pdf, fileName: 'R-2026-000201.pdf' }],
		},
		'payment-refunded': {
			...to,
			amountMinor: '23690',
			currency: 'EUR',
			refundedOn: '2026-03-20',
			method: card,
			invoiceNumber: 'INV-2026-000318',
			reason,
			url,
		},
		'link-code': { ...to, code: '042917', validMinutes: 10 },
		'quote-sent': {
			...to,
			...offer,
			introduction: 'Thank you for the visit.\n\nHere is what we spoke about.',
			attachments: [{ ...pdf, fileName: 'Q-00042.pdf' }],
		},
		'quote-reminder': { ...to, ...offer, renews: 'C-2025-0042' },
		'quote-question': { ...to, ...talk, text: 'Is the onboarding on site?\n\nAnd how long does it take?' },
		'quote-answered': { ...to, ...talk, text: 'Yes, two days.' },
		'quote-accepted': {
			...to,
			quoteNumber: 'Q-00042',
			contractNumber: 'C-2026-0107',
			nextOn: '2026-04-01',
			url,
			attachments: [{ ...pdf, fileName: 'Q-00042-signed.pdf' }],
		},
		'quote-decided': { ...to, quoteNumber: 'Q-00042', customerName: customer, reason: 'Too dear for us.', url },
		'secure-link': {
			...to,
			contractNumber: 'C-2025-0042',
			url,
			scope: 'pay',
			validThrough: '2026-05-01',
			sentBy: 'Jonas Petersen',
		},
		'sign-in': {
			...to,
			recipient: '',
			url: 'https://portal.nordlicht.example/sign-in/Qm9yZGVybGVzc1Rva2VuV2l0aDI1NkJpdHM',
			code: '483920',
			requestedAt: '2026-03-01T13:05:00Z',
			timeZone: 'Europe/Berlin',
			requestedFrom: 'Firefox, Windows, 203.0.113.7',
		},
	}
}
