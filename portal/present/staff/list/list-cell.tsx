import type { ContractState } from '#core/contract/state.ts'
import type { Health } from '#core/health/condition.ts'
import type { Standing } from '#core/invoice/standing.ts'
import type { ListedRow } from '#core/list/read.ts'
import { TextLink } from '../../../ui/link.tsx'
import { Day, Money } from '../../display.tsx'
import { formatNumber, formatUnitPrice } from '../../format.ts'
import { ContractPill, StandingPill } from '../../state-pill.tsx'
import { HealthPill } from '../health/reasons.tsx'
import type { ShownField } from './open-list.ts'

const places = {
	customer: '/staff/customers',
	contract: '/staff/contracts',
	plan: '/staff/contracts',
	invoice: '/staff/invoices',
	receipt: '/staff/receipts',
	equipment: '/staff/equipment',
	product: '/staff/products',
	case: '/staff/collection',
}

type CellProps = { row: ListedRow; field: ShownField; list: string }

/** What a row without it says in its heading, which may not be empty. */
const nothing = '–'

/** What a row holds in one field. */
export function ListCell({ row, field, list, heading }: CellProps & { heading: boolean }) {
	const { name, leadsTo } = field
	const value = row.cells[name]
	if (value === null || value === undefined || value === '') return heading ? nothing : null
	const lead = row.leads[name]
	const shown = <Value value={value} row={row} field={field} list={list} />
	return lead && leadsTo ? (
		<TextLink href={`${places[leadsTo]}/${lead}${leadsTo === 'plan' ? '/plans' : ''}`}>{shown}</TextLink>
	) : (
		shown
	)
}

function Value({ value, row, field, list }: CellProps & { value: string }) {
	const { kind, name, choices } = field
	const currency = row.currency ?? ''
	switch (kind) {
		case 'day':
			return <Day on={value} />
		case 'money':
			return <Money of={{ minor: BigInt(value), currency }} />
		case 'price':
			return <span className="figures">{formatUnitPrice('en', value, currency)}</span>
		case 'number':
			return <span className="figures">{formatNumber('en', value)}</span>
		case 'choice':
		case 'country':
		case 'flag':
			if (name === 'state' && list === 'invoices')
				return <StandingPill standing={value as Standing} credit={row.cells.kind === 'credit_note'} />
			if (name === 'instalmentState' && value !== 'coming')
				return <StandingPill standing={value as Standing} credit={false} />
			if (name === 'health') return <HealthPill of={value as Health} />
			if (name === 'state') return <ContractPill state={value as ContractState} status={row.says[name]} />
			return <>{choices.find((choice) => choice.value === value)?.label ?? value}</>
		default:
			return <span className={looksOf(value)}>{value}</span>
	}
}

/** Numbers of things are not broken at their hyphens; sentences keep room for some words beside each other. */
function looksOf(value: string): string {
	if (isCode(value)) return 'whitespace-nowrap'
	return value.length > 40 ? 'break-words sm:inline-block sm:min-w-60' : 'break-words'
}

const isCode = (value: string) => value.length <= 16 && /^\S*\d\S*$/.test(value)
