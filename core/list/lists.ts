import { collectionCases } from './collection-cases.ts'
import { contacts } from './contacts.ts'
import { contracts } from './contracts.ts'
import { customers } from './customers.ts'
import { equipment } from './equipment.ts'
import { followUps } from './follow-ups.ts'
import { instalments } from './instalments.ts'
import { invoices } from './invoices.ts'
import { lines } from './lines.ts'
import type { List } from './list.ts'
import { products } from './products.ts'
import { receipts } from './receipts.ts'
import { supplierContracts } from './supplier-contracts.ts'
import { suppliers } from './suppliers.ts'

const described = {
	...{ customers, contracts, lines, invoices, receipts, 'follow-ups': followUps, equipment },
	...{ contacts, products, instalments, suppliers },
	...{ 'collection-cases': collectionCases, 'supplier-contracts': supplierContracts },
}

/** Every list there is; of each, the names of its fields are known by type. */
export const lists: { [Name in keyof typeof described]: List } = described
export type FieldsOf<Name extends keyof typeof described> = keyof (typeof described)[Name]['fields']
