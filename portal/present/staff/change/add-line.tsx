import type { OwnField } from '#core/own-field/own-field.ts'
import type { ListedProduct } from '#core/product/list.ts'
import { useCycle } from '#portal/present/cycle.tsx'
import { formatUnitPrice } from '#portal/present/format.ts'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayAmend as say } from '#portal/words/staff-amend.ts'
import type { FormRights } from '../field-right/righted.tsx'
import { OwnInputs } from '../own/inputs.tsx'
import { ownTyped } from '../own/posted.ts'

type AddLineProps = {
	products: readonly ListedProduct[]
	currency: string
	own: readonly OwnField[]
	rights: FormRights
	typed: Record<string, unknown>
	/** Its name stands above already. */
	isNamed: boolean
	divided: boolean
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** A line more: what it is of and costs, and below it the machine that it is for, with words and days of its own. */
export function AddLine({ products, currency, own, rights, typed, isNamed, divided }: AddLineProps) {
	const may = (field: string) => ![...rights.hidden, ...rights.locked].includes(`line.${field}`)
	return (
		<fieldset className={divided ? 'mt-4 border-line border-t pt-4' : undefined}>
			<legend className={isNamed ? 'sr-only' : 'float-left mb-2 w-full font-semibold'}>{say('amend.add')}</legend>
			<div className="clear-both grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-6 [&>*]:mt-0">
				<div className="lg:col-span-2">
					<Select name="product" label={say('amend.product')} defaultValue={text(typed.product)}>
						<option value="">{say('amend.addNothing')}</option>
						<Products products={products} currency={currency} />
					</Select>
				</div>
				<Figure name="quantity" label={say('amend.quantity')} value={text(typed.quantity)} placeholder="1" />
				<Select name="unit" label={say('amend.unit')} defaultValue={text(typed.unit)}>
					<option value="">{say('amend.ownUnit')}</option>
					{unitsOf(products).map((unit) => (
						<option key={unit} value={unit}>
							{unit}
						</option>
					))}
				</Select>
				<Figure
					name="unitPrice"
					label={say('amend.unitPrice')}
					value={text(typed.unitPrice)}
					placeholder={say('amend.listPrice')}
				/>
				<Figure
					name="discountPercent"
					label={say('amend.discount')}
					value={text(typed.discountPercent)}
					placeholder="0"
				/>
				{(['model', 'serialNumber', 'factoryNumber'] as const).filter(may).map((field) => (
					<Input
						key={field}
						name={field}
						label={say(`amend.${field}`)}
						defaultValue={text(typed[field])}
						maxLength={200}
						autoComplete="off"
					/>
				))}
				<Input
					name="description"
					label={say('amend.ownWords')}
					defaultValue={text(typed.description)}
					maxLength={200}
					placeholder={say('amend.asCalled')}
				/>
				<Input name="startsOn" label={say('amend.runsFrom')} type="date" defaultValue={text(typed.startsOn)} />
				<Input name="endsOn" label={say('amend.runsTo')} type="date" defaultValue={text(typed.endsOn)} />
				<OwnInputs fields={own} values={ownTyped({ initialValue: typed }) ?? {}} asks={false} />
			</div>
		</fieldset>
	)
}

/** What anything on sale is sold in beside its own unit. */
function unitsOf(products: readonly ListedProduct[]): string[] {
	return [...new Set(products.flatMap(({ units }) => units.map(({ name }) => name)))].sort()
}

type FigureProps = { name: string; label: string; value: string; placeholder?: string }

export function Figure({ value, ...rest }: FigureProps) {
	return <Input {...rest} defaultValue={value} inputMode="decimal" autoComplete="off" />
}

export function Products({ products, currency }: { products: readonly ListedProduct[]; currency: string }) {
	const cycle = useCycle()
	return products.map(({ id, planId, name, unitPrice, intervalUnit, intervalCount }) => (
		<option key={planId ?? id} value={planId ?? id}>
			{name} · {formatUnitPrice('en', unitPrice, currency)}{' '}
			{cycle(intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null)}
		</option>
	))
}
