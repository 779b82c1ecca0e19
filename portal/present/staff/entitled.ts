import { expectOk, look } from '#core/act.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { requireStaff, type StaffActor } from '#portal/sign-in/actor.ts'

/** Asks again, before more of a file is read, that whoever began it may still do and see the same. */
export type StillEntitled = () => Promise<void>

/**
 * Whoever asks for a file now. What comes of it later throws where they are signed out, have another role or other rights to
 * fields meanwhile: a file breaks off then, for one that ended there would look whole.
 */
export async function entitled(request: Request, context: LoadContext): Promise<StillEntitled> {
	const began = await standingOf(request, context)
	return async () => {
		// A context of its own: what this one has found out about the request stays as it was.
		if ((await standingOf(request, { ...context })) !== began) throw new Error('Rights changed in the middle of a file')
	}
}

async function standingOf(request: Request, context: LoadContext): Promise<string> {
	const { actor } = await requireStaff(request, context)
	const { fieldRights } = expectOk(await look(context.books, actor, async (scope) => scope.company, undefined))
	const { userId, role }: StaffActor = actor
	return JSON.stringify([userId, role, fieldRights.filter((right) => right.role === role)])
}
