import { Document, renderToBuffer } from '@react-pdf/renderer'
import { locales } from '../words/language.ts'
import { LeafPage } from './leaf.tsx'
import { plan } from './plan.ts'
import { type Sheet, textsOf } from './sheet.ts'
import { openType } from './type.ts'

/** A sheet as PDF. The same sheet gives the same bytes: the dates in the file are those of the paper. */
export async function print(sheet: Sheet): Promise<Buffer> {
	const planned = plan(sheet, await openType(textsOf(sheet)))
	const issued = dateOf(sheet.issuedOn)
	return renderToBuffer(
		<Document
			title={sheet.title}
			author={sheet.company}
			subject={`${sheet.heading} ${sheet.number}`}
			creator="Counterpart"
			producer="Counterpart"
			language={locales[sheet.language]}
			creationDate={issued}
			modificationDate={issued}
			pdfVersion="1.7"
		>
			{planned.leaves.map((leaf) => (
				<LeafPage key={leaf.number} plan={planned} leaf={leaf} />
			))}
		</Document>,
	)
}

/** The library takes nothing but a Date. */
const dateOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime('UTC').epochMilliseconds)
