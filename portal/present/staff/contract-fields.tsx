import type { ReactNode } from 'react'
import type { ListedProduct } from '#core/product/list.ts'
import { bound, type usePageForm } from '../../page-form.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { control, Input, Select } from '../../ui/field.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { cycles } from './contract-form.ts'

export type LineRow = {
	/** Which row of the form it is, from 0. */
	place: number
	product: string
	description: string
	quantity: string
	unitPrice: string
	discountPercent: string
	every: string
	model: string
	serialNumber: string
}

export type ContractFields = {
	title: string
	startsOn: string
	endsOn: string
	alignment: string
	timing: string
	noticeDays: string
	purchaseOrder: string
}

type TermFieldsProps = { fields: ReturnType<typeof usePageForm<ContractFields>>[1]; prorate: boolean }

/** What is agreed as a whole. */
export function TermFields({ fields, prorate }: TermFieldsProps) {
	return (
		<div className="grid gap-x-8 lg:grid-cols-2">
			<div>
				<Input {...bound(fields.title)} label={say('staff.contract.title')} optional />
				<Input {...bound(fields.startsOn)} label={say('staff.contract.starts')} type="date" required />
				<Input
					{...bound(fields.endsOn)}
					label={say('staff.contract.ends')}
					hint={say('staff.contract.endsHint')}
					type="date"
					optional
				/>
				<Input {...bound(fields.purchaseOrder)} label={say('staff.contract.purchaseOrder')} optional />
			</div>
			<div className="mt-5 lg:mt-0">
				<Select {...bound(fields.timing)} label={say('staff.contract.timing')}>
					{(['advance', 'arrears'] as const).map((timing) => (
						<option key={timing} value={timing}>
							{say(`staff.contract.timings.${timing}`)}
						</option>
					))}
				</Select>
				<Select {...bound(fields.alignment)} label={say('staff.contract.alignment')}>
					{(['anniversary', 'contract', 'calendar', 'month_end'] as const).map((alignment) => (
						<option key={alignment} value={alignment}>
							{say(`staff.contract.alignments.${alignment}`)}
						</option>
					))}
				</Select>
				<Input {...bound(fields.noticeDays)} label={say('staff.contract.noticeDays')} inputMode="numeric" optional />
				<div className="mt-5">
					<Checkbox name="prorate" label={say('staff.contract.prorate')} defaultChecked={prorate} />
				</div>
			</div>
		</div>
	)
}

const cell = `${control} min-w-0`

type LineFieldsProps = { rows: LineRow[]; products: ListedProduct[] }

/** One row a line; a product of the catalogue fills what is left empty. */
export function LineFields({ rows, products }: LineFieldsProps) {
	return (
		<ol className="divide-y divide-line">
			{rows.map((row) => (
				<li key={row.place} className="py-4 first:pt-0">
					<fieldset>
						<legend className="mb-2 font-semibold">{say('staff.contract.line', { number: row.place + 1 })}</legend>
						<div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-6">
							<Cell id={`line-${row.place}-product`} label={say('staff.contract.product')} wide>
								<select
									id={`line-${row.place}-product`}
									name={`lines[${row.place}].product`}
									defaultValue={row.product}
									className={cell}
								>
									<option value="">–</option>
									{products.map((product) => (
										<option key={product.code} value={product.code}>
											{product.name}
										</option>
									))}
								</select>
							</Cell>
							<Cell id={`line-${row.place}-description`} label={say('staff.contract.description')} wide>
								<input
									id={`line-${row.place}-description`}
									name={`lines[${row.place}].description`}
									defaultValue={row.description}
									maxLength={200}
									className={cell}
								/>
							</Cell>
							<Cell id={`line-${row.place}-quantity`} label={say('staff.contract.quantity')}>
								<input
									id={`line-${row.place}-quantity`}
									name={`lines[${row.place}].quantity`}
									defaultValue={row.quantity}
									inputMode="decimal"
									className={`${cell} figures`}
								/>
							</Cell>
							<Cell id={`line-${row.place}-unitPrice`} label={say('staff.contract.unitPrice')}>
								<input
									id={`line-${row.place}-unitPrice`}
									name={`lines[${row.place}].unitPrice`}
									defaultValue={row.unitPrice}
									inputMode="decimal"
									className={`${cell} figures`}
								/>
							</Cell>
							<Cell id={`line-${row.place}-every`} label={say('staff.contract.every')}>
								<select
									id={`line-${row.place}-every`}
									name={`lines[${row.place}].every`}
									defaultValue={row.every}
									className={cell}
								>
									{cycles.map((cycle) => (
										<option key={cycle} value={cycle}>
											{cycle === 'once' ? say('staff.contract.once') : say(`staff.contract.intervals.${cycle}`)}
										</option>
									))}
								</select>
							</Cell>
							<Cell id={`line-${row.place}-discountPercent`} label={say('staff.contract.discount')}>
								<input
									id={`line-${row.place}-discountPercent`}
									name={`lines[${row.place}].discountPercent`}
									defaultValue={row.discountPercent}
									inputMode="decimal"
									className={`${cell} figures`}
								/>
							</Cell>
							<Cell id={`line-${row.place}-model`} label={say('staff.contract.model')} wide>
								<input
									id={`line-${row.place}-model`}
									name={`lines[${row.place}].model`}
									defaultValue={row.model}
									maxLength={200}
									className={cell}
								/>
							</Cell>
							<Cell id={`line-${row.place}-serialNumber`} label={say('staff.contract.serialNumber')} wide>
								<input
									id={`line-${row.place}-serialNumber`}
									name={`lines[${row.place}].serialNumber`}
									defaultValue={row.serialNumber}
									maxLength={200}
									className={cell}
								/>
							</Cell>
						</div>
					</fieldset>
				</li>
			))}
		</ol>
	)
}

type CellProps = { id: string; label: string; wide?: boolean; children: ReactNode }

function Cell({ id, label, wide = false, children }: CellProps) {
	return (
		<div className={wide ? 'lg:col-span-2' : ''}>
			<label htmlFor={id} className="mb-1 block text-muted text-sm">
				{label}
			</label>
			{children}
		</div>
	)
}
