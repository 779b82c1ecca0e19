import type { ActionFunctionArgs } from '@remix-run/node'
import { caseIn, postCase } from '../../present/staff/collection/post-deed.ts'
import { requireStaff } from '../../sign-in/actor.ts'

/** An entry from a phone, which may send it again until it has heard that it is there. */
export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const posted = await postCase(request, context, actor, caseIn(params))
	const answer = 'problems' in posted ? { problems: posted.problems, errors: posted.errors } : posted
	return Response.json(answer, { status: 'problems' in posted ? 422 : 200, headers: { 'cache-control': 'no-store' } })
}
