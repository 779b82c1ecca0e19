import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { previewBill } from '#core/invoice/preview-bill.ts'
import { findOfferedTypes, suits } from '#core/invoice/type-of.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { useIsPosting } from '../../page-form.tsx'
import { presentComing } from '../../present/contract/contract.ts'
import { DuePapers } from '../../present/staff/contract/due-papers.tsx'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen, tabAddress } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { sayScreen as say } from '../../words/staff-screen.ts'

export const meta = titled<typeof loader>()

const schema = z.object({
	intent: z.literal('bill'),
	seen: z.string().regex(/^[0-9a-f]{64}$/),
	/** By the place of the paper; `of:` and a type, or `plain` for an invoice without more. */
	types: z.array(z.string().max(210).optional()).max(1000).default([]),
})
/** A paper with more lines is shown by its sums; the invoice itself then has them all. */
const mostLines = 100

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const [found, offered] = await Promise.all([
		look(args.context.books, staff.actor, previewBill, { id: contractId }),
		look(args.context.books, staff.actor, findOfferedTypes, undefined),
	])
	if (!found.ok || !offered.ok) throw notFound()
	const { papers, seen } = found.value
	return {
		...screen,
		title: `${say('screen.billTitle')} · ${screen.head.number}`,
		papers: papers.map(({ kind, way, type, ...paper }) => ({
			...{ kind, type },
			types: kind === 'invoice' ? offered.value.filter(({ bills }) => suits(bills, way)) : [],
			...presentComing(paper, mostLines),
		})),
		seen,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const id = contractIn(params)
	if (!may(actor, 'invoice.run')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const billed = await act(context.books, actor, billContract, {
		...{ id, seen: form.value.seen },
		types: form.value.types.map((one) => (one === 'plain' ? null : one?.startsWith('of:') ? one.slice(3) : undefined)),
	})
	if (!billed.ok)
		return billed.refusal.code === 'change.different'
			? form.say(() => say('screen.billDifferent'))
			: form.refuse(billed)
	const { invoices, creditNotes } = billed.value
	return redirect(`${tabAddress(id, 'billing')}?done=bill&count=${invoices + creditNotes}`)
}

/** What is due of a contract, shown before it is issued: what is confirmed is what was seen. */
export default function StaffContractBill() {
	const { frame, head, papers, seen } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const back = tabAddress(head.id, 'billing')
	const busy = useIsPosting()
	return (
		<ContractScreen frame={frame} head={head} tab="billing">
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			<Section title={say('screen.billTitle')} intro={papers.length > 0 ? say('screen.billLead') : null}>
				{papers.length === 0 ? (
					<Empty
						title={say('screen.billNothing')}
						action={
							<LinkButton kind="secondary" href={back}>
								{say('screen.tabs.billing')}
							</LinkButton>
						}
					>
						{say('screen.billNothingNote')}
					</Empty>
				) : (
					<>
						<DuePapers papers={papers} currency={head.currency} form="bill" />
						<form id="bill" method="post" className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
							<input type="hidden" name="seen" value={seen} />
							<Button size="large" name="intent" value="bill" busy={busy}>
								{say('screen.billConfirm')}
							</Button>
							<TextLink href={back}>{say('screen.billBack')}</TextLink>
						</form>
					</>
				)}
			</Section>
		</ContractScreen>
	)
}
