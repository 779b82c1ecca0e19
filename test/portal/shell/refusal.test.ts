import { expect, test } from 'vitest'
import type { Refusal } from '#core/refusal.ts'
import { presentRefusal, presentState } from '#portal/present/refusal.ts'
import { speakerOf } from '#portal/words/speakers.ts'

const english = speakerOf('en')

test('a refusal names amounts with their currency', () => {
	const refusal: Refusal = {
		code: 'payment.amount_changed',
		facts: { shownMinor: 10_000n, nowMinor: 12_550n, currency: 'EUR' },
	}
	expect(presentRefusal(english, refusal)).toBe(
		'The amount has changed from €100.00 to €125.50. Please look again before you pay.',
	)
})

test('a refusal names days as people write them', () => {
	const refusal: Refusal = { code: 'link.expired', facts: { expiredOn: '2026-03-08' } }
	expect(presentRefusal(english, refusal)).toBe('This link expired on 8 Mar 2026. Ask for a new one.')
	expect(presentRefusal(speakerOf('vi'), refusal)).toContain('8 tháng 3, 2026')
})

test('a refusal names a state by its word', () => {
	const refusal: Refusal = { code: 'invoice.not_issued', facts: { number: 'INV-7', state: 'draft' } }
	expect(presentRefusal(speakerOf('ru'), refusal)).toContain('«Черновик»')
	expect(presentState(english, 'a_state_of_tomorrow')).toBe('a_state_of_tomorrow')
})

test('a sentence that ends in a day or a name has one full stop', () => {
	const early: Refusal = { code: 'change.before_notice', facts: { earliestOn: '2026-03-08' } }
	expect(presentRefusal(speakerOf('ru'), early)).toMatch(/не раньше 8 мар\. 2026 г\.$/)
	const expired: Refusal = { code: 'link.expired', facts: { expiredOn: '2026-03-08' } }
	expect(presentRefusal(speakerOf('ru'), expired)).toBe('Срок ссылки истёк 8 мар. 2026 г. Запросите новую.')
	const over: Refusal = { code: 'quote.valid_day_past', facts: { validUntil: '2026-03-08' } }
	expect(presentRefusal(english, over)).toContain('valid until 8 Mar 2026,')
	expect(english.say('account.emailDone', { email: 'Acme Inc.' })).toBe('From now on you sign in with Acme Inc.')
})

test('what core calls a field is not shown to who reads another language', () => {
	const wrong: Refusal = { code: 'input.invalid', facts: { field: 'startsOn', problem: 'invalid_format' } }
	for (const language of ['ru', 'zh', 'vi'] as const)
		expect(presentRefusal(speakerOf(language), wrong)).not.toMatch(/startsOn|invalid/)
})
