import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeOwnPassword, ownPassword } from '../../present/account/asked-password.ts'
import { PasswordForm } from '../../present/account/password-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { speakerFor } from '../../words/speakers.ts'
import { useWords } from '../../words/use-words.tsx'

export const meta = titled<typeof loader>()

const here = { audience: 'staff', path: '/staff/password' } as const

export async function loader({ request, context }: LoaderFunctionArgs) {
	const person = await requireStaff(request, context)
	return {
		frame: await staffFrameOf(context, person),
		title: speakerFor(request).say('password.title'),
		password: await ownPassword({ request, context, person, ...here }),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const person = await requireStaff(request, context)
	return await changeOwnPassword({ request, context, person, ...here })
}

/** A member's own password. */
export default function StaffPassword() {
	const { frame, title, password } = useLoaderData<typeof loader>()
	const say = useWords()
	return (
		<StaffPage frame={frame} title={title} lead={say(password.setAt ? 'password.leadSet' : 'password.leadNone')}>
			<div className="max-w-2xl">
				<PasswordForm of={password} timeZone={frame.timeZone} result={useActionData<typeof action>()} />
			</div>
		</StaffPage>
	)
}
