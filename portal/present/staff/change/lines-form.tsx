import type { SubmissionResult } from '@conform-to/react'
import type { ChangeableByStaff } from '#core/amendment/find-changeable.ts'
import type { OwnField } from '#core/own-field/own-field.ts'
import type { ListedProduct } from '#core/product/list.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayAmend as say } from '#portal/words/staff-amend.ts'
import { sayScreen } from '#portal/words/staff-screen.ts'
import type { FormRights } from '../field-right/righted.tsx'
import { PriceReasons } from '../price/reasons.tsx'
import { AddLine, Figure, Products } from './add-line.tsx'
import { How } from './how.tsx'

type LinesFormProps = {
	lines: readonly ChangeableByStaff[]
	found: number
	products: readonly ListedProduct[]
	currency: string
	today: string
	search: string
	/** Own fields of lines, and what the actor may fill in. */
	own: readonly OwnField[]
	rights: FormRights
	/** Only a line more: what is there already is left to another form. */
	onlyAdds: boolean
	/** What was posted and could not be read. */
	answer: SubmissionResult<string[]> | undefined
}

/** The lines in force with what each is now, and room for one more: whatever differs is one amendment. */
export function LinesForm(props: LinesFormProps) {
	const { lines, found, products, currency, own, rights, today, search, onlyAdds, answer } = props
	const typed = (answer?.initialValue ?? {}) as Record<string, unknown>
	const rows = Array.isArray(typed.lines) ? (typed.lines as Record<string, string>[]) : []
	return (
		<Section
			title={say(onlyAdds ? 'amend.add' : 'amend.lines')}
			intro={onlyAdds ? null : say('amend.linesIntro')}
			id="lines"
		>
			{!onlyAdds && (found > lines.length || search) ? (
				<form method="get" className="mb-4 flex items-end gap-3">
					<Input label={say('amend.search')} name="search" type="search" defaultValue={search} />
					<Button kind="secondary">{say('amend.search')}</Button>
				</form>
			) : null}
			<Card>
				<form method="post">
					<input type="hidden" name="intent" value="lines" />
					<ol className="divide-y divide-line empty:hidden">
						{lines.map((line, place) => (
							<li key={line.id} className="py-4 first:pt-0">
								<Line {...{ line, place, products, currency }} typed={rows.find((row) => row?.id === line.id)} />
							</li>
						))}
					</ol>
					{!onlyAdds && found > lines.length ? (
						<p className="mt-3 text-muted">{say('amend.mostShown', { shown: lines.length, found })}</p>
					) : null}
					<AddLine {...{ products, currency, own, rights, typed }} isNamed={onlyAdds} divided={lines.length > 0} />
					<PriceReasons products={products} currency={currency} />
					<How today={today} typed={typed} />
				</form>
			</Card>
		</Section>
	)
}

type LineProps = {
	line: ChangeableByStaff
	place: number
	products: readonly ListedProduct[]
	currency: string
	typed: Record<string, string> | undefined
}

function Line({ line, place, products, currency, typed }: LineProps) {
	const name = (field: string) => `lines[${place}].${field}`
	const value = (field: 'quantity' | 'unitPrice' | 'discountPercent' | 'endsOn') => typed?.[field] ?? line[field] ?? ''
	const plans = products.filter(({ planId }) => planId !== null)
	return (
		<fieldset>
			<legend className="mb-2 font-semibold">
				{[line.description, line.model, line.serialNumber].filter(Boolean).join(' · ')}
			</legend>
			<input type="hidden" name={name('id')} value={line.id} />
			<div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-6 [&>*]:mt-0">
				<Figure
					name={name('quantity')}
					label={`${say('amend.quantity')}${line.unit === 'piece' ? '' : `, ${line.unit}`}`}
					value={value('quantity')}
				/>
				<Figure name={name('unitPrice')} label={say('amend.unitPrice')} value={value('unitPrice')} />
				<Figure name={name('discountPercent')} label={say('amend.discount')} value={value('discountPercent')} />
				<div className="lg:col-span-2">
					<Select name={name('planId')} label={say('amend.plan')} defaultValue={typed?.planId ?? ''}>
						<option value="">{say('amend.keepPlan')}</option>
						<Products products={plans.filter(({ planId }) => planId !== line.planId)} currency={currency} />
					</Select>
				</div>
				<Input name={name('endsOn')} label={say('amend.lineEnd')} type="date" defaultValue={value('endsOn')} />
			</div>
			<div className="mt-3">
				<Checkbox name={name('off')} label={sayScreen('screen.endLine')} defaultChecked={typed?.off === 'on'} />
			</div>
		</fieldset>
	)
}
