import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { findOwnFields } from '#core/own-field/find.ts'
import type { OwnValues } from '#core/own-field/own-field.ts'
import { saveOwnField } from '#core/own-field/save.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** What stands in the company's own fields of a contract or a line that is written. */
export type OwnWords = { costCentre(index: number): OwnValues; colour(index: number): OwnValues }

const colours = ['Signal yellow', 'Fleet blue', 'Pine green', 'Graphite']
const centres = ['4100 Workshop', '4200 Yard', '4310 Sites', '4400 Port']

/** Two fields that every firm of the trade asks for. */
export async function addOwnFields(books: Books): Promise<OwnWords> {
	const given = { required: false, position: 1 }
	expectOk(
		await act(books, actor, saveOwnField, {
			...{ ...given, subject: 'contract', kind: 'text', name: 'Cost centre', choices: [] },
		}),
	)
	const choices = colours.map((name) => ({ name }))
	expectOk(
		await act(books, actor, saveOwnField, {
			...given,
			subject: 'line',
			kind: 'choice',
			name: 'Machine colour',
			choices,
		}),
	)
	const fields = expectOk(await look(books, actor, findOwnFields, {}))
	const [centre, colour] = ['contract', 'line'].map((subject) => fields.find((field) => field.subject === subject))
	return {
		costCentre: (index) => (centre ? { [centre.key]: centres[index % centres.length] ?? '' } : {}),
		colour: (index) => {
			const choice = colour?.choices[index % colours.length]
			return colour && choice ? { [colour.key]: choice.id } : {}
		},
	}
}
