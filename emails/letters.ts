import { letter as invoiceIssued } from './invoice-issued.ts'
import type { Letter } from './kit/letter.ts'
import { letter as signIn } from './sign-in.ts'

/** Every letter by its name. */
const letters = {
	'invoice-issued': invoiceIssued,
	'sign-in': signIn,
}

type Letters = typeof letters

export type LetterName = keyof Letters
export type LetterInputs = { [Name in LetterName]: Parameters<Letters[Name]['write']>[0] }

const writers: { [Name in LetterName]: (input: LetterInputs[Name]) => Promise<Letter> } = {
	'invoice-issued': invoiceIssued.write,
	'sign-in': signIn.write,
}

export const letterNames = Object.keys(letters) as LetterName[]

/**
 * Writes a letter by its name, with the input that the name asks for. Input that waited as JSON is read back; a
 * ZodError says what is wrong with it.
 */
export function writeLetter<Name extends LetterName>(name: Name, input: LetterInputs[Name]): Promise<Letter> {
	return writers[name](input)
}
