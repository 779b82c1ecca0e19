import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { refuse } from '../../refusal.ts'

/** Characters of a password. Any character counts; none is asked for. */
export const [shortestPassword, longestPassword] = [12, 128] as const

/** Guesses below which a password is found by whoever tries the usual ones first: ten to this. */
const fewest = 8

/**
 * Holds a new password against what is guessed first: some fifty thousand passwords known from breaches, whole and as
 * parts, repetitions, rows of the keyboard, dates, and what is known of the person (`known`: name, address, company).
 * Refuses `password.too_short`, `password.too_long`, `password.guessed`.
 */
export async function refuseGuessed(password: string, known: string[]): Promise<void> {
	const plain = password.normalize('NFKC')
	const length = [...plain].length
	if (length < shortestPassword) refuse('password.too_short', { least: shortestPassword })
	if (length > longestPassword) refuse('password.too_long', { most: longestPassword })
	const parts = known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((text) => text.length > 2)
	// Longer than this cannot be made better by more letters, and takes ever longer to judge.
	const { guessesLog10 } = (await estimator()).check(plain.slice(0, 72), ['counterpart', ...parts])
	if (guessesLog10 < fewest) refuse('password.guessed', {})
}

let loaded: Promise<ZxcvbnFactory> | undefined

/** The lists are read when the first password is chosen: nothing else wants them. */
function estimator(): Promise<ZxcvbnFactory> {
	loaded ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
		([{ ZxcvbnFactory: Factory }, { adjacencyGraphs, dictionary }]) =>
			new Factory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs }),
	)
	return loaded
}
