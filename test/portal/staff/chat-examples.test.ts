import { expect, test } from 'vitest'
import { understand } from '#bot/understand/understand.ts'
import { chatExamples } from '#portal/present/staff/chat-examples.ts'
import { type Language, languageCodes } from '#portal/words/language.ts'
import { namesIn, today } from '#test/bot/understand/cast.ts'

const examples = languageCodes.flatMap((language) =>
	chatExamples[language].map((said): [Language, string] => [language, said]),
)

test.each(examples)('what the chat page offers to ask is understood, in %s: %s', (language, said) => {
	expect(understand(said, { language, today, names: namesIn(language) })).toMatchObject({ kind: 'reading' })
})
