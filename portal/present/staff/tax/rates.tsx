import type { ListedRate } from '#core/tax/list-rates.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/card.tsx'
import { Input } from '../../../ui/field.tsx'
import { Pill, type Tone } from '../../../ui/pill.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayTax as say } from '../../../words/staff-taxes.ts'
import { nameCountry } from '../../country.ts'
import { Day } from '../../display.tsx'
import { formatPercent } from '../../format.ts'

const tones: Record<ListedRate['standing'], Tone> = {
	in_force: 'good',
	to_come: 'accent',
	behind: 'neutral',
	over: 'neutral',
}

/** Every rate with its days and whether it counts; what can still be done with it. */
export function TaxRates({ rates, today }: { rates: readonly ListedRate[]; today: string }) {
	if (rates.length === 0) return <Empty title={say('tax.none')}>{say('tax.noneNote')}</Empty>
	const columns: Column<ListedRate>[] = [
		{
			key: 'place',
			title: say('tax.place'),
			cell: ({ country, region }) => (
				<>
					<span className="font-semibold">{nameCountry('en', country)}</span>
					<span className="block text-muted text-sm">{region || say('tax.wholeCountry')}</span>
				</>
			),
		},
		{
			key: 'class',
			title: say('tax.class'),
			cell: ({ taxClass, included }) => (
				<div>
					{taxClass}
					{included ? <span className="block text-muted text-sm">{say('tax.included')}</span> : null}
				</div>
			),
			second: 'left',
		},
		{
			key: 'rate',
			title: say('tax.rate'),
			cell: ({ label, percent }) => `${label} ${formatPercent('en', percent)}`,
			figures: true,
			lead: true,
		},
		{ key: 'from', title: say('tax.from'), cell: ({ validFrom }) => <Day on={validFrom} /> },
		{
			key: 'to',
			title: say('tax.to'),
			cell: ({ validTo }) => (validTo ? <Day on={validTo} /> : <span className="text-muted">{say('tax.open')}</span>),
		},
		{
			key: 'state',
			title: say('tax.state'),
			cell: ({ standing }) => <Pill tone={tones[standing]}>{say(`tax.standing.${standing}`)}</Pill>,
			second: 'right',
		},
		{ key: 'act', title: say('tax.end'), cell: (rate) => <Act rate={rate} today={today} /> },
	]
	return <Table caption={say('tax.rates')} quietCaption columns={columns} rows={rates} keyOf={({ id }) => id} />
}

function Act({ rate, today }: { rate: ListedRate; today: string }) {
	if (rate.standing === 'over') return null
	const name = say('tax.endOf', {
		label: rate.label,
		percent: formatPercent('en', rate.percent),
		place: nameCountry('en', rate.country),
	})
	return (
		<details>
			<summary className="inline-flex min-h-9 cursor-pointer items-center font-medium text-accent hover:underline">
				{say('tax.end')} <span className="sr-only">{name}</span>
			</summary>
			<form method="post" className="mt-2 grid gap-3">
				<input type="hidden" name="id" value={rate.id} />
				<Input
					id={`end-${rate.id}`}
					name="validTo"
					type="date"
					label={say('tax.lastDay')}
					defaultValue={rate.validTo ?? (rate.validFrom > today ? rate.validFrom : today)}
					required
				/>
				<span className="flex flex-wrap gap-2">
					<Button kind="secondary" size="small" name="intent" value="end">
						{say('tax.end')}
					</Button>
					{rate.standing === 'to_come' ? (
						<Button kind="quiet" size="small" name="intent" value="remove" formNoValidate>
							{say('tax.remove')}
						</Button>
					) : null}
				</span>
			</form>
		</details>
	)
}
