import type { OwnField } from '#core/own-field/own-field.ts'
import type { ListedProduct } from '#core/product/list.ts'
import { useCycle } from '#portal/present/cycle.tsx'
import { formatUnitPrice } from '#portal/present/format.ts'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayAmend as say } from '#portal/words/staff-amend.ts'
import type { FormRights } from '../field-right/righted.tsx'
import { OwnInputs } from '../own/inputs.tsx'
import { ownTyped } from '../own/posted.ts'
import type { PostedBack } from './posted-back.ts'

type AddLineProps = {
	products: readonly ListedProduct[]
	currency: string
	own: readonly OwnField[]
	rights: FormRights
	posted: PostedBack
	/** Its name stands above already. */
	isNamed: boolean
	divided: boolean
}

/** A line more: what it is of and costs, and below it the machine that it is for, with words and days of its own. */
export function AddLine({ products, currency, own, rights, posted: { typed, field }, isNamed, divided }: AddLineProps) {
	const may = (field: string) => ![...rights.hidden, ...rights.locked].includes(`line.${field}`)
	return (
		<fieldset className={divided ? 'mt-4 border-line border-t pt-4' : undefined}>
			<legend className={isNamed ? 'sr-only' : 'float-left mb-2 w-full font-semibold'}>{say('amend.add')}</legend>
			<div className="clear-both grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-6 [&>*]:mt-0">
				<div className="lg:col-span-2">
					<Select {...field('product')} label={say('amend.product')}>
						<option value="">{say('amend.addNothing')}</option>
						<Products products={products} currency={currency} />
					</Select>
				</div>
				<Figure {...field('quantity')} label={say('amend.quantity')} placeholder="1" />
				<Select {...field('unit')} label={say('amend.unit')}>
					<option value="">{say('amend.ownUnit')}</option>
					{unitsOf(products).map((unit) => (
						<option key={unit} value={unit}>
							{unit}
						</option>
					))}
				</Select>
				<Figure {...field('unitPrice')} label={say('amend.unitPrice')} placeholder={say('amend.listPrice')} />
				<Figure {...field('discountPercent')} label={say('amend.discount')} placeholder="0" />
				{(['model', 'serialNumber', 'factoryNumber'] as const).filter(may).map((name) => (
					<Input key={name} {...field(name)} label={say(`amend.${name}`)} maxLength={200} autoComplete="off" />
				))}
				<Input
					{...field('description')}
					label={say('amend.ownWords')}
					maxLength={200}
					placeholder={say('amend.asCalled')}
				/>
				<Input {...field('startsOn')} label={say('amend.runsFrom')} type="date" />
				<Input {...field('endsOn')} label={say('amend.runsTo')} type="date" />
				<OwnInputs fields={own} values={ownTyped({ initialValue: typed }) ?? {}} asks={false} />
			</div>
		</fieldset>
	)
}

/** What anything on sale is sold in beside its own unit. */
function unitsOf(products: readonly ListedProduct[]): string[] {
	return [...new Set(products.flatMap(({ units }) => units.map(({ name }) => name)))].sort()
}

type FigureProps = ReturnType<PostedBack['field']> & { label: string; placeholder?: string }

export function Figure(props: FigureProps) {
	return <Input {...props} inputMode="decimal" autoComplete="off" />
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
