import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findContractPage } from '#core/contract/page.ts'
import { dayInput } from '#core/day-input.ts'
import { givePayableNotice, takePayableNoticeBack } from '#core/payable/give-notice.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { formatDay } from '../../present/format.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { saySupplier as say } from '../../words/staff-suppliers.ts'

export const meta = titled<typeof loader>()

const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('give'),
		endsOn: dayInput,
		reason: z.string().trim().max(500).default(''),
	}),
	z.object({ intent: z.literal('back') }),
])
type Fields = { endsOn: string; reason: string }

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	if (screen.head.direction !== 'payable' || !may(staff.actor, 'contract.amend')) throw notFound()
	const page = await look(args.context.books, staff.actor, findContractPage, { id: contractId, coming: 0 })
	if (!page.ok) throw notFound()
	return { ...screen, title: screen.head.number, earliest: (page.value.notice?.endsOn ?? page.value.on).toString() }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	if (!may(actor, 'contract.amend')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { value } = form
	const outcome =
		value.intent === 'give'
			? await act(context.books, actor, givePayableNotice, { contractId, endsOn: value.endsOn, reason: value.reason })
			: await act(context.books, actor, takePayableNoticeBack, { contractId })
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/contracts/${contractId}?done=${value.intent === 'give' ? 'end' : 'undo_end'}`)
}

/** Notes that a contract which the company pays ends, or goes on after all. */
export default function ContractNotice() {
	const { frame, head, earliest } = useLoaderData<typeof loader>()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), {
		id: 'notice',
		defaultValue: { endsOn: head.endsOn ?? earliest },
	})
	const busy = useIsPosting()
	return (
		<ContractScreen frame={frame} head={head} tab="overview">
			<Section title={say('supplier.giveNotice')} intro={say('supplier.noticeLead')}>
				<Card className="max-w-2xl">
					<PageForm form={form}>
						<FormProblems errors={form.errors} />
						<Input
							{...bound(fields.endsOn)}
							label={say('supplier.endsOn')}
							hint={say('supplier.endsOnHint', { day: formatDay('en', earliest) })}
							type="date"
							required
						/>
						<Input {...bound(fields.reason)} label={say('supplier.reason')} optional />
						<div className="mt-6 flex flex-wrap gap-3">
							<Button kind="danger" name="intent" value="give" busy={busy}>
								{say('supplier.giveNotice')}
							</Button>
							{head.state === 'ending' ? (
								<Button kind="secondary" name="intent" value="back" formNoValidate>
									{say('supplier.takeBack')}
								</Button>
							) : null}
						</div>
					</PageForm>
				</Card>
			</Section>
		</ContractScreen>
	)
}
