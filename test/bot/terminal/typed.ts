import { dispatch } from '#bot/terminal/dispatch.ts'

/** What is typed after `counterpart` in a terminal, and what came of it. */
export async function typed(...words: string[]): Promise<{ code: number; out: string; err: string }> {
	const said = { out: '', err: '' }
	const io = {
		out: (text: string) => {
			said.out += text
		},
		err: (text: string) => {
			said.err += text
		},
		input: async () => '',
	}
	return { code: await dispatch(words, io), ...said }
}
