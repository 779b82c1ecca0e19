import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Reduction } from '#portal/present/contract/reductions.tsx'
import { Day } from '#portal/present/display.tsx'
import { speakerOf } from '#portal/words/speakers.ts'
import { Sentence, WordsProvider } from '#portal/words/use-words.tsx'

const read = (language: 'en' | 'ru', what: ReactNode) =>
	renderToStaticMarkup(<WordsProvider speaker={speakerOf(language)}>{what}</WordsProvider>).replace(/<[^>]*>/g, '')
const seen = (language: 'en' | 'ru') =>
	read(language, <Sentence of="account.eventNoticeNote" facts={{ day: <Day on="2026-03-08" /> }} />)

test('a sentence with a day in it ends in one full stop in every language', () => {
	expect(seen('ru')).toBe('Без отказа договор продлится после 8 мар. 2026 г.')
	expect(seen('en')).toMatch(/8 Mar 2026\.$/)
})

test('and so does one that ends with from when to when', () => {
	const pause = { id: '1', kind: 'pause', startsOn: '2026-03-08', endsOn: '2026-06-07' } as const
	const said = read('ru', <Reduction of={pause} currency="EUR" />)
	expect(said).toMatch(/7 июн\. 2026 г\.$/)
	expect(said).not.toContain('..')
})
