import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from './columns.ts'
import { contract, contractType } from './contract.ts'
import { plan, product } from './product.ts'
import { staffGroup, staffUser } from './staff.ts'

/** What is earned on contracts: of whom, of what, from when on. Two for the same never count on one day, by a trigger. */
export const commissionRule = pgTable(
	'commission_rule',
	{
		id: id(),
		personId: uuid('person_id').references(() => staffUser.id),
		groupId: uuid('group_id').references(() => staffGroup.id),
		planId: uuid('plan_id').references(() => plan.id),
		productId: uuid('product_id').references(() => product.id),
		contractType: text('contract_type').references(() => contractType.code),
		/** What it is a share of, before tax: what is invoiced, or what of that is collected. */
		base: text('base').notNull(),
		basisPoints: integer('basis_points').notNull(),
		validFrom: day('valid_from').notNull(),
		/** The last day, or null. */
		validUntil: day('valid_until'),
		setOn: day('set_on').notNull(),
		/** The day on which its last day was said. */
		changedOn: day('changed_on').notNull(),
		withdrawnOn: day('withdrawn_on'),
	},
	(table) => [
		check('commission_rule_whom', sql`num_nonnulls(${table.personId}, ${table.groupId}) <= 1`),
		check('commission_rule_what', sql`num_nonnulls(${table.planId}, ${table.productId}, ${table.contractType}) <= 1`),
		check('commission_rule_base', sql`${table.base} in ('invoiced', 'collected')`),
		check('commission_rule_share', sql`${table.basisPoints} between 0 and 10000`),
		check('commission_rule_days', sql`${table.validUntil} >= ${table.validFrom}`),
		check('commission_rule_changed', sql`${table.changedOn} >= ${table.setOn}`),
		check(
			'commission_rule_withdrawn',
			sql`${table.withdrawnOn} is null or (${table.withdrawnOn} = ${table.changedOn} and (${table.validFrom} >= ${table.withdrawnOn} or ${table.setOn} = ${table.withdrawnOn}))`,
		),
		index('commission_rule_counting').on(table.validFrom).where(sql`withdrawn_on is null`),
	],
)

/** Who held a contract up to a moment, by triggers on it and on its customer. */
export const contractHeldBefore = pgTable(
	'contract_held_before',
	{
		id: id(),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id, { onDelete: 'cascade' }),
		ownerId: uuid('owner_id').references(() => staffUser.id),
		groupId: uuid('group_id').references(() => staffGroup.id),
		untilAt: instant('until_at').notNull(),
	},
	(table) => [
		check('contract_held_before_some', sql`num_nonnulls(${table.ownerId}, ${table.groupId}) > 0`),
		index('contract_held_before_until').on(table.contractId, table.untilAt),
	],
)
