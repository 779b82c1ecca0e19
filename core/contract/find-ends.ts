import type { Scope } from '../act.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { permit, reach } from '../permit.ts'
import { foundAsRead, lineRead } from '../product/said.ts'
import { type Notice, type NoticeTerms, noticeOn } from './notice.ts'

export type FindEnds = {
	customerId: string
	/** Words to find in product, model, serial and factory number of single lines; each must occur. */
	search?: string | undefined
	/** Lines that are ticked already, whatever is searched. */
	lineIds: readonly string[]
	/** How many found lines are wanted at most. */
	limit: number
}

/** Days are ISO dates. */
export type EndingContract = {
	id: string
	number: string
	title: string
	currency: string
	endsOn: string | null
	/** Its last day, or of one that goes on by itself that of the term it is in; null for one that is open until notice. */
	termEndsOn: string | null
	/** Where it renews by itself: the first day of its next term, and the last to give notice before. */
	renews: { on: string; lastDay: string } | null
	/** The earliest last day that notice given today leads to; of one that ends already, the day on which it does. */
	earliestOn: string
	access: 'none' | 'upsell' | 'upsell_and_downsell'
	lineCount: number
}

export type EndingLine = {
	id: string
	contractId: string
	number: string
	description: string
	model: string
	serialNumber: string
	/** Its own last day, or its contract's. */
	endsOn: string | null
	/** Its contract's, where it has no last day of its own. */
	renews: EndingContract['renews']
	/** Its contract's. */
	access: EndingContract['access']
}

export type FoundEnds = { contracts: EndingContract[]; found: EndingLine[]; total: number; ticked: EndingLine[] }

/** Contracts in force and when they end, and lines of them that are searched for or ticked. */
export async function findEnds(scope: Scope, input: FindEnds): Promise<FoundEnds> {
	permit(scope, 'contract.read')
	const { sql, today } = scope
	const mine = sql`contract.customer_id = ${input.customerId} and ${reach(scope).contract()}
		and contract.state in ('active', 'paused', 'ending') and (contract.ends_on is null or contract.ends_on >= ${today})`
	const terms = sql`jsonb_build_object('state', contract.state, 'startsOn', contract.starts_on, 'endsOn', contract.ends_on,
		'renewal', contract.renewal, 'termMonths', contract.term_months, 'noticeDays', contract.notice_days)`
	const words = sql`line.description`
	const lines = (condition: ReturnType<typeof sql>, limit: number) => sql<
		(Row<EndingLine> & { total: number; own: boolean })[]
	>`
		select line.id, contract.id as "contractId", contract.number, ${lineRead(scope, words)} as description, line.model,
			line.serial_number as "serialNumber", coalesce(state.ends_on, contract.ends_on)::text as "endsOn",
			state.ends_on is not null as own, ${terms} as terms, contract.access,
			count(*) over ()::int as total
		from contract join contract_line as line on line.contract_id = contract.id
			cross join lateral (
				select starts_on, ends_on from contract_line_state where contract_line_id = line.id
				order by effective_on desc, sequence desc limit 1
			) as state
			left join product on product.id = line.product_id
		where ${mine} and line.interval_unit is not null
			and (state.ends_on is null or (state.ends_on >= ${today} and state.ends_on >= state.starts_on)) ${condition}
		order by contract.number, line.position limit ${limit}`
	const matching = foundAsRead(scope, input.search, words, matchesSeen(scope, 'line', 'line', input.search))
	const [contracts, found, ticked] = await Promise.all([
		sql<Row<EndingContract>[]>`
			select contract.id, number, title, currency, ends_on::text as "endsOn", access, ${terms} as terms,
				(select count(*)::int from contract_line where contract_id = contract.id) as "lineCount"
			from contract where ${mine} order by ends_on nulls last, number limit 200`,
		input.search ? lines(matching as never, input.limit) : [],
		input.lineIds.length > 0 ? lines(sql`and line.id = any(${input.lineIds as string[]}::uuid[])`, 5000) : [],
	])
	const plain = ({ total: _, own, terms: agreed, ...line }: (typeof found)[number]): EndingLine => ({
		...line,
		renews: own ? null : renewsOn(agreed, today),
	})
	return {
		contracts: contracts.map(({ terms: agreed, ...contract }) => {
			const notice = noticeOf(agreed, today)
			const end = notice?.endsOn.toString() ?? contract.endsOn
			return {
				...contract,
				termEndsOn: contract.endsOn ?? (notice?.kind === 'renewed' && agreed.renewal === 'tacit' ? end : null),
				renews: renewsOn(agreed, today),
				earliestOn: end ?? today.toString(),
			}
		}),
		found: [...found].map(plain),
		total: found[0]?.total ?? 0,
		ticked: [...ticked].map(plain),
	}
}

type Agreed = Pick<NoticeTerms, 'renewal' | 'termMonths' | 'noticeDays'> & {
	state: string
	startsOn: string
	endsOn: string | null
}
type Row<Ending> = Omit<Ending, 'renews' | 'termEndsOn' | 'earliestOn'> & { terms: Agreed }

/** Null for what ends by itself or by the notice given, and for what has no terms. */
function renewsOn(agreed: Agreed, today: Temporal.PlainDate): EndingContract['renews'] {
	const notice = noticeOf(agreed, today)
	if (notice?.kind !== 'renewed') return null
	return { on: notice.endsOn.add({ days: 1 }).toString(), lastDay: notice.lastDay.toString() }
}

/** Null where notice is given already. */
function noticeOf({ state, startsOn, endsOn, ...agreed }: Agreed, today: Temporal.PlainDate): Notice | null {
	if (state === 'ending') return null
	const dated = { startsOn: Temporal.PlainDate.from(startsOn), endsOn: endsOn ? Temporal.PlainDate.from(endsOn) : null }
	return noticeOn({ ...agreed, ...dated }, today)
}
