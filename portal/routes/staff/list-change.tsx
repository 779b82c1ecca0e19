import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look, type Scope } from '#core/act.ts'
import { doDeed, previewDeed } from '#core/list/do-deed.ts'
import { listStaff } from '#core/staff/list.ts'
import { deedOf, readDeed } from '../../present/staff/list/asked-deed.ts'
import { DeedForm } from '../../present/staff/list/deed-form.tsx'
import { describeList, sayRefusal } from '../../present/staff/list/open-list.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { sayList as say } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const said = readDeed(staff.actor, params.list, new URL(request.url).searchParams)
	const { list, deed, rows, all, query, value, described } = said
	const [preview, choices] = await Promise.all([
		described.takes && value === undefined
			? undefined
			: look(
					context.books,
					staff.actor,
					async (scope: Scope) => previewDeed(scope, await deedOf(scope, said)),
					undefined,
				),
		look(context.books, staff.actor, listStaff, undefined),
	])
	if (!choices.ok) throw notFound()
	const { users, groups } = choices.value
	const page = {
		frame: await staffFrameOf(context, staff),
		title: say(`list.deeds.${deed}`),
		back: query ? `/staff/${list}?${query}` : `/staff/${list}`,
		...{ deed, rows, query, all: all ?? null, value: value ?? null, takes: described.takes ?? null },
		choices: described.takes === 'group' ? groups : users,
		preview: preview?.ok ? preview.value : null,
		refused: preview && !preview.ok ? sayRefusal(await describeList(context, staff, list), preview.refusal) : null,
		pressKey: crypto.randomUUID(),
	}
	return data(page, { status: page.refused ? 422 : 200 })
}

const pressed = z.object({ seen: z.string().length(64), key: z.uuid() })

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	const posted = new URLSearchParams([...(await request.formData())].map(([name, value]) => [name, String(value)]))
	const said = readDeed(actor, params.list, posted)
	const press = pressed.safeParse({ seen: posted.get('seen'), key: posted.get('key') })
	if (!press.success) throw notFound()
	const done = await act(
		context.books,
		actor,
		async (scope: Scope) => doDeed(scope, { ...(await deedOf(scope, said)), ...press.data }),
		undefined,
	)
	if (done.ok) return data({ done: done.value.taken, refused: null })
	return data(
		{ done: null, refused: sayRefusal(await describeList(context, staff, said.list), done.refusal) },
		{ status: 422 },
	)
}

/** What would be done with how many rows, and who is left out and why; then done. */
export default function ChangeRows() {
	const { frame, title, ...page } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage frame={frame} title={title}>
			<DeedForm {...page} refused={answer?.refused ?? page.refused} done={answer?.done ?? null} />
		</StaffPage>
	)
}
