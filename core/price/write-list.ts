import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const days = { validFrom: dayInput, validTo: dayInput.nullish() }
const name = z.string().trim().min(1).max(120)
const listInput = z.object({ name, currency: z.string().refine(isCurrency), everybody: z.boolean(), ...days })
const editInput = z.object({ id: z.uuid(), name, ...days })

export type CreatePriceList = z.input<typeof listInput>
export type EditPriceList = z.input<typeof editInput>

/** A price list of a currency, empty yet: everybody's, or of those it is given to. Refuses `input.invalid`, `tax.last_day`, `price_list.name_taken`. */
export async function createPriceList(scope: Scope, input: CreatePriceList): Promise<{ id: string }> {
	permit(scope, 'product.write')
	const { name, currency, everybody, validFrom, validTo = null } = checked(listInput, input)
	refuseDays(validFrom, validTo)
	const [list] = await scope.sql<{ id: string }[]>`
		insert into price_list (name, currency, everybody, valid_from, valid_to, created_at)
		values (${name}, ${currency}, ${everybody}, ${validFrom}, ${validTo}, ${scope.now})
		on conflict ((lower(name))) do nothing returning id`
	if (!list) refuse('price_list.name_taken', { name })
	const subject = { kind: 'price_list', id: list.id }
	await emit(scope, { kind: 'price_list.created', subject, facts: { name, currency, everybody, validFrom, validTo } })
	return list
}

/**
 * Another name or other days. What has been agreed by the list keeps its price. Refuses `input.invalid`, `not_found`,
 * `tax.last_day`, `price_list.name_taken`.
 */
export async function editPriceList(scope: Scope, input: EditPriceList): Promise<void> {
	permit(scope, 'product.write')
	const { id, name, validFrom, validTo = null } = checked(editInput, input)
	refuseDays(validFrom, validTo)
	await lockList(scope, id)
	const [taken] = await scope.sql`select from price_list where lower(name) = lower(${name}) and id <> ${id}`
	if (taken) refuse('price_list.name_taken', { name })
	await scope.sql`
		update price_list set name = ${name}, valid_from = ${validFrom}, valid_to = ${validTo} where id = ${id}`
	const facts = { name, validFrom, validTo }
	await emit(scope, { kind: 'price_list.updated', subject: { kind: 'price_list', id }, facts })
}

/** The list, locked. Refuses `not_found`. */
export async function lockList(scope: Scope, id: string): Promise<{ currency: string; everybody: boolean }> {
	const [list] = await scope.sql<{ currency: string; everybody: boolean }[]>`
		select currency, everybody from price_list where id = ${id} for update`
	if (!list) refuse('not_found', { noun: 'price_list' })
	return list
}

export function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
	const read = schema.safeParse(input)
	if (read.success) return read.data
	const issue = read.error.issues[0]
	refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
}

function refuseDays(validFrom: string, validTo: string | null): void {
	if (validTo !== null && validTo < validFrom) refuse('tax.last_day', { earliestOn: validFrom })
}
