import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { approvalRequest } from './approval.ts'
import { instant, json } from './columns.ts'
import { amendment, contract } from './contract.ts'

/** What a form for a change did when it was first sent; sent again it is answered from here. */
export const changeAttempt = pgTable(
	'change_attempt',
	{
		/** Of several contracts changed together: the first. */
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		key: uuid('key').notNull(),
		/** SHA-256 over who sent it and what it asks for, in hex. */
		digest: text('digest').notNull(),
		/** As its page tells it, names as they were before. */
		told: json<unknown>('told').notNull(),
		/** The amendment it made, and its papers; or the request that a person must agree to. */
		sequence: integer('sequence'),
		invoiceIds: uuid('invoice_ids').array().notNull().default(sql`'{}'`),
		requestId: uuid('request_id').references(() => approvalRequest.id),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.contractId, table.key] }),
		foreignKey({
			columns: [table.contractId, table.sequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		index('change_attempt_by_request').on(table.requestId).where(sql`request_id is not null`),
		check('change_attempt_did_one', sql`(${table.sequence} is null) <> (${table.requestId} is null)`),
		check('change_attempt_papers', sql`${table.sequence} is not null or cardinality(${table.invoiceIds}) = 0`),
	],
)
