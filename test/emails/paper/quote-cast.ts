import { createHash } from 'node:crypto'
import type { QuotePaper, SignedQuotePaper } from '#emails/paper/quote-paper.ts'

const sum = (netMinor: bigint, taxMinor: bigint) => ({ netMinor, taxMinor, totalMinor: netMinor + taxMinor })

/** A quote with a bit of everything, in any of the languages. */
export function quoteCast(language: QuotePaper['language'] = 'en', more: Partial<QuotePaper> = {}): QuotePaper {
	const month = { unit: 'month', count: 1 } as const
	return {
		language,
		seller: {
			name: 'Halden Systems GmbH',
			street: 'Lindenstraße 12',
			postalCode: '10969',
			city: 'Berlin',
			country: 'DE',
			taxNumber: 'DE123456788',
			registrationNumber: 'HRB 104221 B',
			email: 'billing@halden.example',
			website: 'https://halden.example',
		},
		buyer: {
			name: 'Nordwind Logistik GmbH',
			street: 'Speicherstadt 4',
			postalCode: '20457',
			city: 'Hamburg',
			country: 'DE',
		},
		number: 'Q-00042',
		title: 'Fleet software for two depots',
		sentOn: '2026-03-10',
		validUntil: '2026-04-10',
		introduction: 'Thank you for the visit to your depots. As discussed, the onboarding takes place on site.',
		conditions: 'Prices hold for the first term. Hardware is not included.',
		amends: null,
		startsOn: '2026-04-01',
		endsOn: '2027-03-31',
		paymentTermDays: 14,
		noticeDays: 30,
		currency: 'EUR',
		lines: [
			{
				description: 'Fleet software, Business plan',
				interval: month,
				quantity: '12',
				unitPrice: '29.95',
				taxRate: '19',
				amountMinor: 35940n,
			},
			{
				description: 'Telematics unit',
				model: 'TX-9',
				serialNumber: 'TX9-00412',
				interval: { unit: 'month', count: 3 },
				quantity: '12',
				unitPrice: '14.50',
				discountPercent: '10',
				taxRate: '19',
				amountMinor: 15660n,
			},
			{
				description: 'Onboarding on site',
				interval: null,
				quantity: '1',
				unitPrice: '450',
				taxRate: '19',
				amountMinor: 45000n,
			},
		],
		notChosen: [
			{
				description: 'Route planner',
				interval: month,
				quantity: '12',
				unitPrice: '4.50',
				taxRate: '19',
				amountMinor: null,
			},
		],
		oneOff: sum(45000n, 8550n),
		recurring: [
			{ interval: month, ...sum(35940n, 6829n) },
			{ interval: { unit: 'month', count: 3 }, ...sum(15660n, 2975n) },
		],
		invoices: [
			{ on: '2026-04-01', ...sum(96600n, 18354n) },
			{ on: '2026-05-01', ...sum(35940n, 6829n) },
			{ on: '2026-06-01', ...sum(35940n, 6829n) },
			{ on: '2026-07-01', ...sum(51600n, 9804n) },
		],
		whole: sum(538920n, 102398n),
		notes: [],
		url: 'https://portal.halden.example/quotes/42',
		...more,
	}
}

const document = Buffer.from('%PDF-1.7 the document as it was accepted')

/** The same, accepted with a drawn signature through an older link. */
export function signedCast(
	language: QuotePaper['language'] = 'en',
	more: Partial<SignedQuotePaper['evidence']> = {},
): SignedQuotePaper {
	const { url: _, ...quote } = quoteCast(language)
	return {
		quote,
		evidence: {
			signerName: 'Anna Petersen',
			kind: 'drawn',
			drawing: 'M40 120L60 60L80 40L100 90L120 130M90 95L160 80L180 110L200 70L230 120L260 60L300 118L420 90',
			acceptedAt: '2026-03-12T09:41:07Z',
			timeZone: 'Europe/Berlin',
			identifiedBy: 'link',
			identifiedEmail: 'anna@nordwind.example',
			linkOpenedAt: '2026-03-12T09:30:00Z',
			confirmedAt: '2026-03-12T09:33:00Z',
			address: '203.0.113.7',
			browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
			consent: 'I accept quote Q-00042 and its conditions for Nordwind Logistik GmbH.',
			contractNumber: 'K-00107',
			sha256: createHash('sha256').update(document).digest('hex'),
			...more,
		},
		document: document.toString('base64'),
		fileName: 'Q-00042.pdf',
		sealedAt: '2026-03-12T09:41:09Z',
	}
}
