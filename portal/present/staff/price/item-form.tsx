import type { SubmissionResult } from '@conform-to/react'
import type { SellableProduct } from '#core/product/list-sellable.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayPrice as say } from '../../../words/staff-prices.ts'

type Fields = Record<'product' | 'unit' | 'fromQuantity' | 'unitPrice' | 'percentOff', string>

type ItemFormProps = {
	result: SubmissionResult<string[]> | undefined
	products: readonly SellableProduct[]
	units: readonly string[]
	currency: string
}

/** One price: of what, from how many, and how much. */
export function ItemForm({ result, products, units, currency }: ItemFormProps) {
	const [form, fields] = usePageForm<Fields>(result, { id: 'price' })
	const busy = useIsPosting()
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} />
			<input type="hidden" name="intent" value="price" />
			<div className="grid items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-5 [&>*]:mt-0">
				<Select {...bound(fields.product)} label={say('price.product')}>
					<option value="">{say('price.allProducts')}</option>
					{products.map(({ id, planId, name, plan }) => (
						<option key={`${id}.${planId}`} value={`${id}.${planId ?? ''}`}>
							{plan ? `${name}, ${plan}` : name}
						</option>
					))}
				</Select>
				<Select {...bound(fields.unit)} label={say('price.unit')}>
					<option value="">{say('price.ownUnit')}</option>
					{units.map((unit) => (
						<option key={unit} value={unit}>
							{unit}
						</option>
					))}
				</Select>
				<Input
					{...bound(fields.fromQuantity)}
					label={say('price.quantity')}
					inputMode="decimal"
					maxLength={26}
					placeholder="0"
				/>
				<Input
					{...bound(fields.unitPrice)}
					label={`${say('price.unitPrice')}, ${currency}`}
					inputMode="decimal"
					maxLength={26}
				/>
				<Input {...bound(fields.percentOff)} label={say('price.percentOff')} inputMode="decimal" maxLength={12} />
			</div>
			<p className="mt-3 text-muted text-sm">
				{say('price.quantityHint')} {say('price.unitHint')} {say('price.percentHint')}
			</p>
			<div className="mt-4">
				<Button busy={busy}>{say('price.addPrice')}</Button>
			</div>
		</PageForm>
	)
}
