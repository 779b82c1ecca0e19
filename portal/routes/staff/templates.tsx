import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { findContractTypes } from '#core/contract/types.ts'
import { findConditions } from '#core/health/conditions.ts'
import { findOwnFields } from '#core/own-field/find.ts'
import { may } from '#core/permit.ts'
import { listProducts } from '#core/product/list.ts'
import { findTemplates } from '#core/template/find.ts'
import { findOwnVariables } from '#core/template/own-words.ts'
import { saveTemplate } from '#core/template/save.ts'
import { readForm } from '../../form.ts'
import { ConditionsForm } from '../../present/staff/health/conditions-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { TemplateForm } from '../../present/staff/template/form.tsx'
import { templateOfAddress } from '../../present/staff/template/open.ts'
import { templateForm, templateOf } from '../../present/staff/template/posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { sayHealth } from '../../words/staff-health.ts'
import { sayTemplate as say } from '../../words/staff-templates.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'product.write')) throw notFound()
	const { books } = context
	const { currency } = expectOk(await look(books, staff.actor, async (scope) => scope.company, undefined))
	const { template } = await templateOfAddress(request, context, staff, currency)
	const types = expectOk(await look(books, staff.actor, findContractTypes, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('template.title'),
		...{ template, currency },
		payable: template ? template.direction === 'payable' : new URL(request.url).searchParams.get('for') === 'suppliers',
		conditions: template ? expectOk(await look(books, staff.actor, findConditions, { templateId: template.id })) : [],
		templates: expectOk(await look(books, staff.actor, findTemplates, undefined)),
		products: expectOk(await look(books, staff.actor, listProducts, { currency })),
		fields: expectOk(await look(books, staff.actor, findOwnFields, { subject: 'contract' as const })),
		ownVariables: expectOk(await look(books, staff.actor, findOwnVariables, undefined)),
		typeNames: types.map(({ code, name }) => [code, name] as const),
		types: types.filter(({ archived, code }) => !archived || code === template?.type),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'product.write')) throw notFound()
	const { books } = context
	const { currency } = expectOk(await look(books, staff.actor, async (scope) => scope.company, undefined))
	const { template } = await templateOfAddress(request, context, staff, currency)
	const form = await readForm(request, templateForm)
	if (!form.ok) return form.reply
	const products = expectOk(await look(books, staff.actor, listProducts, { currency }))
	const fields = expectOk(await look(books, staff.actor, findOwnFields, { subject: 'contract' as const }))
	const input = { ...templateOf(form.value, products, fields), id: template?.id }
	const outcome = await act(books, staff.actor, saveTemplate, input)
	return outcome.ok ? redirect('/staff/settings/templates?saved') : form.refuse(outcome)
}

/** All templates, and the form for one of them or one more. */
export default function Templates() {
	const {
		frame,
		title,
		templates,
		template,
		conditions,
		products,
		types,
		typeNames,
		fields,
		ownVariables,
		currency,
		payable,
		saved,
	} = useLoaderData<typeof loader>()
	const typeName = new Map(typeNames)
	const answer = useActionData<typeof action>()
	return (
		<StaffPage frame={frame} title={title} lead={say('template.lead')}>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('template.saved')}
					</Notice>
				</div>
			) : null}
			{templates.length === 0 ? (
				<Card>
					<p className="text-muted">{say('template.none')}</p>
				</Card>
			) : (
				<RowList>
					{templates.map(({ id, name, type, direction, retired, contracts }) => (
						<Row
							key={id}
							href={`/staff/settings/templates?template=${id}`}
							title={name}
							note={[
								typeName.get(type) ?? type,
								direction === 'payable' ? say('template.payableMark') : '',
								say('template.contracts', { count: contracts }),
								retired ? say('template.retiredMark') : '',
							]
								.filter(Boolean)
								.join(' · ')}
						/>
					))}
				</RowList>
			)}
			<Section title={template ? template.name : say(payable ? 'template.addPayable' : 'template.add')}>
				<p className="mb-4 flex flex-wrap gap-x-6 gap-y-2">
					{template || payable ? <TextLink href="/staff/settings/templates">{say('template.addOne')}</TextLink> : null}
					{template || !payable ? (
						<TextLink href="/staff/settings/templates?for=suppliers">{say('template.addPayableOne')}</TextLink>
					) : null}
				</p>
				{/* One that was saved leaves an empty form behind. */}
				<TemplateForm
					key={template?.id ?? `${payable} ${templates.length}`}
					{...{ template, answer, products, types, fields, ownVariables, currency, payable }}
				/>
			</Section>
			{template ? (
				<Section title={sayHealth('health.conditions')} intro={sayHealth('health.conditionsIntro')}>
					<ConditionsForm key={template.id} templateId={template.id} conditions={conditions} />
				</Section>
			) : (
				<p className="mt-8">
					<TextLink href="/staff/settings/health">{sayHealth('health.settings')}</TextLink>
				</p>
			)}
		</StaffPage>
	)
}
