import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmApplication, findToConfirm } from '#core/partner-application/confirm.ts'
import type { LoadContext } from '../load-context.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { presentRefusal } from '../present/refusal.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { countTry, networkOf } from '../sign-in/limits.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { usePartnerWords } from '../words/use-partner-words.ts'

export const meta = titled<typeof loader>()

/** Shows what is to be confirmed; confirms nothing, because programs open links of letters too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { state, companyName, over } = await findAsked(context, params.token)
	return {
		frame: await frameOf(context),
		title: speakerFor(request, context).say('partner.confirmTitle'),
		...{ state, companyName, over },
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	await countTry(context.books.sql, 'application_links', networkOf(context.address))
	const token = params.token ?? ''
	await findAsked(context, token)
	const confirmed = await confirmApplication(context.books, { token })
	if (!confirmed.ok)
		return data({ problem: presentRefusal(speakerFor(request, context), confirmed.refusal) }, { status: 422 })
	return redirect(`/partner-application/${token}`)
}

async function findAsked({ books }: LoadContext, token = '') {
	const asked = await findToConfirm(books, token)
	if (!asked) throw notFound()
	return asked
}

/** Where the letter to an applicant leads: one press, and the application is with the company. */
export default function ConfirmApplication() {
	const { frame, title, state, companyName, over } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const say = usePartnerWords()
	if (over)
		return (
			<CustomerPage frame={frame} title={title} narrow>
				<Notice
					kind="warn"
					title={say('partner.over')}
					action={<LinkButton href="/partner-application">{say('partner.again')}</LinkButton>}
				>
					{say('partner.overNote')}
				</Notice>
			</CustomerPage>
		)
	if (state !== 'unconfirmed')
		return (
			<CustomerPage frame={frame} title={companyName} narrow>
				<Notice kind="good" live title={say('partner.confirmed')}>
					{say(
						state === 'waiting'
							? 'partner.confirmedNote'
							: state === 'approved'
								? 'partner.approvedNote'
								: 'partner.rejectedNote',
					)}
				</Notice>
			</CustomerPage>
		)
	return (
		<CustomerPage frame={frame} title={title} lead={say('partner.confirmLead', { name: companyName })} narrow>
			<Card>
				<FormProblems errors={refused ? [refused.problem] : undefined} />
				<form method="post">
					<Button size="large" wide>
						{say('partner.confirm')}
					</Button>
				</form>
			</Card>
		</CustomerPage>
	)
}
