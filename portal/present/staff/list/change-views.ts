import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { act } from '#core/act.ts'
import type { ListName } from '#core/list/list.ts'
import { removeView } from '#core/list/remove-view.ts'
import { saveView } from '#core/list/save-view.ts'
import { readForm } from '../../../form.ts'
import { tickField } from '../../../form-fields.ts'
import { requireStaff } from '../../../sign-in/actor.ts'
import { queryIn } from './open-list.ts'

const posted = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('save'),
		name: z.string().trim().min(1).max(80),
		shared: tickField,
		query: z.string().max(4000).default(''),
	}),
	z.object({ intent: z.literal('remove'), id: z.uuid() }),
])

/** Saves what a list shows under a name, or forgets such a name. */
export async function changeViews({ request, context }: ActionFunctionArgs, list: ListName) {
	const { actor } = await requireStaff(request, context)
	const form = await readForm(request, posted)
	if (!form.ok) return form.reply
	const { value } = form
	const { pathname, search } = new URL(request.url)
	if (value.intent === 'remove') {
		const removed = await act(context.books, actor, removeView, { list, id: value.id })
		return removed.ok ? redirect(pathname + search) : form.refuse(removed)
	}
	const { name, shared } = value
	const query = queryIn(new URLSearchParams(value.query))
	const saved = await act(context.books, actor, saveView, { list, name, shared, query })
	return saved.ok ? redirect(value.query ? `${pathname}?${value.query}` : pathname) : form.refuse(saved)
}
