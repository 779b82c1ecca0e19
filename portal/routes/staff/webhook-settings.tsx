import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { addWebhookEndpoint } from '#core/webhook/add-endpoint.ts'
import { webhookKinds } from '#core/webhook/kinds.ts'
import { listWebhookEndpoints } from '#core/webhook/list-endpoints.ts'
import { readForm } from '../../form.ts'
import { EndpointForm } from '../../present/staff/program/endpoint-form.tsx'
import { Endpoints } from '../../present/staff/program/endpoints.tsx'
import { Secret } from '../../present/staff/program/secret.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { sayProgram as say } from '../../words/staff-programs.ts'

const schema = z.object({
	name: z.string().trim().min(1).max(80),
	url: z.string().trim().min(1).max(500),
	kinds: z.array(z.enum(webhookKinds)).default([]),
})

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('webhooks.title'),
		endpoints: expectOk(await look(context.books, staff.actor, listWebhookEndpoints, undefined)),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const plain = !context.settings.production
	const added = await act(context.books, actor, addWebhookEndpoint, { ...form.value, plain })
	return added.ok ? data({ secret: added.value.secret }) : form.refuse(added, { 'webhook.address': 'url' })
}

/** Where other systems are told of events: for the administrator. */
export default function WebhookSettings() {
	const { frame, title, endpoints } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const made = answer && 'secret' in answer ? answer.secret : undefined
	const result = answer && !('secret' in answer) ? answer : undefined
	return (
		<StaffPage frame={frame} title={title} lead={say('webhooks.lead')}>
			<p className="-mt-3 mb-6">
				<TextLink href="/staff/settings/keys">{say('keys.title')}</TextLink>
			</p>
			{made ? (
				<Secret
					title={say('webhooks.added')}
					note={say('webhooks.addedNote')}
					label={say('webhooks.secret')}
					value={made}
				/>
			) : null}
			<Section title={say('webhooks.title')}>
				<Endpoints endpoints={endpoints} />
			</Section>
			<Section title={say('webhooks.adding')}>
				<Card className="max-w-2xl">
					<EndpointForm key={made} result={result} />
				</Card>
			</Section>
		</StaffPage>
	)
}
