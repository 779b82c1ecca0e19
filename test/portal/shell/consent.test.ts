import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { consentVersion } from '#core/payment/consent.ts'
import { languageCodes } from '#portal/words/language.ts'
import { speakerOf } from '#portal/words/speakers.ts'

/** What each version said: whoever changes the words names them anew and adds a line. */
const said: Record<string, string> = { 'autopay-2026-11': '6b9522f0f27c7161' }

test('the words of consent to automatic payment are those that their version names', () => {
	const words = languageCodes.map((code) => speakerOf(code).say('cards.consent', { company: 'Halden' })).join('\n')
	expect(createHash('sha256').update(words).digest('hex').slice(0, 16)).toBe(said[consentVersion])
})
