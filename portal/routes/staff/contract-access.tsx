import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { listRules, removeChangeRule } from '#core/amendment/list-rules.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { fixPrices } from '#core/contract/fix-prices.ts'
import { setAccess } from '#core/contract/set-access.ts'
import { readForm } from '../../form.ts'
import { dayField } from '../../form-fields.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { RuleForm } from '../../present/staff/rule-form.tsx'
import { ruleFields, ruleOf } from '../../present/staff/rule-posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Radios } from '../../ui/choice.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayChanges as say } from '../../words/staff-changes.ts'
import { sayUpdate } from '../../words/staff-price-updates.ts'

export const meta = titled<typeof loader>()

const accesses = ['none', 'upsell', 'upsell_and_downsell'] as const
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('access'), access: z.enum(accesses) }),
	z.object({ intent: z.literal('rule'), ...ruleFields }),
	z.object({ intent: z.literal('remove'), id: z.uuid() }),
	z.object({ intent: z.literal('fix'), through: dayField.optional() }),
])

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const found = await look(args.context.books, staff.actor, listRules, { contractId })
	if (!found.ok || !found.value.contract) throw notFound()
	return {
		...screen,
		title: say('changes.contractTitle'),
		rules: found.value.rules,
		contract: found.value.contract,
		saved: new URL(args.request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books } = context
	const { value } = form
	if (value.intent === 'rule') {
		const { intent: _, ...posted } = value
		const rule = ruleOf(posted, speakerFor(request))
		if (typeof rule === 'string') return form.say(() => rule, 'limit')
		const set = await act(books, actor, setChangeRule, { ...rule, planId: null, contractId })
		if (!set.ok) return form.refuse(set)
	} else {
		const done =
			value.intent === 'access'
				? await act(books, actor, setAccess, { id: contractId, access: value.access })
				: value.intent === 'fix'
					? await act(books, actor, fixPrices, { id: contractId, through: value.through?.toString() ?? null })
					: await act(books, actor, removeChangeRule, { id: value.id })
		if (!done.ok) return form.refuse(done)
	}
	return redirect(`/staff/contracts/${contractId}/access?saved`)
}

/** What the customer of a contract may change by themselves, and by which rules of its own. */
export default function ContractAccess() {
	const { frame, head, title, rules, contract, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<ContractScreen
			frame={frame}
			head={head}
			tab="overview"
			step={
				<div className="mb-6">
					<h2 className="font-semibold text-xl tracking-tight">{title}</h2>
					<p className="reading mt-1 text-muted">{say('changes.contractIntro')}</p>
				</div>
			}
		>
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('changes.saved')}
					</Notice>
				</div>
			) : null}
			<Section title={say('changes.access')}>
				<Card>
					<form method="post">
						<input type="hidden" name="intent" value="access" />
						<Radios
							legend={say('changes.access')}
							name="access"
							chosen={contract.access}
							options={accesses.map((value) => ({ value, label: say(`changes.accessOf.${value}`) }))}
						/>
						<div className="mt-5">
							<Button kind="secondary">{say('changes.save')}</Button>
						</div>
					</form>
				</Card>
			</Section>
			<Section title={sayUpdate('update.fixed')} intro={sayUpdate('update.fixedHint')}>
				<Card>
					<form method="post">
						<input type="hidden" name="intent" value="fix" />
						<Input
							name="through"
							type="date"
							label={sayUpdate('update.fixed')}
							defaultValue={contract.pricesFixedThrough ?? ''}
							optional
						/>
						<div className="mt-5">
							<Button kind="secondary">{sayUpdate('update.fixedSave')}</Button>
						</div>
					</form>
				</Card>
			</Section>
			<div className="mt-8 grid gap-5">
				{(['more', 'less'] as const).map((direction) => (
					<RuleForm
						key={direction}
						direction={direction}
						rule={rules.find((rule) => rule.direction === direction)}
						currency={contract.currency}
						result={answer}
					/>
				))}
			</div>
		</ContractScreen>
	)
}
