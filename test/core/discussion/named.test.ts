import { expect, test } from 'vitest'
import { namedIn } from '#core/discussion/named.ts'

const people = [
	{ id: 'k', name: 'Katrin Albers' },
	{ id: 'b', name: 'Katrin Albers-Böhm' },
	{ id: 'j', name: 'Jan Weber' },
	{ id: 'i', name: 'Ирина Щербакова' },
	{ id: 'h', name: 'Nguyễn Thị Hằng' },
]

test.each([
	['a full name, whatever its letters', 'Hello @jan weber!', ['j'], []],
	['the longest name that stands there', '@Katrin Albers-Böhm knows', ['b'], []],
	['a first name that one colleague has', 'Ask @Jan, please', ['j'], []],
	['nobody by a first name that two have', 'Ask @Katrin', [], ['Katrin']],
	['a name of another script', '(@Ирина Щербакова) и @Nguyễn Thị Hằng', ['i', 'h'], []],
	['each once', '@Jan @Jan Weber', ['j'], []],
	['nobody by an address, a sign alone, or a longer word', 'a@jan.example @ 5 pm @Janice', [], ['Janice']],
])('a text names %s', (_, text, ids, unknown) => {
	expect(namedIn(text, people)).toEqual({ ids, unknown })
})
