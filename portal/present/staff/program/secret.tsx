import { CopyField } from '../../../ui/copy-field.tsx'
import { Notice } from '../../../ui/notice.tsx'

/** Something that is shown this once. */
export function Secret({ title, note, label, value }: { title: string; note: string; label: string; value: string }) {
	return (
		<div className="mb-8 max-w-2xl">
			<Notice kind="good" title={title} live>
				{note}
			</Notice>
			<div className="mt-4">
				<CopyField label={label} value={value} />
			</div>
		</div>
	)
}
