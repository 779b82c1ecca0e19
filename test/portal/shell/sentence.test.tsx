import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Day } from '#portal/present/display.tsx'
import { speakerOf } from '#portal/words/speakers.ts'
import { Sentence, WordsProvider } from '#portal/words/use-words.tsx'

const seen = (language: 'en' | 'ru') =>
	renderToStaticMarkup(
		<WordsProvider speaker={speakerOf(language)}>
			<Sentence of="account.addressWaits" facts={{ day: <Day on="2026-03-08" /> }} />
		</WordsProvider>,
	).replace(/<[^>]*>/g, '')

test('a sentence with a day in it ends in one full stop in every language', () => {
	expect(seen('ru')).toBe('Новый адрес действует с 8 мар. 2026 г.')
	expect(seen('en')).toMatch(/8 Mar 2026\.$/)
})
