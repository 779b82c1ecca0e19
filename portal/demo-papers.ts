import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '#core/settings.ts'
import type { DemoPapers } from '#db/demo/papers.ts'
import { gatePassPdf } from './deliver/gate-pass-paper.ts'
import { quotePdf, signedQuotePdf } from './deliver/quote-paper.ts'
import { keepFiles } from './files/keep.ts'
import { openFiles } from './files/open.ts'

/** The demo's papers are the product's own. */
export function demoPapers(settings: Settings): DemoPapers {
	const store = openFiles(settings)
	return {
		quote: quotePdf,
		signedQuote: (books, quoteId) => signedQuotePdf(books, settings, quoteId),
		gatePass: (facts) => gatePassPdf(facts, settings.publicUrl),
		async keepFile(books, { fileName, content }) {
			const file = {
				...{ fileName, mediaType: 'application/pdf' as const, sizeBytes: content.length },
				sha256: createHash('sha256').update(content).digest('hex'),
			}
			const folder = await mkdtemp(join(tmpdir(), 'counterpart-demo-'))
			const path = join(folder, file.sha256)
			await writeFile(path, content)
			await keepFiles(books, store, [{ ...file, path }])
			await rm(folder, { recursive: true })
			return file
		},
	}
}
