import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { findContractTypes } from '#core/contract/types.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { findFormRights } from '#core/field-right/form-rights.ts'
import { may } from '#core/permit.ts'
import { listProducts } from '#core/product/list.ts'
import { listStaff } from '#core/staff/list.ts'
import type { Template } from '#core/template/find.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { ChooseCustomer } from '../../present/staff/choose-customer.tsx'
import { type ContractFields, TermFields } from '../../present/staff/contract-fields.tsx'
import { contractForm, contractOf } from '../../present/staff/contract-form.ts'
import { findCustomers, findIn } from '../../present/staff/find-customers.ts'
import { LineFields, lineProblems } from '../../present/staff/line-fields.tsx'
import { ownForForm } from '../../present/staff/own/for-form.ts'
import { OwnOfLine, OwnOfTerms } from '../../present/staff/own/of-contract.tsx'
import { ownTyped } from '../../present/staff/own/posted.ts'
import { rowsOf } from '../../present/staff/posted-rows.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { ChooseTemplate } from '../../present/staff/template/choose.tsx'
import { filledIn, shownTerms } from '../../present/staff/template/form.tsx'
import { type Beginning, templateOfAddress } from '../../present/staff/template/open.ts'
import { linesFrom } from '../../present/staff/template/posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { saySupplier } from '../../words/staff-suppliers.ts'
import { sayTemplate } from '../../words/staff-templates.ts'

export const meta = titled<typeof loader>()

async function customerAndProducts(context: LoadContext, staff: StaffMember, id: string) {
	const { actor } = staff
	const customer = await look(context.books, actor, findCustomerForStaff, { id })
	if (!customer.ok) throw notFound()
	const { currency, name, role, ownerId, groupId } = customer.value
	const company = expectOk(await look(context.books, actor, async (scope) => scope.company, undefined))
	const people = expectOk(await look(context.books, actor, listStaff, undefined))
	const products = await look(context.books, actor, listProducts, { currency, customerId: id })
	const own = await ownForForm(context, staff)
	const types = await look(context.books, actor, findContractTypes, undefined)
	if (!types.ok) throw notFound()
	const rights = expectOk(await look(context.books, actor, findFormRights, { state: 'draft' as const }))
	// Lines are written by who may say everything of them.
	const keepsLines = [...rights.hidden, ...rights.locked].some((field) => field.startsWith('line.'))
	return {
		rights,
		keepsLines,
		types: types.value.filter(({ archived }) => !archived),
		people,
		usual: {
			...{ ownerId: ownerId ?? '', groupId: groupId ?? '', noticeDays: String(company.noticeDays) },
			paymentTermDays: String(customer.value.paymentTermDays ?? company.paymentTermDays),
		},
		customer: { id, name, currency, payable: role !== 'customer' },
		products: products.ok ? products.value : [],
		own,
	}
}

type Of = Awaited<ReturnType<typeof customerAndProducts>>

