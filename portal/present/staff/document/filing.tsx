import type { Completeness } from '#core/document/file-contract.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Input } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { sayDocument as say } from '#portal/words/staff-documents.ts'
import { formatDay } from '../../format.ts'

type FilingProps = {
	of: Completeness
	/** The contract is closed, and the reader may file it. */
	mayFile: boolean
	/** The reader says what is required. */
	maySay: boolean
	typed: Record<string, string>
}

/** What must be among the documents, what is missing, and the filing of a contract that is over. */
export function Filing({ of: { required, filed }, mayFile, maySay, typed }: FilingProps) {
	const missing = required.filter(({ there }) => !there).map(({ name }) => name)
	return (
		<Section
			title={say('document.required')}
			id="filing"
			actions={maySay ? <TextLink href="/staff/settings/documents">{say('document.rules')}</TextLink> : null}
		>
			<Card>
				{required.length === 0 ? (
					<p className="text-muted">{say('document.nothingRequired')}</p>
				) : (
					<ul className="flex flex-wrap gap-x-6 gap-y-2">
						{required.map(({ kindId, name, there }) => (
							<li key={kindId} className="flex items-center gap-2">
								{name}
								<Pill tone={there ? 'good' : 'warn'}>{say(there ? 'document.there' : 'document.notThere')}</Pill>
							</li>
						))}
					</ul>
				)}
				{filed ? (
					<p className="mt-4 border-line border-t pt-4">
						{say('document.filed', { day: formatDay('en', filed.on), name: filed.by })}
						{filed.missing.length > 0 ? (
							<span className="block text-muted">
								{say('document.filedWithout', { kinds: filed.missing.join(', '), reason: filed.reason })}
							</span>
						) : null}
					</p>
				) : null}
				{mayFile ? (
					<form method="post" className="mt-4 border-line border-t pt-4">
						<p className="mb-3">
							{missing.length > 0 ? say('document.missing', { kinds: missing.join(', ') }) : say('document.fileIntro')}
						</p>
						<div className="flex flex-wrap items-end gap-3 [&>*]:mt-0">
							{missing.length > 0 ? (
								<div className="min-w-56 grow">
									<Input
										label={say('document.fileReason')}
										name="reason"
										maxLength={500}
										defaultValue={typed.reason ?? ''}
										required
									/>
								</div>
							) : null}
							<Button name="intent" value="file">
								{say('document.fileNow')}
							</Button>
						</div>
					</form>
				) : null}
			</Card>
		</Section>
	)
}
