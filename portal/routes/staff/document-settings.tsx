import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import {
	addDocumentKind,
	type DocumentKind,
	listDocumentKinds,
	requireDocument,
	retireDocumentKind,
} from '#core/document/kinds.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayDocument as say } from '../../words/staff-documents.ts'

export const meta = titled<typeof loader>()

const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('add'), name: z.string().trim().min(1).max(80) }),
	z.object({ intent: z.literal('retire'), kindId: z.uuid() }),
	z.object({
		intent: z.literal('require'),
		kindId: z.uuid(),
		every: z.literal('on').optional(),
		type: z.array(z.string().max(100)).max(50).default([]),
	}),
])

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const rules = await look(context.books, staff.actor, listDocumentKinds, undefined)
	if (!rules.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('document.settings'),
		...rules.value,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books } = context
	const { value } = form
	const done =
		value.intent === 'add'
			? await act(books, actor, addDocumentKind, { name: value.name })
			: value.intent === 'retire'
				? await act(books, actor, retireDocumentKind, { kindId: value.kindId })
				: await act(books, actor, requireDocument, {
						kindId: value.kindId,
						contractTypes: [...(value.every ? [''] : []), ...value.type],
					})
	return done.ok ? redirect('/staff/settings/documents?saved') : form.refuse(done)
}

/** What kinds of papers the company keeps, and which of them a contract must have. */
export default function DocumentSettings() {
	const { frame, title, kinds, contractTypes, typeNames, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage frame={frame} title={title} lead={say('document.settingsLead')}>
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('document.changed')}
					</Notice>
				</div>
			) : null}
			<Section title={say('document.kinds')} id="kinds">
				<ul className="grid gap-4">
					{kinds.map((kind) => (
						<li key={kind.id}>
							<Kind kind={kind} contractTypes={contractTypes} names={typeNames} />
						</li>
					))}
				</ul>
			</Section>
			<Section title={say('document.addKind')} id="add">
				<Card className="max-w-2xl">
					<form method="post" className="flex flex-wrap items-end gap-3 [&>*]:mt-0">
						<div className="min-w-56 grow">
							<Input label={say('document.kindName')} name="name" maxLength={80} required />
						</div>
						<Button name="intent" value="add">
							{say('document.addKind')}
						</Button>
					</form>
				</Card>
			</Section>
		</StaffPage>
	)
}

/** A kind with the types that must have it; one that stands for every type counts for the others too. */
type KindProps = { kind: DocumentKind; contractTypes: string[]; names: Record<string, string> }

function Kind({ kind, contractTypes, names }: KindProps) {
	const types = [...new Set([...contractTypes, ...kind.requiredFor.filter((type) => type !== '')])]
	return (
		<Card>
			<form method="post">
				<input type="hidden" name="kindId" value={kind.id} />
				<fieldset>
					<legend className="font-semibold">{kind.name}</legend>
					{kind.signed ? <p className="text-muted text-sm">{say('document.signedKind')}</p> : null}
					<p className="mt-3 text-muted text-sm">{say('document.requiredFor')}</p>
					<div className="flex flex-wrap mt-1 gap-x-6 gap-y-2 [&>div]:mt-0">
						<Checkbox name="every" label={say('document.everyType')} defaultChecked={kind.requiredFor.includes('')} />
						{types.map((type) => (
							<Checkbox
								key={type}
								name="type"
								value={type}
								label={<span className="first-letter:uppercase">{names[type] ?? type}</span>}
								defaultChecked={kind.requiredFor.includes(type)}
							/>
						))}
					</div>
				</fieldset>
				<div className="mt-4 flex flex-wrap gap-3">
					<Button kind="secondary" size="small" name="intent" value="require">
						{say('document.save')}
						<span className="sr-only">: {kind.name}</span>
					</Button>
					{kind.signed ? null : (
						<Button kind="quiet" size="small" name="intent" value="retire">
							{say('document.retire')}
							<span className="sr-only">: {kind.name}</span>
						</Button>
					)}
				</div>
			</form>
		</Card>
	)
}
