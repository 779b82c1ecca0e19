import { sql } from 'drizzle-orm'
import {
	boolean,
	check,
	customType,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { day, id, instant } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'
import { equipment } from './equipment.ts'
import { storedFile } from './message.ts'
import { staffUser } from './staff.ts'

/** A kind of paper that the company keeps. */
export const documentKind = pgTable(
	'document_kind',
	{
		id: id(),
		name: text('name').notNull(),
		/** Quotes that were signed in the portal count as this kind. */
		signed: boolean('signed').notNull().default(false),
		position: integer('position').notNull(),
		retiredAt: instant('retired_at'),
	},
	(table) => [
		uniqueIndex('document_kind_by_name').on(sql`lower(${table.name})`),
		uniqueIndex('document_kind_signed').on(table.signed).where(sql`signed`),
		check('document_kind_name', sql`btrim(${table.name}) <> '' and char_length(${table.name}) <= 80`),
	],
)

/** A kind that contracts of a type must have to be complete; of every type where it is empty. */
export const documentRequirement = pgTable(
	'document_requirement',
	{
		contractType: text('contract_type').notNull(),
		kindId: uuid('kind_id')
			.notNull()
			.references(() => documentKind.id),
	},
	(table) => [primaryKey({ columns: [table.contractType, table.kindId] })],
)

/** A paper of a customer, or of one of their contracts, with all its versions. */
export const document = pgTable(
	'document',
	{
		id: id(),
		/** Of a customer, or of a machine. */
		customerId: uuid('customer_id').references(() => customer.id),
		equipmentId: uuid('equipment_id').references(() => equipment.id),
		contractId: uuid('contract_id').references(() => contract.id),
		kindId: uuid('kind_id')
			.notNull()
			.references(() => documentKind.id),
		title: text('title').notNull(),
		/** Whether the customer finds it on the page of the contract. */
		shared: boolean('shared').notNull().default(false),
		createdAt: instant('created_at').notNull(),
		/** Filed by mistake: nobody finds it any more, and it stays. */
		withdrawnAt: instant('withdrawn_at'),
		withdrawnBy: uuid('withdrawn_by').references(() => staffUser.id),
	},
	(table) => [
		index('document_by_contract').on(table.contractId, table.kindId).where(sql`contract_id is not null`),
		index('document_by_customer').on(table.customerId, table.id),
		index('document_by_kind').on(table.kindId),
		index('document_by_equipment').on(table.equipmentId).where(sql`equipment_id is not null`),
		check('document_of_somebody', sql`(${table.customerId} is null) = (${table.equipmentId} is not null)`),
		check('document_title', sql`btrim(${table.title}) <> '' and char_length(${table.title}) <= 200`),
		check('document_shared_on_a_contract', sql`not ${table.shared} or ${table.contractId} is not null`),
		check('document_withdrawn', sql`(${table.withdrawnAt} is null) = (${table.withdrawnBy} is null)`),
	],
)

/** A file of a document, as it was brought. Never changed. */
export const documentVersion = pgTable(
	'document_version',
	{
		id: id(),
		documentId: uuid('document_id')
			.notNull()
			.references(() => document.id),
		number: integer('number').notNull(),
		fileName: text('file_name').notNull(),
		/** As its bytes say. */
		mediaType: text('media_type').notNull(),
		sizeBytes: integer('size_bytes').notNull(),
		sha256: text('sha256')
			.notNull()
			.references(() => storedFile.sha256),
		uploadedBy: uuid('uploaded_by')
			.notNull()
			.references(() => staffUser.id),
		uploadedByName: text('uploaded_by_name').notNull(),
		uploadedAt: instant('uploaded_at').notNull(),
		/** Of the form that brought it: sent again it is the same version. */
		key: uuid('key').notNull().unique(),
	},
	(table) => [
		unique('document_version_number').on(table.documentId, table.number),
		index('document_version_by_file').on(table.sha256),
		check('document_version_counts', sql`${table.number} >= 1`),
		check(
			'document_version_name',
			sql`char_length(${table.fileName}) between 1 and 200 and ${table.fileName} !~ '[[:cntrl:]/\\]'`,
		),
		check('document_version_size', sql`${table.sizeBytes} between 1 and 10485760`),
		check(
			'document_version_type',
			sql`${table.mediaType} in ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')`,
		),
	],
)

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** What a file says, read once after it was brought. */
export const documentText = pgTable(
	'document_text',
	{
		versionId: uuid('version_id')
			.primaryKey()
			.references(() => documentVersion.id),
		readAt: instant('read_at').notNull(),
		/** Why it could not be read. */
		problem: text('problem'),
		content: text('content').notNull().default(''),
		search: tsvector('search').notNull().generatedAlwaysAs(sql`to_tsvector('simple', document_words(content))`),
	},
	(table) => [
		index('document_text_search').using('gin', table.search),
		check('document_text_length', sql`char_length(${table.content}) <= 200000`),
		check('document_text_problem', sql`${table.problem} is null or ${table.content} = ''`),
	],
)

/** Every word that some file says, once, for what is spelt nearly so. */
export const documentWord = pgTable('document_word', { word: text('word').primaryKey() }, (table) => [
	index('document_word_like').using('gin', table.word.op('gin_trgm_ops')),
	check('document_word_length', sql`char_length(${table.word}) between 4 and 40`),
])

/** That a closed contract was filed, complete or with the reason why it is not. Never changed. */
export const contractFiling = pgTable(
	'contract_filing',
	{
		contractId: uuid('contract_id')
			.primaryKey()
			.references(() => contract.id),
		filedOn: day('filed_on').notNull(),
		filedAt: instant('filed_at').notNull(),
		filedBy: uuid('filed_by')
			.notNull()
			.references(() => staffUser.id),
		/** Names of the kinds that were not there. */
		missing: text('missing').array().notNull().default(sql`'{}'`),
		reason: text('reason').notNull().default(''),
	},
	(table) => [
		check('contract_filing_complete', sql`${table.missing} = '{}' or btrim(${table.reason}) <> ''`),
		check('contract_filing_reason', sql`char_length(${table.reason}) <= 500`),
	],
)
