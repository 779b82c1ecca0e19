import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { editDraft } from '#core/contract/edit-draft.ts'
import { findDraft } from '#core/contract/find-draft.ts'
import { findContractTypes } from '#core/contract/types.ts'
import { may } from '#core/permit.ts'
import { listProducts } from '#core/product/list.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { type ContractFields, TermFields } from '../../present/staff/contract-fields.tsx'
import { contractForm, contractOf, shownDiscount } from '../../present/staff/contract-form.ts'
import { LineFields, lineProblems } from '../../present/staff/line-fields.tsx'
import { ownForForm } from '../../present/staff/own/for-form.ts'
import { OwnOfLine, OwnOfTerms } from '../../present/staff/own/of-contract.tsx'
import { ownTyped } from '../../present/staff/own/posted.ts'
import { rowsOf } from '../../present/staff/posted-rows.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

async function draftAndProducts(context: LoadContext, staff: StaffMember, id: string) {
	const { actor } = staff
	const found = await look(context.books, actor, findDraft, { id })
	if (!found.ok) throw notFound()
	const { currency, customerId } = found.value
	const products = await look(context.books, actor, listProducts, { currency, customerId })
	const own = await ownForForm(context, staff, found.value)
	const types = await look(context.books, actor, findContractTypes, undefined)
	if (!types.ok) throw notFound()
	const offered = types.value.filter(({ archived, code }) => !archived || code === found.value.type)
	// Lines are written anew as a whole: by who may change all of them.
	const keepsLines = [...found.value.hidden, ...found.value.locked].some((field) => field.startsWith('line.'))
	const offers = products.ok && !keepsLines ? products.value : []
	const people = expectOk(await look(context.books, actor, listStaff, undefined))
	return { people, types: offered, draft: found.value, products: offers, keepsLines, own }
}

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	if (!may(staff.actor, 'contract.write')) throw notFound()
	const { draft, products, own, types, people, keepsLines } = await draftAndProducts(args.context, staff, contractId)
	return {
		...screen,
		title: draft.number,
		draft,
		discount: shownDiscount(draft.discounts),
		products,
		own,
		types,
		people,
		keepsLines,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const contractId = contractIn(params)
	const form = await readForm(request, contractForm)
	if (!form.ok) return form.reply
	const { draft, products, own } = await draftAndProducts(context, staff, contractId)
	const { customerId: _, number: __, ...input } = contractOf(form.value, draft.currency, products, own, draft.lines)
	const { renewal, termMonths, access, autopay } = draft
	const kept = { renewal, termMonths, access, autopay }
	const outcome = await act(context.books, staff.actor, editDraft, {
		...kept,
		...input,
		id: contractId,
		version: form.value.version,
	})
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/contracts/${contractId}`)
}

/** A draft, to be written anew. */
export default function EditContract() {
	const { frame, head, draft, discount, products, own, types, people, keepsLines } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<ContractFields>(answer, {
		id: 'contract',
		defaultValue: {
			...draft,
			endsOn: draft.endsOn ?? '',
			noticeDays: String(draft.noticeDays ?? ''),
			paymentTermDays: String(draft.paymentTermDays ?? ''),
			...{ number: '', ownerId: draft.ownerId ?? '', groupId: draft.groupId ?? '' },
			prorate: draft.prorate ? 'on' : null,
			termMonths: String(draft.termMonths ?? ''),
			...discount,
		},
	})
	const rows = rowsOf(answer, draft.lines, own.lines)
	const ownOf = (id: string) => own.shownOfLines[id]?.map(({ name, text }) => `${name}: ${text}`) ?? []
	const payable = head.direction === 'payable'
	return (
		<ContractScreen frame={frame} head={head} tab="overview">
			<PageForm form={form}>
				<FormProblems errors={form.errors} fields={lineProblems(rows)} />
				<input type="hidden" name="customerId" value={draft.customerId} />
				<input type="hidden" name="version" value={draft.version} />
				<Card>
					<TermFields {...{ fields, types, people, payable }} rights={draft} />
				</Card>
				<OwnOfTerms fields={own.contract} values={ownTyped(answer) ?? own.values} locked={own.locked} />
				{payable ? null : keepsLines ? (
					<Section title={say('staff.contract.lines')}>
						<RowList>
							{draft.lines.map((line) => (
								<Row
									key={line.id}
									title={line.description}
									note={[line.model, line.serialNumber, ...ownOf(line.id)].filter(Boolean).join(' · ')}
								/>
							))}
						</RowList>
					</Section>
				) : (
					<Section title={say('staff.contract.lines')} intro={say('staff.contract.lineHint')}>
						<Card>
							<LineFields
								days
								rows={rows}
								products={products}
								currency={draft.currency}
								extra={(row) => <OwnOfLine fields={own.line} row={row} />}
							/>
						</Card>
					</Section>
				)}
				<div className="mt-6">
					<Button busy={useIsPosting()}>{say('staff.contract.saveDraft')}</Button>
				</div>
			</PageForm>
		</ContractScreen>
	)
}
