import type { World } from '#test/support/books.ts'

/*
 * What a contract brings a month on a day, said a second time: row by row in plain fractions, without the schedule. A
 * fraction is [numerator, denominator] of minor units, with two digits.
 */

type Line = {
	id: string
	unit: 'day' | 'week' | 'month' | 'year'
	count: number
	free: number
	contractEnd: string | null
}
type State = {
	line: string
	on: string
	starts: string
	ends: string | null
	quantity: string
	price: string
	off: string
}
type Fact = { starts: string; ends: string | null; percent: string | null; month: bigint | null }

export async function mrrOracle(
	{ sql }: World,
	contractId: string,
): Promise<(day: string, lineId?: string) => bigint | null> {
	const lines = await sql<Line[]>`
		select line.id, interval_unit as unit, interval_count as count, free_days as free, contract.ends_on::text as "contractEnd"
		from contract_line as line join contract on contract.id = contract_id
		where contract_id = ${contractId} and interval_unit is not null order by position`
	const states = await sql<State[]>`
		select contract_line_id as line, effective_on::text as on, starts_on::text as starts, ends_on::text as ends,
			quantity::text, unit_price::text as price, discount_percent::text as off
		from contract_line_state where contract_id = ${contractId} order by effective_on, sequence`
	const facts = await sql<(Fact & { pause: boolean })[]>`
		(select distinct on (id) starts_on::text as starts, ends_on::text as ends, percent::text, month_minor as month, false as pause
			from contract_discount where contract_id = ${contractId} order by id, sequence desc)
		union all
		(select distinct on (id) starts_on::text, ends_on::text, null, null, true from contract_pause
			where contract_id = ${contractId} order by id, sequence desc)`
	return (day, lineId) => {
		const here = facts.filter((fact) => fact.starts <= day && (fact.ends === null || fact.ends >= day))
		if (here.some(({ pause }) => pause)) return 0n
		// What one line has of an amount a month is a matter of splitting.
		if (lineId && here.some(({ month }) => month)) return null
		const rates = lines.filter(({ id }) => !lineId || id === lineId).map((line) => monthOf(line, states, here, day))
		const whole = rates.reduce((sum, [over, under]) => sum + rounded(over, under), 0n)
		const off = here.reduce((sum, { month }) => sum + (month ?? 0n), 0n)
		// The whole goes down by the whole amount, but for the cent by which each part is rounded where a line bills by days.
		return whole - (off < whole ? off : whole)
	}
}

function monthOf(line: Line, states: readonly State[], here: readonly Fact[], day: string): [bigint, bigint] {
	const own = states.filter((state) => state.line === line.id)
	const last = own.at(-1)
	const state = own.filter(({ on }) => on <= day).at(-1)
	if (!state || !last) return [0n, 1n]
	const first = Temporal.PlainDate.from(state.starts).add({ days: line.free }).toString()
	const ends = [last.ends, line.contractEnd].filter((end) => end !== null)
	if (day < first || ends.some((end) => end < day)) return [0n, 1n]
	let [over, under] = [100n, 1n]
	for (const factor of [state.quantity, state.price]) {
		const [digits, scale] = decimal(factor)
		over *= digits
		under *= scale
	}
	for (const percent of [state.off, ...here.flatMap((fact) => fact.percent ?? [])]) {
		const [digits, scale] = decimal(percent)
		over *= 100n * scale - digits
		under *= 100n * scale
	}
	const [times, periods] = { day: [365n, 12n], week: [52n, 12n], month: [1n, 1n], year: [1n, 12n] }[line.unit] as [
		bigint,
		bigint,
	]
	return [over * times, under * periods * BigInt(line.count)]
}

function decimal(text: string): [bigint, bigint] {
	const [whole = '', part = ''] = text.split('.')
	return [BigInt(whole + part), 10n ** BigInt(part.length)]
}

function rounded(over: bigint, under: bigint): bigint {
	return (2n * over + under) / (2n * under)
}
