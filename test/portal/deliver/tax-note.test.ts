import { expect, test } from 'vitest'
import { words } from '#emails/words/words.ts'
import { taxNotes } from '#portal/deliver/tax-note.ts'

test('a paper for somebody outside the tax area claims no export of goods, and says nothing where there is tax', () => {
	expect(taxNotes(['export'])).toEqual(['outside_scope'])
	expect(words('en').paper.legal.outside_scope).toContain('Outside the scope of VAT')
	expect(taxNotes(['', 'reverse_charge', 'exempt', 'constructor'])).toEqual(['reverse_charge', 'exempt'])
})
