import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { createApiKey } from '#core/api/create-key.ts'
import { listApiKeys } from '#core/api/list-keys.ts'
import { revokeApiKey } from '#core/api/revoke-key.ts'
import { apiScopeNames } from '#core/api/scopes.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { ApiKeyForm } from '../../present/staff/program/api-key-form.tsx'
import { ApiKeys } from '../../present/staff/program/api-keys.tsx'
import { Secret } from '../../present/staff/program/secret.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayProgram as say } from '../../words/staff-programs.ts'

const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('make'),
		name: z.string().trim().min(1).max(80),
		userId: z.uuid(),
		days: z.coerce.number().int().min(1).max(3650).optional(),
		scopes: z.array(z.enum(apiScopeNames)).default([]),
	}),
	z.object({ intent: z.literal('revoke'), id: z.uuid() }),
])

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const keys = expectOk(await look(context.books, staff.actor, listApiKeys, undefined))
	const { users } = expectOk(await look(context.books, staff.actor, listStaff, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('keys.title'),
		keys: keys.map(({ createdAt: _, ...key }) => ({
			...key,
			expiresAt: key.expiresAt?.toString() ?? null,
			usedAt: key.usedAt?.toString() ?? null,
		})),
		people: users.map(({ id, name }) => ({ id, name })),
		me: staff.actor.userId,
		revoked: new URL(request.url).searchParams.has('revoked'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	if (form.value.intent === 'revoke') {
		const revoked = await act(context.books, actor, revokeApiKey, { id: form.value.id })
		return revoked.ok ? redirect('/staff/settings/keys?revoked') : form.refuse(revoked)
	}
	if (form.value.scopes.length === 0) return form.say(() => say('keys.scopesMissing'))
	const made = await act(context.books, actor, createApiKey, form.value)
	return made.ok ? data({ secret: made.value.key }) : form.refuse(made)
}

/** Keys of programs: for the administrator. */
export default function KeySettings() {
	const { frame, title, keys, people, me, revoked } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const made = answer && 'secret' in answer ? answer.secret : undefined
	const result = answer && !('secret' in answer) ? answer : undefined
	return (
		<StaffPage frame={frame} title={title} lead={say('keys.lead')}>
			<p className="-mt-3 mb-6">
				<TextLink href="/api/v1/openapi.json" target="_blank">
					{say('keys.description')}
				</TextLink>
				{' · '}
				<TextLink href="/staff/settings/webhooks">{say('webhooks.title')}</TextLink>
			</p>
			{made ? (
				<Secret title={say('keys.made')} note={say('keys.madeNote')} label={say('keys.key')} value={made} />
			) : null}
			{revoked && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('keys.revoked')}
					</Notice>
				</div>
			) : null}
			<Section title={say('keys.title')}>
				<ApiKeys keys={keys} timeZone={frame.timeZone} />
			</Section>
			<Section title={say('keys.adding')}>
				<Card className="max-w-2xl">
					<ApiKeyForm key={made} result={result} people={people} me={me} />
				</Card>
			</Section>
		</StaffPage>
	)
}
