import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { look } from '#core/act.ts'
import { findGatePassBy } from '#core/delivery/find.ts'
import { may } from '#core/permit.ts'
import { notFound } from '../problem.ts'
import { requireStaff } from '../sign-in/actor.ts'

/** What the code of a gate pass opens: the pass, for staff who have signed in. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'equipment.read')) throw notFound()
	const found = await look(context.books, actor, findGatePassBy, { token: params.token ?? '' })
	throw redirect(found.ok ? `/staff/gate-passes/${found.value.id}` : '/staff/gate?unknown')
}
