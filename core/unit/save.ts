import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { saidField } from '../product/input.ts'
import { refuse } from '../refusal.ts'

const whole = z
	.string()
	.trim()
	.regex(/^[1-9]\d{0,11}$/)
	.transform(BigInt)

const unitInput = z
	.object({
		name: z.string().trim().min(1).max(40),
		/** What it is so many of; none: it is reckoned in itself. */
		base: z.string().trim().min(1).max(40).nullish(),
		/** So many of the base, as a fraction: 12, or 1 by 60. */
		numerator: whole.default(1n),
		denominator: whole.default(1n),
		whole: z.boolean(),
		code: z
			.string()
			.trim()
			.toUpperCase()
			.regex(/^[A-Z0-9]{2,3}$/),
		/** What it is called by language, all forms of the word with | between them. */
		names: saidField(80),
	})
	.refine(({ base, name }) => base !== name, { path: ['base'] })

export type SaveUnit = z.input<typeof unitInput>

/** A unit more. Refuses `input.invalid`, `unit.name_taken`, `unit.base`. */
export async function addUnit(scope: Scope, input: SaveUnit): Promise<void> {
	permit(scope, 'product.write')
	const { name, ...unit } = checked(input)
	const { sql } = scope
	// Whoever else takes a name waits here.
	await sql`lock table unit in share row exclusive mode`
	const [taken] = await sql<{ name: string }[]>`select name from unit where lower(name) = lower(${name})`
	if (taken) refuse('unit.name_taken', { name: taken.name })
	const { base = null, numerator, denominator } = await reckoned(scope, unit)
	await sql`
		insert into unit (name, base, numerator, denominator, whole, code, names)
		values (${name}, ${base}, ${numerator}, ${denominator}, ${unit.whole}, ${unit.code}, ${sql.json(unit.names ?? {})})`
	await told(scope, 'unit.added', { name, ...unit, base, numerator, denominator })
}

/**
 * What a unit is. In use, it keeps what it is so many of; code and whether it is whole may change, and count from now on.
 * Refuses `input.invalid`, `not_found`, `unit.base`, `unit.in_use`.
 */
export async function changeUnit(scope: Scope, input: SaveUnit): Promise<void> {
	permit(scope, 'product.write')
	const { name, ...unit } = checked(input)
	const { sql } = scope
	await sql`lock table unit in share row exclusive mode`
	const [before] = await sql<{ used: boolean; base: string | null; numerator: bigint; denominator: bigint }[]>`
		select unit_is_used(name) as used, base, numerator, denominator from unit where name = ${name}`
	if (!before) refuse('not_found', { noun: 'unit' })
	const { base, numerator, denominator } = await reckoned(scope, unit)
	const same = before.base === base && before.numerator === numerator && before.denominator === denominator
	if (!same && before.used) refuse('unit.in_use', { name })
	if (before.base === null && base !== null) {
		const [other] = await sql`select from unit where base = ${name}`
		if (other) refuse('unit.in_use', { name })
	}
	await sql`
		update unit set base = ${base}, numerator = ${numerator}, denominator = ${denominator}, whole = ${unit.whole},
			code = ${unit.code}, names = coalesce(${unit.names ? sql.json(unit.names) : null}::jsonb, names) where name = ${name}`
	await told(scope, 'unit.changed', { name, ...unit, base, numerator, denominator })
}

/** Takes a unit out that nothing is counted in. Refuses `not_found`, `unit.in_use`. */
export async function removeUnit(scope: Scope, { name }: { name: string }): Promise<void> {
	permit(scope, 'product.write')
	const { sql } = scope
	const [unit] = await sql<{ used: boolean }[]>`
		select name = 'piece' or unit_is_used(name) or exists (select from product_unit where unit = name)
			or exists (select from unit as other where other.base = unit.name) as used
		from unit where name = ${name} for update`
	if (!unit) refuse('not_found', { noun: 'unit' })
	if (unit.used) refuse('unit.in_use', { name })
	await sql`delete from unit where name = ${name}`
	await told(scope, 'unit.removed', { name })
}

function checked(input: SaveUnit): z.output<typeof unitInput> {
	const read = unitInput.safeParse(input)
	if (read.success) return read.data
	const issue = read.error.issues[0]
	refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
}

type Reckoned = { base: string | null; numerator: bigint; denominator: bigint }

/** So many of a base, which is a base itself; a unit without one is one of itself. */
async function reckoned(
	{ sql }: Scope,
	{ base, numerator, denominator }: Omit<z.output<typeof unitInput>, 'name'>,
): Promise<Reckoned> {
	if (!base) return { base: null, numerator: 1n, denominator: 1n }
	const [known] = await sql`select from unit where name = ${base} and base is null`
	if (!known) refuse('unit.base', { name: base })
	return { base, numerator, denominator }
}

type Told = 'unit.added' | 'unit.changed' | 'unit.removed'

async function told(scope: Scope, kind: Told, facts: Record<string, unknown> & { name: string }): Promise<void> {
	const plain = Object.entries(facts).map(([key, value]) => [key, typeof value === 'bigint' ? String(value) : value])
	await emit(scope, {
		kind,
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: Object.fromEntries(plain),
	})
}
