import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { currencyCodes } from '#core/money.ts'
import { may } from '#core/permit.ts'
import { addProduct } from '#core/product/add.ts'
import { listTaxClasses } from '#core/tax/list-rates.ts'
import { findUnits } from '#core/unit/find.ts'
import { readForm } from '../../form.ts'
import { PlanFields } from '../../present/staff/product/plan-fields.tsx'
import { divisibleOf, newProductForm, planOf, typedText, wrongWith } from '../../present/staff/product/posted.ts'
import { ProductFields } from '../../present/staff/product/product-fields.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Radios } from '../../ui/choice.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { sayProduct as say } from '../../words/staff-products.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'product.write')) throw notFound()
	const { books } = context
	const company = expectOk(await look(books, staff.actor, async (scope) => scope.company, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('product.add'),
		units: expectOk(await look(books, staff.actor, findUnits, undefined)).map(({ name }) => name),
		classes: expectOk(await look(books, staff.actor, listTaxClasses, undefined)),
		currency: company.currency,
		currencies: currencyCodes(),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'product.write')) throw notFound()
	const form = await readForm(request, newProductForm)
	if (!form.ok) return form.reply
	const {
		how,
		planName = '',
		planNames,
		every = 1,
		everyUnit = 'month',
		trialDays,
		currency,
		unitPrice,
		...given
	} = form.value
	const { parts, ...product } = given
	const made = await act(context.books, actor, addProduct, {
		...product,
		divisible: divisibleOf(parts),
		...(how === 'plan' ? { plan: planOf({ planName, planNames, every, everyUnit, trialDays }) } : {}),
		prices: unitPrice ? { [currency]: unitPrice } : {},
	})
	return made.ok ? redirect(`/staff/products/${made.value.id}?saved`) : form.refuse(made)
}

const fresh = { code: '', name: '', description: '', kind: 'plan', unit: 'piece', taxClass: 'standard', parts: 'unit' }

/** A product enters the catalogue, with its first plan and price. */
export default function NewProduct() {
	const { frame, title, units, classes, currency, currencies } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const answer = { typed: result?.initialValue ?? {}, errors: result?.error ?? {} }
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('product.addLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/products', label: say('product.title') }]} />}
		>
			<form method="post" className="grid max-w-4xl gap-5">
				<FormProblems errors={answer.errors[''] ?? undefined} />
				<Card>
					<ProductFields of={fresh} said={{ names: {}, descriptions: {} }} {...{ units, classes, answer }} />
				</Card>
				<Card>
					<Radios
						legend={say('product.how')}
						name="how"
						chosen={typedText(answer, 'how', 'plan')}
						options={(['plan', 'once'] as const).map((value) => ({ value, label: say(`product.howOf.${value}`) }))}
					/>
					<div className="mt-5">
						<PlanFields
							of={{ planName: 'Monthly', every: '1', everyUnit: 'month', trialDays: '0' }}
							names={{}}
							answer={answer}
						/>
					</div>
					<div className="mt-5 grid max-w-md grid-cols-2 items-end gap-4 border-line border-t pt-5 [&>*]:mt-0">
						<Input
							name="unitPrice"
							label={say('product.firstPrice')}
							defaultValue={typedText(answer, 'unitPrice')}
							errors={wrongWith(answer, 'unitPrice')}
							inputMode="decimal"
							maxLength={26}
							autoComplete="off"
							optional
						/>
						<Select
							name="currency"
							label={say('product.currency')}
							defaultValue={typedText(answer, 'currency', currency)}
						>
							{currencies.map((code) => (
								<option key={code}>{code}</option>
							))}
						</Select>
					</div>
				</Card>
				<div>
					<Button>{say('product.add')}</Button>
				</div>
			</form>
		</StaffPage>
	)
}
