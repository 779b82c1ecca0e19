import { z } from 'zod'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit, nameActor } from '../event.ts'
import { refuseLockedInForce } from '../field-right/locked.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readNeeds } from '../restructuring/needs-approval.ts'
import { readLines, workOut } from './lines.ts'
import { priceRule } from './rule.ts'

const draftInput = z.object({ name: z.string().trim().min(1).max(120), rule: priceRule })
export type DraftPriceUpdate = z.input<typeof draftInput>

/**
 * Works out new prices for every recurring line in force that the rule means, and keeps them for people to look at: nothing
 * is changed yet. Each line says from which day it has which price, or why it is left out. Refuses `input.invalid`, and
 * `price_update.nothing` where no line is meant; `field.locked`.
 */
export async function draftPriceUpdate(scope: Scope, input: DraftPriceUpdate): Promise<{ id: string }> {
	permit(scope, 'product.write')
	permit(scope, 'contract.amend')
	refuseLockedInForce(scope, 'line', ['unitPrice'])
	const { name, rule } = checked(draftInput, input)
	const lines = await readLines(scope, rule)
	if (lines.length === 0) refuse('price_update.nothing', {})
	const [update] = await scope.sql<{ id: string }[]>`
		insert into price_update (name, rule, made_by, made_at)
		values (${name}, ${scope.sql.json(rule as never)}, ${nameActor(scope.actor)}, ${scope.now}) returning id`
	if (!update) throw new Error('The price update was not written')
	const needs = await readNeeds(scope)
	await insertMany(
		scope.sql,
		'price_update_line',
		{
			...{ price_update_id: 'uuid', contract_line_id: 'uuid', contract_id: 'uuid' },
			...{ unit_price_before: 'numeric', unit_price_after: 'numeric', effective_on: 'date' },
			...{ month_before_minor: 'bigint', month_after_minor: 'bigint', excluded: 'text' },
		},
		workOut(lines, { rule, needs, today: scope.today }).map((one) => ({ price_update_id: update.id, ...one })),
	)
	const subject = { kind: 'price_update', id: update.id }
	await emit(scope, { kind: 'price_update.drafted', subject, facts: { name, lines: lines.length } })
	return update
}

/** Forgets one of which nothing has been planned. Refuses `not_found`, `price_update.state`. */
export async function discardPriceUpdate(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'product.write')
	const [update] = await scope.sql<{ name: string; state: string }[]>`
		select name, state from price_update where id = ${id} for update`
	if (!update) refuse('not_found', { noun: 'price_update' })
	if (update.state !== 'draft') refuse('price_update.state', { name: update.name })
	await scope.sql`delete from price_update where id = ${id}`
}
