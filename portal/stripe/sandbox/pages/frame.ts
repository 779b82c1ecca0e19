import type { Response } from 'express'
import { majorText, processorExponent } from '../currencies.ts'
import { type Html, html } from './html.ts'
import type { Language, Words } from './words.ts'

const FAVICON =
	"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect y='3' width='16' height='10' rx='2' fill='%231f4fd8'/%3E%3Crect y='5' width='16' height='2' fill='white'/%3E%3C/svg%3E"

/** A whole page. It says first of all that it is a test page. */
export function frame(language: Language, words: Words, title: string, body: Html): string {
	return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="${FAVICON}">
<link rel="stylesheet" href="/sandbox/style.css">
</head>
<body>
<header class="test">${words.test}</header>
${body}
</body>
</html>
`.text
}

/**
 * Sends a page under a policy of its own: no scripts, no foreign content.
 *
 * @param leadsTo where a form on the page may lead in the end; browsers hold redirects after a form against it
 */
export function sendPage(
	response: Response,
	status: number,
	text: string,
	leadsTo: (string | null | undefined)[] = [],
): void {
	const origins = leadsTo.flatMap((url) => (url && URL.canParse(url) ? [new URL(url).origin] : []))
	const targets = ["'self'", ...new Set(origins)].join(' ')
	response.status(status)
	response.setHeader('Content-Type', 'text/html; charset=utf-8')
	response.setHeader('Cache-Control', 'no-store')
	response.setHeader('Referrer-Policy', 'no-referrer')
	response.setHeader('X-Content-Type-Options', 'nosniff')
	response.setHeader('X-Frame-Options', 'DENY')
	response.setHeader(
		'Content-Security-Policy',
		`default-src 'none'; style-src 'self'; img-src data:; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
	)
	response.end(text)
}

/** An amount in the reader's way of writing, exact at any size. */
export function money(amount: number, currency: string, language: Language): string {
	const digits = processorExponent(currency)
	return new Intl.NumberFormat(language, {
		style: 'currency',
		currency: currency.toUpperCase(),
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	}).format(majorText(amount, currency) as `${number}`)
}
