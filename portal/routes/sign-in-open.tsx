import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redeemToken } from '#core/sign-in/redeem.ts'
import { useIsPosting } from '../page-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { letIn } from '../sign-in/let-in.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

export const meta = titled<typeof loader>()

/** Looking uses nothing up: mail scanners open every link. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	return { frame: await frameOf(context), title: speakerFor(request, context).say('signIn.openTitle') }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	await countTry(context.books.sql, 'codes', networkOf(context.address))
	const outcome = await redeemToken(context.books, { token: params.token ?? '' })
	if (!outcome.ok) return data({ spent: true }, { status: 410 })
	return await letIn(request, context, outcome.value)
}

/** Where the link of a sign-in letter leads. */
export default function SignInOpen() {
	const { frame, title } = useLoaderData<typeof loader>()
	const say = useWords()
	const busy = useIsPosting()
	if (useActionData<typeof action>()) {
		return (
			<CustomerPage frame={frame} title={say('signIn.openSpentTitle')} lead={say('signIn.openSpent')} narrow>
				<LinkButton href="/sign-in">{say('signIn.again')}</LinkButton>
			</CustomerPage>
		)
	}
	return (
		<CustomerPage frame={frame} title={title} lead={say('signIn.openLead')} narrow>
			<Form method="post" replace>
				<Button size="large" busy={busy}>
					{say('signIn.enter')}
				</Button>
			</Form>
		</CustomerPage>
	)
}
