import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeOwnPassword, ownPassword } from '../present/account/asked-password.ts'
import { PasswordForm } from '../present/account/password-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { requireContact } from '../sign-in/actor.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

export const meta = titled<typeof loader>()

const here = { audience: 'customer', path: '/account/password' } as const

export async function loader({ request, context }: LoaderFunctionArgs) {
	const person = await requireContact(request, context)
	return {
		frame: await frameOf(context, person),
		title: speakerFor(request, context).say('password.title'),
		password: await ownPassword({ request, context, person, ...here }),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const person = await requireContact(request, context)
	return await changeOwnPassword({ request, context, person, ...here })
}

/** A contact's own password. */
export default function AccountPassword() {
	const { frame, title, password } = useLoaderData<typeof loader>()
	const say = useWords()
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say(password.setAt ? 'password.leadSet' : 'password.leadNone')}
			narrow
			breadcrumb={<Breadcrumb trail={[{ href: '/account', label: say('account.title') }]} />}
		>
			<PasswordForm of={password} timeZone={frame.timeZone} result={useActionData<typeof action>()} />
		</CustomerPage>
	)
}
