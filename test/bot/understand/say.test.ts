import { expect, test } from 'vitest'
import type { Language } from '#bot/understand/reading.ts'
import { askAbout, sayReading } from '#bot/understand/say.ts'
import { understand } from '#bot/understand/understand.ts'
import { namesIn, today } from './cast.ts'

const read = (sentence: string, language: Language) =>
	understand(sentence, { language, today, names: namesIn(language) })

/** Thin and narrow spaces of Intl as plain ones. */
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ')

test.each<[Language, string, string]>([
	[
		'en',
		'how much did team North invoice this quarter against last?',
		'Invoiced, team North, 1 Oct – 31 Dec 2026, against 1 Jul – 30 Sept 2026',
	],
	[
		'en',
		'top 5 customers by overdue',
		'Overdue, 1 – 28 Nov 2026 (no period named: this month so far), for each customer, largest first, the first 5',
	],
	[
		'ru',
		'просрочено более 100 тыс руб за прошлый месяц',
		'Просрочено, 1–31 окт. 2026 г., по клиентам, больше 100 000 RUB',
	],
	['zh', '华东组上个月开票', '开票额，团队 华东组，2026/10/1 – 2026/10/31'],
	['vi', 'hóa đơn sắp tới của Minh Long', 'Hóa đơn sắp tới của Minh Long'],
])('%s: "%s" is said back in the same language', (language, sentence, said) => {
	const understood = read(sentence, language)
	expect(understood.kind === 'reading' && plain(sayReading(understood.reading, language))).toBe(said)
})

test.each<[Language, string, string, string[]]>([
	[
		'en',
		'revenue of Globex last month',
		'What do you mean by “revenue”?',
		[
			'Invoiced, customer Globex, 1 – 31 Oct 2026',
			'Collected, customer Globex, 1 – 31 Oct 2026',
			'Recognised revenue, customer Globex, 1 – 31 Oct 2026',
		],
	],
	['en', 'contracts of Qwertz', 'I find nothing called “Qwertz”.', []],
	[
		'en',
		'team Quux and team South collected last month',
		'I find nothing called “Quux”. Did you mean one of these?',
		[
			'Collected, team North and South, 1 – 31 Oct 2026, for each team',
			'Collected, team Enterprise and South, 1 – 31 Oct 2026, for each team',
		],
	],
	[
		'ru',
		'баланс Acme',
		'Кого или что вы имеете в виду: «Acme»?',
		['Выписка по счёту клиента Acme Corp', 'Выписка по счёту клиента Acme Logistics'],
	],
	[
		'zh',
		'上季度流失率',
		'“流失率”指的是什么？',
		['客户流失率，2026/7/1 – 2026/9/30', '收入流失率，2026/7/1 – 2026/9/30'],
	],
	[
		'vi',
		'xuất hóa đơn tháng trước trừ Đức',
		'Tôi không hiểu “trừ Đức”. Có phải bạn muốn hỏi điều này?',
		['Đã xuất hóa đơn, 1 – 31 thg 10, 2026'],
	],
])('%s: "%s" is answered with a question and the readings it may have', (language, sentence, question, options) => {
	const understood = read(sentence, language)
	if (understood.kind !== 'unsure') throw new Error(`understood as ${understood.kind}`)
	expect(askAbout(understood.doubt, language, understood.options.length > 0)).toBe(question)
	expect(understood.options.map((option) => plain(sayReading(option, language)))).toEqual(options)
})

test('a greeting or a sentence about nothing of ours is not understood', () => {
	for (const sentence of ['hello', 'the weather is nice', '你好', 'спасибо', 'xin chào']) {
		expect(read(sentence, 'en').kind).toBe('nothing')
	}
})

test('a question is read in the language it is asked in, whatever the asker has set', () => {
	expect(read('выставлено за прошлый месяц', 'en')).toMatchObject({ kind: 'reading', language: 'ru' })
	expect(read('đã thu quý trước', 'en')).toMatchObject({ kind: 'reading', language: 'vi' })
	expect(read('da thu quy truoc', 'en')).toMatchObject({ kind: 'reading', language: 'vi' })
	expect(read('invoiced last month', 'vi')).toMatchObject({ kind: 'reading', language: 'en' })
	expect(read('MRR YTD', 'ru')).toMatchObject({ kind: 'reading', language: 'ru' })
})