/** What a contract has of its template where its lines are not to be written: by name, and how many. */
function linesKept({ keepsLines, products }: Of, template: Template | null) {
	if (!keepsLines) return []
	return (template?.lines ?? []).map(({ description, productId, planId, quantity }, index) => {
		const sold = products.find((one) => one.id === productId && one.planId === planId)
		return { id: String(index), name: description || (sold?.name ?? ''), quantity }
	})
}

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'contract.write')) throw notFound()
	const frame = await staffFrameOf(context, staff)
	const id = new URL(request.url).searchParams.get('customer')
	const title = say('staff.contract.new')
	if (!id || !/^[0-9a-f-]{36}$/.test(id)) {
		const find = findIn(request)
		const found = await findCustomers(context.books, staff.actor, { find, payersOnly: false })
		return { frame, title, of: null, begin: null, kept: [], find, found }
	}
	const of = await customerAndProducts(context, staff, id)
	const { currency, payable } = of.customer
	const direction = payable ? 'payable' : 'receivable'
	const begin = await templateOfAddress(request, context, staff, currency, direction)
	return {
		...{ frame, title, begin, kept: linesKept(of, begin.template), find: '', found: [] },
		of: of.keepsLines ? { ...of, products: [] } : of,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'contract.write')) throw notFound()
	const form = await readForm(request, contractForm)
	if (!form.ok) return form.reply
	const { customer, products, own } = await customerAndProducts(context, staff, form.value.customerId)
	const input = contractOf(form.value, customer.currency, products, own)
	const outcome = await act(context.books, staff.actor, createContract, input)
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/contracts/${outcome.value.id}`)
}

export default function NewContract() {
	const { frame, title, of, begin, kept, find, found } = useLoaderData<typeof loader>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={of ? say('staff.contract.newFor', { name: of.customer.name }) : undefined}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/contracts', label: say('staff.contracts') }]} />}
		>
			{of && begin ? (
				<>
					<ChooseTemplate templates={begin.templates} chosen={begin.template} customerId={of.customer.id} />
					<Draft key={begin.template?.id ?? ''} {...of} {...{ begin, kept }} today={frame.today} />
				</>
			) : (
				<ChooseCustomer
					page="/staff/contracts/new"
					ask={say('staff.contract.chooseCustomer')}
					find={find}
					found={found}
				/>
			)}
		</StaffPage>
	)
}

type DraftProps = Of & { begin: Beginning; kept: ReturnType<typeof linesKept>; today: string }

function Draft({ customer, products, own, types, people, usual, rights, keepsLines, ...rest }: DraftProps) {
	const { begin, kept, today } = rest
	const { template } = begin
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<ContractFields>(answer, {
		id: 'contract',
		defaultValue: template
			? {
					...{ ...usual, startsOn: today, endsOn: lastDayOf(template, today), type: template.type },
					...filledIn(shownTerms(template)),
				}
			: {
					...{ ...usual, access: 'none' },
					...{ type: 'subscription', startsOn: today, alignment: 'contract', timing: 'advance', prorate: 'on' },
					...{ renewal: 'none', termMonths: '' },
				},
	})
	const rows = rowsOf(answer, template ? linesFrom(template, begin.isOwnCurrency) : [])
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} fields={lineProblems(rows)} />
			<input type="hidden" name="customerId" value={customer.id} />
			{template ? <input type="hidden" name="templateId" value={template.id} /> : null}
			<Card>
				<TermFields {...{ fields, types, people, rights }} payable={customer.payable} isNew />
			</Card>
			<OwnOfTerms fields={own.contract} values={ownTyped(answer) ?? template?.own ?? {}} locked={[]} />
			{customer.payable ? (
				<p className="mt-6 text-muted">
					{saySupplier(
						begin.isOwnCurrency && template && template.payables.length > 0
							? 'supplier.contractBegun'
							: 'supplier.contractHint',
					)}
				</p>
			) : keepsLines ? (
				kept.length > 0 ? (
					<Section title={say('staff.contract.lines')} intro={sayTemplate('template.linesKept')}>
						<RowList>
							{kept.map(({ id, name, quantity }) => (
								<Row key={id} title={name} figure={quantity} />
							))}
						</RowList>
					</Section>
				) : null
			) : (
				<Section title={say('staff.contract.lines')} intro={say('staff.contract.lineHint')}>
					<Card>
						<LineFields
							days
							rows={rows}
							products={products}
							currency={customer.currency}
							extra={(row) => <OwnOfLine fields={own.line} row={row} />}
						/>
					</Card>
				</Section>
			)}
			<div className="mt-6">
				<Button busy={useIsPosting()}>{say('staff.contract.saveDraft')}</Button>
			</div>
		</PageForm>
	)
}

/** Of a term that has a length, counted from its first day. */
function lastDayOf({ terms }: Template, startsOn: string): string {
	if (terms.termMonths === null) return ''
	return Temporal.PlainDate.from(startsOn).add({ months: terms.termMonths }).subtract({ days: 1 }).toString()
}
