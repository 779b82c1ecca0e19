import { expect, test } from 'vitest'
import { commandNamed, commands } from '#bot/commands.ts'
import { readExact } from '#bot/read.ts'
import { understand } from '#bot/understand/understand.ts'
import { botWords } from '#bot/words/words.ts'
import { languages } from '#emails/words/language.ts'
import { namesIn, today } from './understand/cast.ts'

const examples = languages.flatMap((language) =>
	botWords(language).help.rows.flatMap(([says = '']) =>
		(says.includes(':') || says.includes('：') ? [says] : says.split(/, |，/)).map(
			(example) => [language, example] as const,
		),
	),
)

test.each(examples)('what help says in %s is understood: %s', (language, example) => {
	const reading = readExact(example)
	if (!reading) {
		// What is no form of a command is a question in words.
		const understood = understand(example, { language, today, names: namesIn(language) })
		expect(understood).toMatchObject({ kind: 'reading', language })
		return
	}
	expect(reading).toMatchObject({ language })
	expect(commandNamed(reading?.command ?? '')?.input.safeParse(reading?.input).success).toBe(true)
})

test.each([
	['What is overdue over 5000?', 'overdue', { above: '5000' }],
	['overdue over 5 000', 'overdue', { above: '5000' }],
	['What is more than 30 days overdue?', 'overdue', { days: '30' }],
	['просрочено больше 30 дней', 'overdue', { days: '30' }],
	['逾期超过30天', 'overdue', { days: '30' }],
	['quá hạn hơn 30 ngày', 'overdue', { days: '30' }],
	['что просрочено больше 30 дней', 'overdue', { days: '30' }],
	['overdue above 45 days', 'overdue', { days: '45' }],
	['逾期超过30天的客户', 'overdue', { days: '30' }],
	['OVERDUE OF Nordwind', 'overdue', { what: 'Nordwind' }],
	['Next invoices of Nordwind Logistik', 'next', { what: 'Nordwind Logistik' }],
	['next Nordwind', 'next', { what: 'Nordwind' }],
	['/statement of  C-0007 ', 'statement', { what: 'C-0007' }],
	['note Acme: called: pays 3: soon', 'note', { what: 'Acme', text: 'called: pays 3: soon' }],
	['answer C-1: We will call.\nTomorrow!', 'answer', { what: 'C-1', text: 'We will call.\nTomorrow!' }],
	['Acme 的对账单', 'statement', { what: 'Acme' }],
	['что просрочено больше 5000?', 'overdue', { above: '5000' }],
	['sao kê của Acme', 'statement', { what: 'Acme' }],
	['charge INV-0007 now', 'charge', { what: 'INV-0007' }],
	['Charge invoice INV-0007', 'charge', { what: 'INV-0007' }],
	['спиши INV-0007 сейчас', 'charge', { what: 'INV-0007' }],
	['立即扣款INV-0007', 'charge', { what: 'INV-0007' }],
	['thu tiền INV-0007 ngay', 'charge', { what: 'INV-0007' }],
	['remind invoice INV-0007', 'remind', { what: 'INV-0007' }],
	['remind INV-0007 now', 'remind', { what: 'INV-0007' }],
	['напомнить о счёте INV-0007', 'remind', { what: 'INV-0007' }],
	['立即催款INV-0007', 'remind', { what: 'INV-0007' }],
	['nhắc INV-0007 ngay', 'remind', { what: 'INV-0007' }],
	['отправь ссылку на C-0007', 'link', { what: 'C-0007' }],
	['给 C-0007 发送链接', 'link', { what: 'C-0007' }],
	['发送链接给C-0007', 'link', { what: 'C-0007' }],
	['gửi liên kết cho C-0007', 'link', { what: 'C-0007' }],
])('“%s” is read', (sentence, command, input) => {
	expect(readExact(sentence)).toMatchObject({ command, input })
})

test('a sentence that is no form of a command is not read', () => {
	for (const sentence of ['', '?', ' ', 'How did team North do this quarter?', 'Nordwind', '\0', '*: *'.repeat(2000)]) {
		const reading = readExact(sentence)
		expect(reading === undefined || reading.command === 'help').toBe(true)
	}
})

test('no form is said for two commands', () => {
	const said = commands.flatMap(({ name, says }) =>
		Object.values(says).flatMap((forms) => forms.map((form) => [form, name] as const)),
	)
	const owners = new Map<string, Set<string>>()
	for (const [form, name] of said) owners.set(form, (owners.get(form) ?? new Set()).add(name))
	expect([...owners].filter(([, names]) => names.size > 1)).toEqual([])
})
