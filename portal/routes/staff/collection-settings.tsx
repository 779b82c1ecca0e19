import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { applyRules, previewRules } from '#core/collection/apply-rules.ts'
import { listCollectors } from '#core/collection/dispatch.ts'
import {
	addCollectionRule,
	endCollectionRule,
	listCollectionRules,
	raiseCollectionRule,
} from '#core/collection/rule.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { listCountries } from '../../present/country.ts'
import { DryRun } from '../../present/staff/collection/dry-run.tsx'
import { RuleForm } from '../../present/staff/collection/rule-form.tsx'
import { rulePosted, ruleSchema } from '../../present/staff/collection/rule-posted.ts'
import { Rules } from '../../present/staff/collection/rules.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayCollection as say } from '../../words/staff-collection.ts'

export const meta = titled<typeof loader>()

const mostShown = 200
const query = z.object({
	done: z.enum(['added', 'ended', 'raised', 'applied']).optional().catch(undefined),
	count: z.coerce.number().int().min(0).max(100_000).catch(0),
})

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	if (!may(actor, 'collection.dispatch')) throw notFound()
	const { books } = context
	const [rules, preview, collectors, groups, currency] = await Promise.all([
		look(books, actor, listCollectionRules, undefined),
		look(books, actor, previewRules, undefined),
		look(books, actor, listCollectors, undefined),
		look(books, actor, listStaff, undefined),
		look(books, actor, async ({ company }) => company.currency, undefined),
	])
	const { givings, unfit } = expectOk(preview)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('collection.rules'),
		rules: expectOk(rules),
		givings: givings.slice(0, mostShown),
		counts: [...Map.groupBy(givings, ({ collector }) => collector?.name ?? null)].map(([name, of]) => ({
			...{ name, count: of.length },
		})),
		total: givings.length,
		unfit,
		collectors: expectOk(collectors),
		groups: expectOk(groups).groups,
		countries: listCountries('en'),
		currency: expectOk(currency),
		mayChange: may(actor, 'company.write'),
		...query.parse(Object.fromEntries(new URL(request.url).searchParams)),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'collection.dispatch')) throw notFound()
	const { books } = context
	const form = await readForm(request, ruleSchema(speakerFor(request)))
	if (!form.ok) return form.reply
	const { value } = form
	if (value.intent === 'apply') {
		const applied = await act(books, actor, applyRules, undefined)
		return applied.ok
			? redirect(`/staff/settings/collection?done=applied&count=${applied.value}`)
			: form.refuse(applied)
	}
	if (!may(actor, 'company.write')) throw notFound()
	const outcome =
		value.intent === 'add'
			? await act(books, actor, addCollectionRule, rulePosted(value))
			: value.intent === 'end'
				? await act(books, actor, endCollectionRule, { id: value.id })
				: await act(books, actor, raiseCollectionRule, { id: value.id })
	const done = { add: 'added', end: 'ended', raise: 'raised' }[value.intent]
	return outcome.ok ? redirect(`/staff/settings/collection?done=${done}`) : form.refuse(outcome)
}

/** Which debts go to whom by themselves, and what that would do now. */
export default function CollectionSettings() {
	const loaded = useLoaderData<typeof loader>()
	const { frame, title, rules, mayChange, done, count } = loaded
	const result = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('collection.rulesLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/collection', label: say('collection.title') }]} />}
		>
			{done && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{done === 'applied' ? say('collection.ruleDone.applied', { count }) : say(`collection.ruleDone.${done}`)}
					</Notice>
				</div>
			) : null}
			<Section title={say('collection.inUse')}>
				<Rules rules={rules} mayChange={mayChange} />
			</Section>
			<DryRun {...loaded} numbers={rules.map(({ id }) => id)} />
			{mayChange ? (
				<Section title={say('collection.adding')}>
					<Card className="max-w-2xl">
						<RuleForm {...loaded} result={result} />
					</Card>
				</Section>
			) : null}
		</StaffPage>
	)
}
