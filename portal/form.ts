import { parseWithZod } from '@conform-to/zod/v4'
import { data, redirect } from '@remix-run/node'
import type { z } from 'zod'
import type { Outcome } from '#core/act.ts'
import type { Refusal } from '#core/refusal.ts'
import type { LoadContext } from './load-context.ts'
import { confirmAddress } from './present/confirm-address.ts'
import { faultOf } from './present/fault.ts'
import { presentRefusal } from './present/refusal.ts'
import { notFound } from './problem.ts'
import type { Speaker } from './words/speaker.ts'
import { speakerFor } from './words/speakers.ts'

/**
 * Reads a posted form by its schema, and says what is wrong in the reader's words. Either `value`, or `reply` to return
 * from the action: 422, with everything as it was typed but what stands in `secret` fields. `fields` were
 * read before where files came with them. A customer's page hands its context over, so that days are said as its reader
 * writes them.
 */
export async function readForm<Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
	reader: Pick<LoadContext, 'country'> & { secret?: string[]; fields?: Record<string, string> } = {},
) {
	// Who reads is often known only after the form is: it says which thing it is about.
	const speaker = () => speakerFor(request, reader)
	const submission = parseWithZod(reader.fields ? formOf(reader.fields) : await textIn(request), {
		schema,
		error: (issue) => faultOf(speaker(), issue),
	})
	const answer = (wrong: { formErrors?: string[]; fieldErrors?: Record<string, string[]> } = {}) =>
		data(submission.reply({ ...wrong, hideFields: reader.secret ?? [] }), { status: 422 })
	if (submission.status !== 'success') return { ok: false as const, reply: answer() }
	const refuse = (outcome: Outcome<unknown>, at: Partial<Record<Refusal['code'], string>> = {}, back?: string) => {
		if (!outcome.ok && outcome.refusal.code === 'link.code_needed')
			throw redirect(confirmAddress(back ?? pageOf(request)))
		if (outcome.ok) return answer({ formErrors: [] })
		const words = [presentRefusal(speaker(), outcome.refusal)]
		const field = at[outcome.refusal.code]
		return answer(field ? { fieldErrors: { [field]: words } } : { formErrors: words })
	}
	return {
		ok: true as const,
		value: submission.value,
		/** The form again, with a refusal of core at its top, or at the field that `at` has for its code. Throws the way to the proof that an older link or sign-in is asked for. */
		refuse,
		/**
		 * The same with 200, so that the page is loaded afresh beside the refusal. Where what the page is of, its `noun`, is
		 * not theirs, it answers like one that does not exist. `back` is the page with what was chosen on it, to come back to
		 * from a proof.
		 */
		afresh: (outcome: Outcome<unknown>, noun: string, back?: string, at?: Partial<Record<Refusal['code'], string>>) => {
			if (!outcome.ok && outcome.refusal.code === 'not_found' && outcome.refusal.facts.noun === noun) throw notFound()
			return data(refuse(outcome, at, back).data, { status: 200 })
		},
		/** The form again, with a sentence at its top, or at a field. */
		say: (sentence: (speaker: Speaker) => string, field?: string) =>
			answer(field ? { fieldErrors: { [field]: [sentence(speaker())] } } : { formErrors: [sentence(speaker())] }),
	}
}

/** The page as it was: what it had to say of the last press is over. */
function pageOf(request: Request): string {
	const { pathname, searchParams } = new URL(request.url)
	const query = new URLSearchParams([...searchParams].filter(([name]) => name !== 'changed' && name !== 'different'))
	return query.size > 0 ? `${pathname}?${query}` : pathname
}

function formOf(fields: Record<string, string>): FormData {
	const form = new FormData()
	for (const [name, value] of Object.entries(fields)) form.append(name, value)
	return form
}

/** What was posted. A zero byte cannot be typed and no text in the database may hold one: it is left out. */
async function textIn(request: Request): Promise<FormData> {
	const posted = await request.formData()
	const entries = [...posted]
	if (!entries.some(([, value]) => typeof value === 'string' && value.includes('\0'))) return posted
	const plain = new FormData()
	for (const [name, value] of entries)
		plain.append(name, typeof value === 'string' ? value.replaceAll('\0', '') : value)
	return plain
}
