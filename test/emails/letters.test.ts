import { describe, expect, it } from 'vitest'
import { type LetterName, letterNames, writeLetter } from '#emails/letters.ts'
import { languages } from '#emails/words/language.ts'
import { words } from '#emails/words/words.ts'
import { letterCast } from './letter-cast.ts'

const write = <Name extends LetterName>(name: Name, language: (typeof languages)[number]) =>
	writeLetter(name, letterCast(language)[name])

/** What a person reads of a letter's HTML. */
const seen = (html: string) =>
	html
		.replace(/<style>[\s\S]*?<\/style>|<head>[\s\S]*?<\/head>|<[^>]*>/g, ' ')
		.replaceAll('&amp;', '&')
		.replaceAll('&#x27;', "'")
		.replace(/\s+/gu, ' ')

const choicesOf = (url: string) => [5, 4, 3, 2, 1].map((score) => `${url}?score=${score}`)

describe.each(languages)('in %s', (language) => {
	it.each(letterNames)('%s is a whole letter: subject, HTML and text that say the same', async (name) => {
		const letter = await write(name, language)
		expect(letter.name).toBe(name)
		expect(letter.language).toBe(language)
		for (const part of [letter.subject, letter.html, letter.text]) {
			expect(part).not.toMatch(/undefined|\[object|NaN|\{\{|\$\{|�|Invalid/)
			expect(part, 'one full stop').not.toMatch(/[^.]\.\.(?!\.)/)
		}
		expect(letter.subject.length).toBeGreaterThan(3)
		expect(letter.subject).not.toMatch(/[\r\n]/)
		const read = seen(letter.html)
		for (const line of letter.text.split('\n')) {
			for (const piece of line.split(': ')) {
				const said = piece.replace(/:$/, '').replace(/\s+/gu, ' ').trim()
				if (said && said !== '--' && !said.startsWith('https://nordlicht') && !said.includes('/rate/'))
					expect(read).toContain(said)
			}
		}
		expect(letter.html).toContain(`lang="${language}`)
		expect(letter.html).not.toMatch(/<script|<img|<link|javascript:/)
		expect(letter.html.length).toBeLessThan(20_000)
	})

	it('the links of HTML and text are the ones given, and no others', async () => {
		for (const name of letterNames) {
			const { html, text } = await write(name, language)
			const input = letterCast(language)[name]
			// A letter that only carries a code has no link.
			const given = 'url' in input ? [input.url, input.url] : 'rateUrl' in input ? choicesOf(input.rateUrl) : []
			expect([...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual(given)
			for (const link of given) expect(text).toContain(link)
		}
	})
})

it('a contract that the company cancelled is nothing for its customer to take back', async () => {
	const { text } = await write('contract-cancelled', 'en')
	expect(text).toMatch(/You have cancelled contract K-00042[\s\S]*Take it back:/)
	for (const language of languages) {
		const given = letterCast(language)['contract-cancelled']
		const letter = await writeLetter('contract-cancelled', { ...given, byCompany: true })
		const { cancelled, ended } = words(language).leaving
		expect(letter.text).toContain(ended.ask)
		expect(letter.text).not.toContain(`${cancelled.button}:`)
	}
})

it('a new invoice says how much and until when, and asks to pay', async () => {
	const { subject, text, attachments } = await write('invoice-issued', 'en')
	expect(subject).toBe('Invoice INV-2026-000318: €2,306.76 due by 15 March 2026')
	expect(text).toContain('Amount due: €2,306.76')
	expect(text).toContain('Pay €2,306.76:')
	expect(attachments.map(({ fileName }) => fileName)).toEqual(['INV-2026-000318.pdf'])
})

it('an invoice that is paid by itself says when and from what, and does not ask to pay', async () => {
	const automatic = { method: { kind: 'card' as const, brand: 'mastercard', last4: '4444' }, on: '2026-03-15' }
	const { subject, text } = await writeLetter('invoice-issued', { ...letterCast('en')['invoice-issued'], automatic })
	expect(subject).toBe('Invoice INV-2026-000318 from Nordlicht Geräte & Service: €2,306.76')
	expect(text).toContain('We will charge €2,306.76 to your Mastercard ending in 4444 on 15 March 2026.')
	expect(text).toContain('View invoice:')
	expect(text).not.toContain('Pay €')
})

it('an invoice with nothing to pay says so', async () => {
	const { text } = await writeLetter('invoice-issued', { ...letterCast('en')['invoice-issued'], balanceMinor: 0n })
	expect(text).toContain('There is nothing to pay.')
	expect(text).not.toContain('Pay €')
})

it('a failed payment gives the reason in human words, the next attempt, and a way to settle it', async () => {
	const { text } = await write('payment-failed', 'en')
	expect(text).toContain('There was not enough money available on the card.')
	expect(text).toContain('We will try again on 18 March 2026.')
	const { nextAttemptOn: _, ...last } = letterCast('en')['payment-failed']
	expect((await writeLetter('payment-failed', last)).text).toContain('We will not try again by ourselves.')
})

it('a receipt lists what the money settled and what is still due', async () => {
	const { text } = await write('payment-received', 'en')
	expect(text).toContain('Applied to INV-2026-000318: €2,306.76')
	expect(text).toContain('Still due on INV-2026-000319: €50.00')
	expect(text).not.toContain(words('en').letters.paymentReceived.settled)
})

it('a sign-in letter has a link and a code, both for ten minutes, says who asked, and hides the code from the subject', async () => {
	const { subject, text } = await write('sign-in', 'en')
	expect(text).toContain('Both work once, for 10 minutes.')
	expect(text).toContain('Your code: 483920')
	expect(text).toMatch(/Requested on 1 March 2026 at 14:05 CET from Firefox, Windows, 203\.0\.113\.7/)
	expect(subject).not.toContain('483920')
})

it('a reminder counts the days in the reader’s grammar', async () => {
	const late = (daysPastDue: number) =>
		writeLetter('invoice-overdue', { ...letterCast('ru')['invoice-overdue'], daysPastDue })
	expect((await late(1)).text).toContain('1 день назад')
	expect((await late(3)).text).toContain('3 дня назад')
	expect((await late(25)).text).toContain('25 дней назад')
})

it('a dispute for an unknown reason of the processor still reaches staff', async () => {
	const input = { ...letterCast('en')['dispute-opened'], reason: 'something_new' }
	expect((await writeLetter('dispute-opened', input as never)).text).toContain('Reason: No specific reason given')
})

it('shows hostile names as they were typed', async () => {
	const input = {
		...letterCast('en')['invoice-issued'],
		recipient: '<img src=x onerror=alert(1)>"\'&\r\nBcc: x@y.example',
	}
	const { html, text } = await writeLetter('invoice-issued', input)
	expect(html).not.toContain('<img')
	expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
	expect(text).toContain('Hello <img src=x onerror=alert(1)>"\'& Bcc: x@y.example,')
})

it('refuses input that makes no sense, and says where', async () => {
	const good = letterCast('en')['sign-in']
	await expect(writeLetter('sign-in', { ...good, code: '12345' })).rejects.toThrow('code')
	await expect(writeLetter('sign-in', { ...good, url: 'javascript:alert(1)' })).rejects.toThrow('url')
	const invoice = letterCast('en')['invoice-issued']
	await expect(writeLetter('invoice-issued', { ...invoice, balanceMinor: '12.5' })).rejects.toThrow('balanceMinor')
	await expect(writeLetter('invoice-issued', { ...invoice, dueOn: '2026-02-30' })).rejects.toThrow('dueOn')
})

it('reads back input that waited as JSON', async () => {
	const input = letterCast('vi')['invoice-issued']
	const [pdf] = input.attachments ?? []
	const content = Buffer.from(pdf?.content ?? '').toString('base64')
	const waited = JSON.parse(JSON.stringify({ ...input, attachments: [{ ...pdf, content }] }))
	expect(await writeLetter('invoice-issued', waited)).toEqual(await writeLetter('invoice-issued', input))
})

it.each([
	['en', '€32.90 instead of €31.00', '€98.70 instead of €93.00'],
	['ru', '32,90 € вместо 31,00 €', '98,70 € вместо 93,00 €'],
	['zh', '€32.90', '€98.70'],
	['vi', '32,90 €', '98,70 €'],
] as const)(
	'in %s the letter about new prices writes a price of one as it writes a month',
	async (language, each, month) => {
		const { text } = await write('price-change', language)
		const plain = text.replace(/\s+/gu, ' ')
		expect(plain).toContain(each)
		expect(plain).toContain(month)
		expect(plain).not.toMatch(/EUR/)
	},
)
