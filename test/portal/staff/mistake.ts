import { expect } from 'vitest'
import type { Visit } from '#test/portal/customer/visit.ts'

/** Posts a form that is wrong: the field that says so, with what it says. Everything typed is still there. */
export async function mistake(visit: Visit, path: string, posted: Record<string, string>): Promise<string> {
	const answer = await visit.post(path, posted)
	expect(answer.status).toBe(422)
	const html = await answer.text()
	for (const typed of Object.values(posted)) expect(html).toContain(typed)
	const [, id = '', said] = /id="([^"]*-error)"[^>]*>(?:<[^>]*>|\s)*([^<]*)/.exec(html) ?? []
	const field = [...html.matchAll(/<(?:input|textarea|select)[^>]*>/g)]
		.map(String)
		.find((input) => id && input.includes(id))
	return `${/ name="([^"]*)"/.exec(field ?? '')?.[1]}: ${said}`
}
