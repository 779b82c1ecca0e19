import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { addTelematicsProvider, listTelematicsProviders, removeTelematicsProvider } from '#core/telematics/provider.ts'
import { readForm } from '../../form.ts'
import { ProviderForm, Providers } from '../../present/staff/machine-request/providers.tsx'
import { Secret } from '../../present/staff/program/secret.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { sayMachineRequest as say } from '../../words/staff-machine-requests.ts'

export const meta = titled<typeof loader>()

const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('add'),
		name: z.string().trim().min(1).max(80),
		url: z.string().trim().min(1).max(500),
		models: z.string().trim().max(5000).default(''),
	}),
	z.object({ intent: z.literal('remove'), id: z.uuid() }),
])

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('telematics.title'),
		providers: expectOk(await look(context.books, staff.actor, listTelematicsProviders, undefined)),
		answers: `${context.settings.publicUrl}/webhooks/telematics`,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const posted = form.value
	if (posted.intent === 'remove') {
		const outcome = await act(context.books, actor, removeTelematicsProvider, { id: posted.id })
		if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
		return outcome.ok ? redirect('/staff/settings/telematics') : form.refuse(outcome)
	}
	const models = posted.models.split(',').flatMap((model) => (model.trim() ? [model.trim()] : []))
	const plain = !context.settings.production
	const { name, url } = posted
	const added = await act(context.books, actor, addTelematicsProvider, { name, url, models, plain })
	if (added.ok) return data({ made: added.value })
	return form.refuse(added, {
		...{ 'webhook.address': 'url', 'telematics.model_taken': 'models', 'telematics.others_taken': 'models' },
	})
}

/** Who locks and unlocks machines from afar: for the administrator. */
export default function TelematicsSettings() {
	const { frame, title, providers, answers } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const made = answer && 'made' in answer ? answer.made : undefined
	const result = answer && !('made' in answer) ? answer : undefined
	const typed: Record<string, unknown> = result?.initialValue ?? {}
	return (
		<StaffPage frame={frame} title={title} lead={say('telematics.lead')}>
			{made ? (
				<>
					<Secret
						title={say('telematics.added')}
						note={say('telematics.addedNote')}
						label={say('telematics.commandSecret')}
						value={made.commandSecret}
					/>
					<div className="mb-8 grid max-w-2xl gap-4">
						<CopyField label={say('telematics.answerSecret')} value={made.answerSecret} />
						<CopyField label={say('telematics.answers')} value={`${answers}/${made.id}`} />
					</div>
				</>
			) : null}
			<Section title={say('telematics.providers')}>
				{typed.intent === 'remove' ? <FormProblems errors={result?.error?.[''] ?? undefined} /> : null}
				<Providers providers={providers} answers={answers} />
			</Section>
			<Section title={say('telematics.adding')} id="add">
				<Card className="max-w-2xl">
					<ProviderForm
						key={made?.id}
						typed={typed.intent === 'remove' ? {} : typed}
						errors={typed.intent === 'remove' ? {} : (result?.error ?? {})}
					/>
				</Card>
			</Section>
		</StaffPage>
	)
}
