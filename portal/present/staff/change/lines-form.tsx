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
import { type Answer, postedBack } from './posted-back.ts'

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
	answer: Answer
}

/** The lines in force with what each is now, and room for one more: whatever differs is one amendment. */
export function LinesForm(props: LinesFormProps) {
	const { lines, found, products, currency, own, rights, today, search, onlyAdds, answer } = props
	const posted = postedBack(answer, 'lines')
	const rows = Array.isArray(posted.typed.lines) ? (posted.typed.lines as Record<string, string>[]) : []
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
								<Line {...{ line, place, products, currency, rows }} errors={answer?.error} />
							</li>
						))}
					</ol>
					{!onlyAdds && found > lines.length ? (
						<p className="mt-3 text-muted">{say('amend.mostShown', { shown: lines.length, found })}</p>
					) : null}
					<AddLine {...{ products, currency, own, rights, posted }} isNamed={onlyAdds} divided={lines.length > 0} />
					<PriceReasons products={products} currency={currency} />
					<How today={today} posted={posted} />
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
	/** What was posted, in its own order, and what was wrong with it. */
	rows: readonly (Record<string, string> | undefined)[]
	errors: NonNullable<Answer>['error'] | undefined
}

function Line({ line, place, products, currency, rows, errors }: LineProps) {
	const name = (field: string) => `lines[${place}].${field}`
	const was = rows.findIndex((row) => row?.id === line.id)
	const typed = rows[was]
	const field = (of: 'quantity' | 'unitPrice' | 'discountPercent' | 'endsOn') => ({
		...{ name: name(of), defaultValue: typed?.[of] ?? line[of] ?? '' },
		errors: errors?.[`lines[${was}].${of}`] ?? undefined,
	})
	const plans = products.filter(({ planId }) => planId !== null)
	return (
		<fieldset>
			<legend className="mb-2 font-semibold">
				{[line.description, line.model, line.serialNumber].filter(Boolean).join(' · ')}
			</legend>
			<input type="hidden" name={name('id')} value={line.id} />
			<div className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-6 [&>*]:mt-0">
				<Figure
					{...field('quantity')}
					label={`${say('amend.quantity')}${line.unit === 'piece' ? '' : `, ${line.unit}`}`}
				/>
				<Figure {...field('unitPrice')} label={say('amend.unitPrice')} />
				<Figure {...field('discountPercent')} label={say('amend.discount')} />
				<div className="lg:col-span-2">
					<Select name={name('planId')} label={say('amend.plan')} defaultValue={typed?.planId ?? ''}>
						<option value="">{say('amend.keepPlan')}</option>
						<Products products={plans.filter(({ planId }) => planId !== line.planId)} currency={currency} />
					</Select>
				</div>
				<Input {...field('endsOn')} label={say('amend.lineEnd')} type="date" />
			</div>
			<div className="mt-3">
				<Checkbox name={name('off')} label={sayScreen('screen.endLine')} defaultChecked={typed?.off === 'on'} />
			</div>
		</fieldset>
	)
}
