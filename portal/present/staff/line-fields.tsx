import type { InputHTMLAttributes, ReactNode } from 'react'
import type { ListedProduct } from '#core/product/list.ts'
import { Chevron, control, Errors } from '../../ui/field.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayAmend } from '../../words/staff-amend.ts'
import { useCycle } from '../cycle.tsx'
import { formatUnitPrice } from '../format.ts'
import { everything, type FormRights } from './field-right/righted.tsx'
import { cycles, isEmptyRow, type LineField, type LineRow } from './line-row.ts'
import { PriceReasons } from './price/reasons.tsx'

type LineFieldsProps = {
	rows: LineRow[]
	products: ListedProduct[]
	currency: string
	/** With days of its own. */
	days?: boolean
	/** Further fields of a line. */
	extra?: (row: LineRow) => ReactNode
	rights?: FormRights
}

/** By which right a field of a line is kept from being changed. */
const rightOf: Partial<Record<LineField, string>> = {
	...{ quantity: 'line.quantity', unitPrice: 'line.unitPrice' },
	...{ discountPercent: 'line.discount', discountPeriods: 'line.discount', discountUntil: 'line.discount' },
	...{ model: 'line.model', serialNumber: 'line.serialNumber', factoryNumber: 'line.factoryNumber' },
}

/** One row a line; a product of the catalogue fills what is left empty. Who may not say how many, or at what price, adds none. */
export function LineFields({ rows, products, currency, days = false, extra, rights = everything }: LineFieldsProps) {
	const adds = !rights.locked.some((field) => field === 'line.quantity' || field === 'line.unitPrice')
	return (
		<>
			<ol className="divide-y divide-line">
				{(adds ? rows : rows.filter((row) => !isEmptyRow(row))).map((row) => (
					<li key={row.place} className="py-5 first:pt-0 last:pb-0">
						<Line {...{ row, products, currency, days }} locked={rights.locked} />
						{extra?.(row)}
					</li>
				))}
			</ol>
			<PriceReasons products={products} currency={currency} />
		</>
	)
}

type LineProps = { row: LineRow; products: ListedProduct[]; currency: string }

function Line({ row, products, currency, days, locked }: LineProps & { days: boolean; locked: readonly string[] }) {
	const figures = { inputMode: 'decimal', autoComplete: 'off', className: `${control} figures min-w-0` } as const
	return (
		<fieldset>
			<legend className="mb-2 font-semibold">{say('staff.contract.line', { number: row.place + 1 })}</legend>
			<input type="hidden" name={`lines[${row.place}].was`} value={row.was} />
			<div className="grid grid-cols-2 items-start gap-x-3 gap-y-3 lg:grid-cols-12">
				<Cell row={row} field="product" className="col-span-2 lg:col-span-6">
					{(bound) => (
						<Chevron>
							<select {...bound} defaultValue={row.product} className={`${control} min-w-0 appearance-none pr-9`}>
								<option value="">{say('staff.contract.noProduct')}</option>
								<Products row={row} products={products} currency={currency} />
							</select>
						</Chevron>
					)}
				</Cell>
				<Cell row={row} field="description" className="col-span-2 lg:col-span-6">
					{(bound) => <Text {...bound} row={row} maxLength={200} />}
				</Cell>
				<Cell row={row} locked={locked} field="quantity" className="lg:col-span-2">
					{(bound) => <Text {...bound} row={row} placeholder="1" {...figures} />}
				</Cell>
				<Cell row={row} field="unit" className="lg:col-span-2">
					{(bound) => (
						<Chevron>
							<select {...bound} defaultValue={row.unit} className={`${control} min-w-0 appearance-none pr-9`}>
								<option value="">{say('staff.contract.ownUnit')}</option>
								{unitsOf(products, row).map((unit) => (
									<option key={unit} value={unit}>
										{unit}
									</option>
								))}
							</select>
						</Chevron>
					)}
				</Cell>
				<Cell row={row} locked={locked} field="unitPrice" className="lg:col-span-2" unit={currency}>
					{(bound) => <Text {...bound} row={row} {...figures} />}
				</Cell>
				<Cell row={row} field="every" className="lg:col-span-3">
					{(bound) => (
						<Chevron>
							<select {...bound} defaultValue={row.every} className={`${control} min-w-0 appearance-none pr-9`}>
								<option value="">{say('staff.contract.asInCatalogue')}</option>
								<Cycles row={row} />
							</select>
						</Chevron>
					)}
				</Cell>
				<Cell row={row} locked={locked} field="discountPercent" className="lg:col-span-3">
					{(bound) => <Text {...bound} row={row} placeholder="0" {...figures} />}
				</Cell>
				<Cell row={row} locked={locked} field="discountPeriods" className="lg:col-span-3">
					{(bound) => <Text {...bound} row={row} {...figures} inputMode="numeric" />}
				</Cell>
				<Cell row={row} locked={locked} field="discountUntil" className="lg:col-span-3">
					{(bound) => <Text {...bound} row={row} type="date" />}
				</Cell>
				<Cell row={row} locked={locked} field="model" className="lg:col-span-3">
					{(bound) => <Text {...bound} row={row} maxLength={200} />}
				</Cell>
				<Cell row={row} locked={locked} field="serialNumber" className="lg:col-span-3">
					{(bound) => <Text {...bound} row={row} maxLength={200} className={`${control} min-w-0 font-mono`} />}
				</Cell>
				<Cell row={row} locked={locked} field="factoryNumber" className="lg:col-span-3">
					{(bound) => <Text {...bound} row={row} maxLength={200} className={`${control} min-w-0 font-mono`} />}
				</Cell>
				{days
					? (['startsOn', 'endsOn'] as const).map((field) => (
							<Cell key={field} row={row} field={field} className="lg:col-span-3">
								{(bound) => <Text {...bound} row={row} type="date" />}
							</Cell>
						))
					: null}
			</div>
		</fieldset>
	)
}

