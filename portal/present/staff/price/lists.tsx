import type { ListedPriceList } from '#core/price/find-lists.ts'
import { Empty } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Pill, type Tone } from '../../../ui/pill.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayPrice as say } from '../../../words/staff-prices.ts'
import { Day } from '../../display.tsx'

const tones: Record<ListedPriceList['standing'], Tone> = { in_force: 'good', to_come: 'accent', over: 'neutral' }

const columns: Column<ListedPriceList>[] = [
	{
		key: 'name',
		title: say('price.name'),
		cell: ({ id, name, items }) => (
			<>
				<TextLink href={`/staff/prices/${id}`}>{name}</TextLink>
				<span className="block text-muted text-sm">{say('price.lines', { count: items })}</span>
			</>
		),
	},
	{ key: 'for', title: say('price.for'), cell: (list) => sayFor(list), second: 'left' },
	{ key: 'currency', title: say('price.currency'), cell: ({ currency }) => currency },
	{ key: 'from', title: say('price.from'), cell: ({ validFrom }) => <Day on={validFrom} /> },
	{
		key: 'to',
		title: say('price.to'),
		cell: ({ validTo }) => (validTo ? <Day on={validTo} /> : <span className="text-muted">{say('price.open')}</span>),
	},
	{
		key: 'state',
		title: say('price.state'),
		cell: ({ standing }) => <Pill tone={tones[standing]}>{say(`price.standing.${standing}`)}</Pill>,
		lead: true,
	},
]

export function PriceLists({ lists }: { lists: readonly ListedPriceList[] }) {
	if (lists.length === 0) return <Empty title={say('price.none')}>{say('price.noneNote')}</Empty>
	return <Table caption={say('price.title')} quietCaption columns={columns} rows={lists} keyOf={({ id }) => id} />
}

function sayFor({ everybody, for: named }: ListedPriceList): string {
	if (everybody) return say('price.everybody')
	const [first, ...others] = named
	if (!first) return say('price.nobody')
	return others.length === 0 ? first.name : say('price.more', { name: first.name, count: others.length })
}
