import { LinkButton } from '#portal/ui/button.tsx'
import { sayList as say } from '#portal/words/staff-lists.ts'

export type FileEnding = 'csv' | 'xlsx'

type FileButtonsProps = {
	to: (ending: FileEnding) => string
	/** The rows behind what is shown. */
	rows?: boolean
	size?: 'small'
}

/** Ways to take along what a page shows. */
export function FileButtons({ to, rows = false, size }: FileButtonsProps) {
	return (['csv', 'xlsx'] as const).map((ending) => (
		<LinkButton key={ending} kind="secondary" href={to(ending)} {...(size ? { size } : {})} download>
			{rows ? say(`list.rowsAs.${ending}`) : say(`list.${ending}`)}
		</LinkButton>
	))
}

/** The same under a list, with what it is. */
export function Downloads({ to }: Pick<FileButtonsProps, 'to'>) {
	return (
		<p className="no-print mt-4 flex flex-wrap items-center gap-3 text-muted">
			{say('list.download')}
			<FileButtons to={to} size="small" />
		</p>
	)
}
