import type { ProductPage } from '#core/product/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import { type Answer, typedText, wrongWith } from './posted.ts'

type PriceFormProps = {
	product: ProductPage
	currency: string
	currencies: readonly string[]
	today: string
	answer: Answer
}

/** A price from a day on: of which plan, in which currency, how much. */
export function PriceForm({ product, currency, currencies, today, answer }: PriceFormProps) {
	const { plans } = product
	const isOnce = !plans.some(({ onSale }) => onSale)
	const field = (name: string, otherwise: string) => ({
		name,
		defaultValue: typedText(answer, name, otherwise),
		errors: wrongWith(answer, name),
	})
	return (
		<form method="post" action="#plans">
			<input type="hidden" name="intent" value="price" />
			<h3 className="mb-4 font-semibold text-lg">{say('product.setPrice')}</h3>
			<div className="grid grid-cols-2 items-end gap-x-4 gap-y-4 lg:grid-cols-[2fr_1fr_1fr_1fr] [&>*]:mt-0 [&>:first-child]:col-span-2 lg:[&>:first-child]:col-span-1">
				<Select {...field('planId', isOnce ? '' : (plans[0]?.id ?? ''))} label={say('product.forPlan')}>
					{isOnce ? <option value="">{say('product.once')}</option> : null}
					{plans.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</Select>
				<Select {...field('currency', currency)} label={say('product.currency')}>
					{currencies.map((code) => (
						<option key={code}>{code}</option>
					))}
				</Select>
				<Input
					{...field('unitPrice', '')}
					label={say('product.price')}
					inputMode="decimal"
					maxLength={26}
					autoComplete="off"
					required
				/>
				<Input {...field('validFrom', today)} label={say('product.validFrom')} type="date" required />
			</div>
			<p className="mt-3 text-muted text-sm">{say('product.setPriceHint')}</p>
			<div className="mt-4">
				<Button>{say('product.setPrice')}</Button>
			</div>
		</form>
	)
}
