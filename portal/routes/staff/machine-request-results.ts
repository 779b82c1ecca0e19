import type { ActionFunctionArgs } from '@remix-run/node'
import { postRequest, requestIn } from '../../present/staff/machine-request/post-request.ts'
import { requireStaff } from '../../sign-in/actor.ts'

/** What came of fetching a machine, from a phone, which may send it again until it has heard that it is there. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const posted = await postRequest(request, context, actor, requestIn(params))
	const headers = { 'cache-control': 'no-store' }
	if (posted.ok) return Response.json({ done: posted.did }, { headers })
	const { '': problems, ...errors } = posted.reply.data.error ?? {}
	return Response.json({ problems: problems ?? [], errors }, { status: 422, headers })
}
