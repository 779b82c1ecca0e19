import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { assignContracts } from '../contract/assign.ts'
import { assignCustomers } from '../customer/assign.ts'
import { settleFollowUp } from '../follow-up/settle.ts'
import { sendInvoiceAgain } from '../invoice/send-again.ts'
import type { Action, SensitiveAction } from '../permit.ts'
import { previewRenewals, type RenewalTerms, renewMany, whyNotRenewed } from '../quote/renew-many.ts'
import type { ListName } from './list.ts'

export type DeedName = 'owner' | 'group' | 'quote_renewals' | 'send_again' | 'settle'

/** Why a row is left out. */
export type LeftOut =
	| 'same'
	| 'over'
	| 'void'
	| 'no_reader'
	| 'no_step'
	| 'done'
	| 'gone'
	| 'leaves'
	| 'not_in_force'
	| 'renews'
	| 'no_end'
	| 'quoted'
	| 'nothing_recurs'

type Value = string | null

/** What can be done with many rows of a list at once; each row is what the verb for one of them makes it. */
export type Deed = {
	permission: Exclude<Action, SensitiveAction>
	/** What it needs to be told: a member of staff or a group, or nobody; per cent, none unless said otherwise. */
	takes?: 'person' | 'group' | 'percent'
	/** At once. */
	most: number
	/** Over the list's own table: why a row is left out, or null. */
	left: (scope: Scope, value: Value) => Fragment
	/** What the rows that are taken get, where that is more than they can be told by: what is done is what was seen of it. */
	terms?: (scope: Scope, ids: string[], value: Value) => Promise<RenewalTerms[]>
	/** `key` was made once for what a person pressed. */
	run: (scope: Scope, ids: string[], value: Value, key: string) => Promise<void>
}

const atOnce = 10_000
const oneByOne = 500

const customers: Partial<Record<DeedName, Deed>> = {
	owner: {
		permission: 'customer.write',
		takes: 'person',
		most: atOnce,
		left: ({ sql }, value) => sql`case when customer.owner_id is not distinct from ${value}::uuid then 'same' end`,
		run: (scope, ids, ownerId) => assignCustomers(scope, { ids, ownerId }),
	},
	group: {
		permission: 'customer.write',
		takes: 'group',
		most: atOnce,
		left: ({ sql }, value) => sql`case when customer.group_id is not distinct from ${value}::uuid then 'same' end`,
		run: (scope, ids, groupId) => assignCustomers(scope, { ids, groupId }),
	},
}

const over = ({ sql }: Scope) => sql`when contract.state in ('closed', 'filed', 'expired', 'void') then 'over'`

const contracts = {
	owner: {
		permission: 'contract.write',
		takes: 'person',
		most: atOnce,
		left: (scope, value) =>
			scope.sql`case ${over(scope)} when contract.owner_id is not distinct from ${value}::uuid then 'same' end`,
		run: (scope, ids, ownerId) => assignContracts(scope, { ids, ownerId }),
	},
	group: {
		permission: 'contract.write',
		takes: 'group',
		most: atOnce,
		left: (scope, value) =>
			scope.sql`case ${over(scope)} when contract.group_id is not distinct from ${value}::uuid then 'same' end`,
		run: (scope, ids, groupId) => assignContracts(scope, { ids, groupId }),
	},
	quote_renewals: {
		permission: 'quote.write',
		takes: 'percent',
		most: oneByOne,
		left: whyNotRenewed,
		terms: (scope, contractIds, percent) => previewRenewals(scope, { contractIds, percent: percent ?? '0' }),
		run: (scope, contractIds, percent) => renewMany(scope, { contractIds, percent: percent ?? '0' }),
	},
} satisfies Partial<Record<DeedName, Deed>>

const invoices: Partial<Record<DeedName, Deed>> = {
	send_again: {
		permission: 'reminder.send',
		most: oneByOne,
		left: ({ sql }) => sql`case when invoice.state = 'void' then 'void'
			when not exists (select from customer where customer.id = invoice.customer_id and email <> '')
				and not exists (select from customer_contact where customer_id = invoice.customer_id and billing) then 'no_reader' end`,
		run: async (scope, ids, _, key) => {
			for (const invoiceId of ids) await sendInvoiceAgain(scope, { invoiceId, key })
		},
	},
}

const followUps: Partial<Record<DeedName, Deed>> = {
	settle: {
		permission: 'follow_up.write',
		most: oneByOne,
		left: ({ sql }) =>
			sql`case when follow_up.next_on is null then 'no_step' when follow_up.settled_at is not null then 'done' end`,
		run: async (scope, ids) => {
			for (const id of ids) await settleFollowUp(scope, { id })
		},
	},
}

export const deeds: Record<ListName, Partial<Record<DeedName, Deed>>> = {
	...{ customers, contracts, invoices, 'follow-ups': followUps },
	lines: {},
	receipts: {},
	suppliers: customers,
	'supplier-contracts': { owner: contracts.owner, group: contracts.group },
	equipment: {},
	instalments: {},
	...{ 'collection-cases': {}, products: {}, contacts: {} },
}
