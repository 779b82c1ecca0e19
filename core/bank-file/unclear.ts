import { refuse } from '../refusal.ts'

/** Refuses `bank_file.unclear` with where it stands and the beginning of what stands there. */
export function refuseLine(line: number, text: string): never {
	return refuse('bank_file.unclear', { line, text: (text.split('\n')[0] ?? '').trim().slice(0, 80) })
}
