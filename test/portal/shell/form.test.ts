import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readForm } from '#portal/form.ts'
import { amountField, dayField, tickField } from '#portal/form-fields.ts'
import { localPath } from '#portal/local-path.ts'
import { speakerOf } from '#portal/words/speakers.ts'

const post = (fields: Record<string, string>, language = 'en') =>
	new Request('http://localhost/', {
		method: 'POST',
		body: new URLSearchParams(fields),
		headers: { cookie: `language=${language}` },
	})

async function faults(schema: z.ZodType, fields: Record<string, string>, language?: string) {
	const form = await readForm(post(fields, language), schema)
	return form.ok ? {} : form.reply.data.error
}

describe('a posted form', () => {
	test('gives days, ticks and minor units', async () => {
		const schema = z.object({ on: dayField, auto: tickField, amount: amountField('EUR', speakerOf('en')) })
		const form = await readForm(post({ on: '2026-03-01', auto: 'on', amount: '1 234,5' }), schema)
		expect(form.ok && form.value).toEqual({ on: Temporal.PlainDate.from('2026-03-01'), auto: true, amount: 123_450n })
	})

	test.each([
		['en', 'EUR', '1,234.50', 123_450n],
		['en', 'EUR', '1,234', 123_400n],
		['zh', 'CNY', '1,234,567.8', 123_456_780n],
		['vi', 'VND', '1.234.000', 1_234_000n],
		['vi', 'EUR', '1.234,50', 123_450n],
		['vi', 'EUR', '1234.5', 123_450n],
		['ru', 'EUR', '1 234,50', 123_450n],
		['ru', 'EUR', '1.234,50', undefined],
		['vi', 'EUR', '1,234.50', undefined],
		['en', 'EUR', '12,34,567', undefined],
		['en', 'KWD', '1,234', undefined],
		['en', 'KWD', '1.234', 1234n],
		['en', 'KWD', '1,234.567', 1_234_567n],
		['en', 'JPY', '1,234', 1234n],
		['en', 'JPY', '12.34', undefined],
		['en', 'EUR', '100000000000000000000', undefined],
	] as const)('reads %s amounts of %s as the language writes them: %s', (language, currency, text, minor) => {
		const read = amountField(currency, speakerOf(language)).safeParse(text)
		expect(read.success ? read.data : undefined).toBe(minor)
	})

	test.each([
		['en', 'IN', '12,34,567.50', 123_456_750n],
		['en', 'IN', '1,234.50', 123_450n],
		['en', 'IN', '1,234,567', undefined],
		['en', 'AT', '1.234.567,50', 123_456_750n],
		['en', 'AT', '1,234.50', undefined],
		['en', 'ZA', '1 234,50', 123_450n],
		['en', 'US', '1,234.50', 123_450n],
		['ru', 'US', '1 234,50', 123_450n],
	] as const)('reads amounts in %s of %s as they are written there: %s', (language, country, text, minor) => {
		const read = amountField('EUR', speakerOf(language, country)).safeParse(text)
		expect(read.success ? read.data : undefined).toBe(minor)
	})

	test.each(['1.234,50', '1,23.50', '12.345', 'twelve', '1e3', '0x10', '--5', '١٢'])(
		'refuses the amount %s, which is none or could be two',
		async (amount) => {
			const schema = z.object({ amount: amountField('EUR', speakerOf('en')) })
			expect(await faults(schema, { amount })).toEqual({ amount: ['This is not an amount, such as 1234.50.'] })
		},
	)

	test('says what is wrong in the reader’s language', async () => {
		const schema = z.object({
			name: z.string().min(3),
			email: z.email(),
			on: z.iso.date(),
			seats: z.coerce.number().min(1).max(9),
			plan: z.enum(['a', 'b']),
		})
		expect(await faults(schema, { name: 'x', email: 'x', on: '2026-02-30', seats: '12', plan: 'c' })).toEqual({
			name: ['At least 3 characters.'],
			email: ['This is not an email address.'],
			on: ['This is not a day.'],
			seats: ['No more than 9.'],
			plan: ['Choose one of what is offered.'],
		})
		expect(await faults(schema, {}, 'ru')).toMatchObject({
			name: ['Заполните это поле.'],
			plan: ['Заполните это поле.'],
		})
	})

	test('comes back with a refusal of core at its top, and what was typed', async () => {
		const form = await readForm(post({ name: 'Acme' }), z.object({ name: z.string() }))
		if (!form.ok) throw new Error('the form is good')
		const reply = form.refuse({ ok: false, refusal: { code: 'customer.number_taken', facts: { number: 'C-1' } } })
		expect(reply.init?.status).toBe(422)
		expect(reply.data).toMatchObject({
			initialValue: { name: 'Acme' },
			error: { '': ['Customer number C-1 is already in use.'] },
		})
	})
})

describe('a path to return to', () => {
	test.each(['/overview', '/contracts/1?tab=lines#top'])('%s is ours', (path) => expect(localPath(path)).toBe(path))
	test.each([
		'https://evil.example',
		'//evil.example',
		'/\\evil.example',
		'/x\\y',
		'javascript:alert(1)',
		'overview',
		'/a b',
		'/\n/evil.example',
		'/й',
		'',
		null,
		new File([], 'x'),
	])('%s is not', (path) => expect(localPath(path, '/fallback')).toBe('/fallback'))
})
