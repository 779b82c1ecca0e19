import { FileDown } from 'lucide-react'
import type { FoundDocument, FoundVersion } from '#core/document/find.ts'
import { attachmentTypes } from '#core/message/limits.ts'
import { Button } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { FileField } from '#portal/ui/file-field.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { sayDocument as say } from '#portal/words/staff-documents.ts'
import { formatDay, formatSize } from '../../format.ts'

export const endings = Object.values(attachmentTypes)
	.flat()
	.map((ending) => `.${ending}`)
	.join(',')

type DocumentListProps = {
	documents: readonly FoundDocument[]
	mayWrite: boolean
	/** New for each page, one a form. */
	formKey: string
}

/** Documents with their latest version to download, the older ones folded, and what can be done with each. */
export function DocumentList({ documents, mayWrite, formKey }: DocumentListProps) {
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{documents.map((document) => (
				<li key={document.id} id={`document-${document.id}`} className="px-5 py-4">
					<OneDocument {...{ document, mayWrite, formKey }} />
				</li>
			))}
		</ul>
	)
}

function OneDocument({
	document,
	mayWrite,
	formKey,
}: Omit<DocumentListProps, 'documents'> & { document: FoundDocument }) {
	const [latest, ...older] = document.versions
	return (
		<>
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
				<div className="min-w-0">
					<p className="wrap-anywhere font-semibold">{document.title}</p>
					<p className="text-muted">{document.kind}</p>
				</div>
				<Pill tone={document.shared ? 'accent' : 'neutral'}>
					{say(document.shared ? 'document.shared' : 'document.internal')}
				</Pill>
			</div>
			{latest ? <Version version={latest} /> : null}
			{older.length > 0 ? (
				<Details summary={`${say('document.older')} (${older.length})`}>
					{older.map((version) => (
						<Version key={version.id} version={version} />
					))}
				</Details>
			) : null}
			{mayWrite ? <Deeds {...{ document, formKey }} /> : null}
		</>
	)
}

function Version({ version }: { version: FoundVersion }) {
	const { id, number, fileName, sizeBytes, uploadedByName, uploadedAt, searchable } = version
	const found = searchable === null ? say('document.reading') : searchable ? '' : say('document.unsearchable')
	return (
		<p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
			<a
				href={`/staff/documents/${id}`}
				download={fileName}
				className="inline-flex min-h-11 max-w-full items-center gap-2.5 rounded-field border border-edge bg-surface px-3 py-1.5 no-underline hover:bg-sunken"
			>
				<FileDown className="size-5 shrink-0 text-accent" aria-hidden="true" />
				<span className="min-w-0 truncate font-medium text-ink">{fileName}</span>
				<span className="shrink-0 text-muted text-sm">{formatSize('en', sizeBytes)}</span>
			</a>
			<span className="text-muted text-sm">
				{[
					say('document.version', { number }),
					say('document.by', { name: uploadedByName, day: formatDay('en', uploadedAt.slice(0, 10)) }),
					found,
				]
					.filter(Boolean)
					.join(' · ')}
			</span>
		</p>
	)
}

function Deeds({ document, formKey }: { document: FoundDocument; formKey: string }) {
	const { id, shared, contractId } = document
	return (
		<Details summary={say('document.newVersion')}>
			<form method="post" encType="multipart/form-data" className="py-1 text-ink">
				<input type="hidden" name="id" value={id} />
				<input type="hidden" name="key" value={keyFor(formKey, id)} />
				<FileField label={say('document.upload')} name="file" accept={endings} required />
				<div className="mt-3">
					<Button size="small" name="intent" value="version">
						{say('document.keep')}
					</Button>
				</div>
			</form>
			<form method="post" className="mt-3 flex flex-wrap gap-3 pb-1">
				<input type="hidden" name="id" value={id} />
				{contractId ? (
					<Button kind="secondary" size="small" name="intent" value={shared ? 'unshare' : 'share'}>
						{say(shared ? 'document.unshareIt' : 'document.shareIt')}
					</Button>
				) : null}
				<Button kind="danger" size="small" name="intent" value="withdraw">
					{say('document.withdraw')}
				</Button>
			</form>
		</Details>
	)
}

/** A key of its own for each form of a page: the halves of the page's and the document's, in the form of a key. */
const keyFor = (formKey: string, id: string) => `${formKey.slice(0, 23)}-${id.slice(24)}`
