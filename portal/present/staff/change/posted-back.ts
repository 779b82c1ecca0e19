import type { SubmissionResult } from '@conform-to/react'

export type Answer = SubmissionResult<string[]> | undefined

/** What a form was posted with and could not be read, and what is wrong with each of its fields. */
export type PostedBack = {
	typed: Record<string, unknown>
	/** For a field of `ui/`: what was typed, else what stands there, and what is wrong with it. */
	field: (name: string, otherwise?: string) => { name: string; defaultValue: string; errors: string[] | undefined }
}

/** The answer where it is to the form with this intent: of several on a page the others stay as they are. */
export function postedBack(answer: Answer, intent: string): PostedBack {
	const mine = answer?.initialValue?.intent === intent ? answer : undefined
	const typed = (mine?.initialValue ?? {}) as Record<string, unknown>
	const field: PostedBack['field'] = (name, otherwise = '') => {
		const said = typed[name]
		return { name, defaultValue: typeof said === 'string' ? said : otherwise, errors: mine?.error?.[name] ?? undefined }
	}
	return { typed, field }
}