const labels = {
	product: 'staff.contract.product',
	description: 'staff.contract.description',
	quantity: 'staff.contract.quantity',
	unit: 'staff.contract.unit',
	unitPrice: 'staff.contract.unitPrice',
	every: 'staff.contract.every',
	discountPercent: 'staff.contract.discount',
	discountPeriods: 'staff.contract.discountPeriods',
	discountUntil: 'staff.contract.discountUntil',
	model: 'staff.contract.model',
	serialNumber: 'staff.contract.serialNumber',
} as const satisfies Partial<Record<LineField, string>>

const ofMachine = { factoryNumber: 'amend.factoryNumber', startsOn: 'amend.runsFrom', endsOn: 'amend.runsTo' } as const

const labelOf = (field: LineField) =>
	field in ofMachine ? sayAmend(ofMachine[field as keyof typeof ofMachine]) : say(labels[field as keyof typeof labels])

/** What is wrong in the lines, for the summary at the form's top. */
export function lineProblems(rows: LineRow[]): { id: string; label: string; errors: string[] | undefined }[] {
	return rows.flatMap((row) =>
		(Object.keys(row.errors) as LineField[]).map((field) => ({
			id: `line-${row.place}-${field}`,
			label: `${say('staff.contract.line', { number: row.place + 1 })}, ${labelOf(field)}`,
			errors: row.errors[field],
		})),
	)
}

type Bound = {
	id: string
	name: string
	field: LineField
	'aria-invalid': true | undefined
	'aria-describedby': string | undefined
}
type CellProps = {
	row: LineRow
	field: LineField
	unit?: string
	/** Rights' names of what may only be seen. */
	locked?: readonly string[]
	className: string
	children: (bound: Omit<Bound, 'field'> & { 'data-field': LineField }) => ReactNode
}

function Cell({ row, field, unit, locked = [], className, children }: CellProps) {
	const id = `line-${row.place}-${field}`
	const errors = row.errors[field]
	if (locked.includes(rightOf[field] ?? ''))
		return (
			<div className={`min-w-0 ${className}`}>
				<p className="mb-1 text-muted text-sm">
					{labelOf(field)}
					{unit ? `, ${unit}` : ''}
				</p>
				<p className="break-words">{row[field] || '–'}</p>
				<input type="hidden" name={`lines[${row.place}].${field}`} value={row[field]} />
				{errors ? <Errors id={`${id}-error`} errors={errors} /> : null}
			</div>
		)
	return (
		<div className={`min-w-0 ${className}`}>
			<label htmlFor={id} className="mb-1 block text-muted text-sm">
				{labelOf(field)}
				{unit ? `, ${unit}` : ''}
			</label>
			{children({
				id,
				name: `lines[${row.place}].${field}`,
				'data-field': field,
				'aria-invalid': errors ? true : undefined,
				'aria-describedby': errors ? `${id}-error` : undefined,
			})}
			{errors ? <Errors id={`${id}-error`} errors={errors} /> : null}
		</div>
	)
}

type TextProps = InputHTMLAttributes<HTMLInputElement> & { row: LineRow; 'data-field': LineField }

function Text({ row, 'data-field': field, ...rest }: TextProps) {
	return <input className={`${control} min-w-0`} {...rest} defaultValue={row[field]} />
}

function Products({ row, products, currency }: LineProps) {
	const cycle = useCycle()
	const isListed = row.product === '' || products.some((product) => (product.planId ?? product.id) === row.product)
	return (
		<>
			{isListed ? null : <option value={row.product}>{row.productName ?? row.product}</option>}
			{products.map(({ id, planId, name, unitPrice, intervalUnit, intervalCount }) => (
				<option key={planId ?? id} value={planId ?? id}>
					{name} · {formatUnitPrice('en', unitPrice, currency)}{' '}
					{cycle(intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null)}
				</option>
			))}
		</>
	)
}

/** What anything on sale is sold in, and what the line is in. */
function unitsOf(products: ListedProduct[], { unit }: LineRow): string[] {
	const sold = products.flatMap((product) => [product.unit, ...product.units.map(({ name }) => name)])
	return [...new Set(unit ? [...sold, unit] : sold)].sort((one, other) => one.localeCompare(other))
}

/** The usual ones, and the line's own where it has another. */
function Cycles({ row }: { row: LineRow }) {
	const cycle = useCycle()
	const own = /^(\d+) (day|week|month|year)$/.exec(row.every)
	return (
		<>
			{cycles.map((one) => (
				<option key={one} value={one}>
					{one === 'once' ? say('staff.contract.once') : say(`staff.contract.intervals.${one}`)}
				</option>
			))}
			{own ? (
				<option value={row.every}>
					{cycle({ unit: own[2] as 'day' | 'week' | 'month' | 'year', count: Number(own[1]) })}
				</option>
			) : null}
		</>
	)
}
