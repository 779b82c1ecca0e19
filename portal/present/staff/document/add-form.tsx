import type { DocumentKind } from '#core/document/kinds.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { FileField } from '#portal/ui/file-field.tsx'
import { sayDocument as say } from '#portal/words/staff-documents.ts'
import { endings } from './list.tsx'

type AddDocumentProps = {
	kinds: readonly DocumentKind[]
	/** Only what is of a contract can be shown to the customer. */
	mayShare: boolean
	formKey: string
	typed: Record<string, string>
	busy: boolean
}

/** A document more: its file, what kind of paper it is, and who sees it. */
export function AddDocument({ kinds, mayShare, formKey, typed, busy }: AddDocumentProps) {
	return (
		<Section title={say('document.add')} id="add">
			<Card className="max-w-3xl">
				<form method="post" encType="multipart/form-data" key={formKey}>
					<input type="hidden" name="key" value={formKey} />
					<FileField
						label={say('document.upload')}
						hint={say('document.uploadHint')}
						name="file"
						accept={endings}
						required
					/>
					<div className="mt-5 grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
						<Select label={say('document.kind')} name="kindId" defaultValue={typed.kindId ?? kinds[0]?.id ?? ''}>
							{kinds.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</Select>
						<Input
							label={say('document.name')}
							placeholder={say('document.nameHint')}
							name="title"
							maxLength={200}
							defaultValue={typed.title ?? ''}
							optional
						/>
					</div>
					{mayShare ? (
						<div className="mt-5">
							<Checkbox name="shared" label={say('document.share')} defaultChecked={typed.shared === 'on'} />
						</div>
					) : null}
					<div className="mt-6">
						<Button name="intent" value="add" busy={busy}>
							{say('document.keep')}
						</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}
