import type { QuotePage } from '#core/quote/find.ts'
import type { QuotePreview } from '#core/quote/preview.ts'
import type { Said } from './said.ts'

/** A quote as its page takes it: days and moments as text. */
export type ShownQuote = ReturnType<typeof presentQuote>
export type ShownPreview = NonNullable<ShownQuote['preview']>
export type ShownLine = ShownQuote['quote']['lines'][number]

/** The same, with what the customer's page calls it. */
export type SaidQuote = ShownQuote & { said: Said }

/** Without what is nobody's business but the company's. */
export function presentQuote({ quote, preview, messages, acceptance, ...page }: Omit<QuotePage, 'otherSigner'>) {
	const { validUntil, startsOn, endsOn, sentAt, closedAt, contractStartsOn: _, ...rest } = quote
	return {
		...page,
		quote: {
			...rest,
			validUntil: validUntil.toString(),
			startsOn: startsOn?.toString() ?? null,
			endsOn: endsOn?.toString() ?? null,
			sentAt: sentAt?.toString() ?? null,
			closedAt: closedAt?.toString() ?? null,
		},
		preview: preview && presentPreview(preview),
		messages: messages.map(({ createdAt, ...message }) => ({ ...message, at: createdAt.toString() })),
		acceptance: acceptance && {
			signerName: acceptance.signerName,
			acceptedOn: acceptance.acceptedOn,
			chosen: acceptance.chosen,
			startsOn: acceptance.startsOn,
			endsOn: acceptance.endsOn,
			documentSha256: acceptance.documentSha256,
		},
	}
}

function presentPreview({ invoices, ...preview }: QuotePreview) {
	return {
		...preview,
		invoices: invoices.map(({ on, subtotalMinor, taxMinor, totalMinor }) => ({
			...{ subtotalMinor, taxMinor, totalMinor },
			on: on.toString(),
		})),
	}
}

/** The lines asked for in an address, `?choose&line=…`; null where none were, for the quote as it is offered. */
export function chosenIn(request: Request): string[] | null {
	const query = new URL(request.url).searchParams
	return query.has('choose') ? query.getAll('line').filter(isId).slice(0, 500) : null
}

/** The same address, for lines that were posted. */
export function chosenAddress(path: string, lines: readonly string[]): string {
	return `${path}?${new URLSearchParams([['choose', ''], ...lines.map((line) => ['line', line])])}`
}

export const isId = (text: string) => /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/.test(text)
