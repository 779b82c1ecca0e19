import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { creditSurvey } from './credit-survey.ts'
import { storedFile } from './message.ts'

/** A photo or a paper of a survey. */
export const creditSurveyFile = pgTable(
	'credit_survey_file',
	{
		id: id(),
		surveyId: uuid('survey_id')
			.notNull()
			.references(() => creditSurvey.id),
		key: uuid('key').notNull(),
		fileName: text('file_name').notNull(),
		mediaType: text('media_type').notNull(),
		sizeBytes: integer('size_bytes').notNull(),
		sha256: text('sha256')
			.notNull()
			.references(() => storedFile.sha256),
		uploadedBy: text('uploaded_by').notNull(),
		uploadedAt: instant('uploaded_at').notNull(),
		removedBy: text('removed_by'),
		removedAt: instant('removed_at'),
	},
	(table) => [
		unique('credit_survey_file_once').on(table.surveyId, table.key),
		index('credit_survey_file_by_digest').on(table.sha256),
		check('credit_survey_file_name', sql`char_length(${table.fileName}) between 1 and 200`),
		check('credit_survey_file_size', sql`${table.sizeBytes} between 1 and 10485760`),
		check('credit_survey_file_removed', sql`num_nonnulls(${table.removedBy}, ${table.removedAt}) in (0, 2)`),
	],
)
