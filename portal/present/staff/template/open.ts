import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import { findTemplate, findTemplates, type ListedTemplate, type Template } from '#core/template/find.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { notFound } from '#portal/problem.ts'
import type { StaffMember } from '#portal/sign-in/actor.ts'

export type Beginning = { templates: ListedTemplate[]; template: Template | null; isOwnCurrency: boolean }

/** The templates that a page offers, and the one its address names. Throws 404 for one that there is not. */
export async function templateOfAddress(
	request: Request,
	{ books }: LoadContext,
	{ actor }: StaffMember,
	currency: string,
	direction?: Template['direction'],
): Promise<Beginning> {
	const asked = new URL(request.url).searchParams.get('template')
	const templates = expectOk(await look(books, actor, findTemplates, undefined))
	const company = expectOk(await look(books, actor, async (scope) => scope.company, undefined))
	const offered = {
		templates: templates.filter((one) => !one.retired && (!direction || one.direction === direction)),
		isOwnCurrency: currency === company.currency,
	}
	if (!asked) return { ...offered, template: null }
	const id = z.uuid().safeParse(asked)
	const found = id.success
		? await look(books, actor, findTemplate, { id: id.data, ...(direction && { direction }) })
		: undefined
	if (!found?.ok) throw notFound()
	return { ...offered, template: found.value }
}
