import { sql } from 'drizzle-orm'
import { check, foreignKey, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id } from './columns.ts'
import { ownField } from './own-field.ts'

/** What a role may do with a field of a contract, its lines or its customer; without a row, everything it may otherwise. */
export const fieldRight = pgTable(
	'field_right',
	{
		id: id(),
		card: text('card').notNull(),
		/** One of the card's own, or one that the company has given it. */
		field: text('field'),
		ownFieldId: uuid('own_field_id'),
		role: text('role').notNull(),
		/** Null: in every state for which nothing else is said. */
		state: text('state'),
		access: text('access').notNull(),
	},
	(table) => [
		foreignKey({
			name: 'field_right_own',
			columns: [table.ownFieldId, table.card],
			foreignColumns: [ownField.id, ownField.subject],
		}).onDelete('cascade'),
		check('field_right_of_one', sql`(${table.field} is null) <> (${table.ownFieldId} is null)`),
		check(
			'field_right_field',
			sql`${table.field} is null or case ${table.card} when 'contract' then ${table.field} in ('title', 'termEnd', 'renewal', 'purchaseOrder', 'owner', 'notice', 'paymentDays', 'autopay', 'access', 'health', 'reason', 'recurring', 'commission', 'discount', 'importKey') when 'line' then ${table.field} in ('quantity', 'unitPrice', 'discount', 'model', 'serialNumber', 'factoryNumber') when 'customer' then ${table.field} in ('email', 'phone', 'address', 'taxNumber', 'industry', 'paymentDays', 'owner', 'importKey') else false end`,
		),
		check('field_right_card', sql`${table.card} in ('contract', 'line', 'customer')`),
		check(
			'field_right_role',
			sql`${table.role} in ('manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor')`,
		),
		check(
			'field_right_state',
			sql`${table.state} in ('draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed', 'active', 'paused', 'ending', 'closed', 'filed', 'expired', 'void')`,
		),
		check(
			'field_right_open',
			sql`${table.access} <> 'hidden' or ${table.card} <> 'contract' or ${table.field} is null or ${table.field} not in ('title', 'termEnd', 'renewal')`,
		),
		check('field_right_of_customer', sql`${table.card} <> 'customer' or ${table.state} is null`),
		check(
			'field_right_access',
			sql`${table.access} in ('hidden', 'seen') or (${table.access} = 'edited' and ${table.state} is not null)`,
		),
		unique('field_right_once')
			.on(table.card, table.field, table.ownFieldId, table.role, table.state)
			.nullsNotDistinct(),
	],
)
