import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Language, languages, type Reading } from '#bot/understand/reading.ts'
import { askAbout, sayReading } from '#bot/understand/say.ts'
import { type Understood, understand } from '#bot/understand/understand.ts'
import { corpus, namesIn, today } from './cast.ts'

const hostile = [
	'',
	' ',
	'\0',
	'🧾🧾🧾',
	'﷽',
	'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
	"'; drop table customer; --",
	'<script>alert(1)</script>',
	'#{7*7} {{7*7}} %s %n',
	'__proto__ constructor toString hasOwnProperty',
	'invoiced by constructor last month',
	'1'.repeat(400),
	'over 99999999999999999999999999999999999999',
	'invoiced in 9999 9999 9999',
	'since 31 february',
	'31.02.2026 - 99/99/9999',
	'from may to from may to from may to',
	'last last last last month month month',
	'上上上上月月月月季季季',
	'с с с с по по по по',
	'\ud800 collected \udfff',
	'\u202enoitcelloc\u202c',
	'top 999 customers over 1e309 by mrr',
	'last 999 years collected',
	'2026-00-00',
	'0000-01-01',
	'between between and and',
]
const words = languages.flatMap((language) =>
	corpus(`${language}.txt`).flatMap(({ sentence }) => sentence.split(/(?<=\s)|(?=[\u4e00-\u9fff]{2})/)),
)
const sentences = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 120 }),
	fc.string({ unit: 'binary', maxLength: 120 }),
	fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((parts) => parts.join(' ')),
	fc.constantFrom(...hostile),
)
const askings = fc.record({ language: fc.constantFrom(...languages), sentence: sentences })

const cast = { en: namesIn('en'), ru: namesIn('ru'), zh: namesIn('zh'), vi: namesIn('vi') }
const asked = (sentence: string, language: Language): Understood =>
	understand(sentence, { language, today, names: cast[language] })
const readingsOf = (understood: Understood): Reading[] =>
	understood.kind === 'reading' ? [understood.reading] : understood.kind === 'unsure' ? understood.options : []

describe('whatever is said', () => {
	test('it is read in one of three ways, the same each time, and can be said back', () => {
		fc.assert(
			fc.property(askings, ({ sentence, language }) => {
				const understood = asked(sentence, language)
				expect(asked(sentence, language)).toEqual(understood)
				expect(['reading', 'unsure', 'nothing']).toContain(understood.kind)
				for (const reading of readingsOf(understood))
					expect(sayReading(reading, language)).not.toMatch(/undefined|\{\}/)
				if (understood.kind !== 'unsure') return
				expect(understood.options.length).toBeLessThanOrEqual(6)
				expect(askAbout(understood.doubt, language, understood.options.length > 0)).not.toMatch(/undefined|\{\}/)
			}),
			{ numRuns: 150 },
		)
	})

	test('no name comes out that the company does not have', () => {
		fc.assert(
			fc.property(askings, ({ sentence, language }) => {
				const names = cast[language]
				for (const reading of readingsOf(asked(sentence, language))) {
					if (reading.intent === 'figure') {
						const { currency: _, ...named } = reading.filters
						for (const [kind, list] of Object.entries(named)) {
							for (const one of list) expect(names[kind as keyof typeof names]).toContainEqual(one)
						}
					} else if ('customer' in reading) expect(names.customer).toContainEqual(reading.customer)
				}
			}),
			{ numRuns: 150 },
		)
	})

	test('a period begins before it ends', () => {
		fc.assert(
			fc.property(askings, ({ sentence, language }) => {
				for (const reading of readingsOf(asked(sentence, language))) {
					if (reading.intent !== 'figure') continue
					for (const span of [reading.period, ...(reading.compare ? [reading.compare] : [])]) {
						expect(span.from).toMatch(/^\d{4}-\d\d-\d\d$/)
						expect(span.from < span.to).toBe(true)
					}
				}
			}),
			{ numRuns: 150 },
		)
	})

	test.each(['last month ', 'over 5 000 ', 'а'.repeat(50), '三', 'thu tháng ', '1,000', 'a-', "l'o'", '́'])(
		'ten thousand characters of %j are put aside at once',
		(piece) => {
			const began = performance.now()
			for (const language of languages) {
				asked(piece.repeat(10_000 / piece.length), language)
				asked(piece.repeat(Math.floor(400 / piece.length)), language)
			}
			expect(performance.now() - began).toBeLessThan(2_000)
		},
	)
})
