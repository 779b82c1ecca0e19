import { expect, test } from 'vitest'
import { isLoose, readExact } from '#bot/read.ts'
import { languages } from '#bot/understand/reading.ts'
import { understand } from '#bot/understand/understand.ts'
import { corpus, namesIn, noted, today } from './cast.ts'

// The second file of a language was written last and without a look at its words; what it met then is in the page on questions.
const files = languages.flatMap((language) => [
	{ language, file: `${language}.txt` },
	{ language, file: `${language}-held-out.txt` },
])

const questions = files.flatMap(({ language, file }) =>
	corpus(file).map((question) => ({ ...question, language, names: namesIn(language) })),
)

test.each(questions.filter(({ asks }) => !asks))('$language: $sentence', ({ sentence, expected, language, names }) => {
	const understood = understand(sentence, { language, today, names })
	const shown = understood.kind === 'reading' ? noted(understood.reading) : understood
	expect(shown).toBe(expected)
})

test.each(questions.filter(({ asks }) => asks))(
	'$language, asked back: $sentence',
	({ sentence, expected, language, names }) => {
		const understood = understand(sentence, { language, today, names })
		expect(understood).toMatchObject({ kind: 'unsure', doubt: { about: expected } })
	},
)

test.each(questions.filter(({ asks }) => !asks))(
	'$language, no exact form keeps from its words: $sentence',
	({ sentence, expected }) => {
		const exact = readExact(sentence)
		// Words come first where a form is loose; any other must ask for that alone, without rows, limits or times.
		if (exact && !isLoose(exact)) expect(`${exact.command} ~`).toContain(expected)
	},
)
