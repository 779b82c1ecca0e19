import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const kinds = {
	info: { Icon: Info, looks: 'bg-accent-soft border-accent/40', icon: 'text-accent' },
	good: { Icon: CircleCheck, looks: 'bg-good-soft border-good/40', icon: 'text-good' },
	warn: { Icon: TriangleAlert, looks: 'bg-warn-soft border-warn/40', icon: 'text-warn' },
	bad: { Icon: CircleAlert, looks: 'bg-bad-soft border-bad/40', icon: 'text-bad' },
}

type NoticeProps = {
	kind?: keyof typeof kinds
	title?: ReactNode
	children?: ReactNode
	action?: ReactNode
	/** Appeared in answer to what the person did: read out at once. */
	live?: boolean
}

/** Something the reader should know here and now. */
export function Notice({ kind = 'info', title, children, action, live = false }: NoticeProps) {
	const { Icon, looks, icon } = kinds[kind]
	const role = live ? (kind === 'bad' ? 'alert' : 'status') : undefined
	return (
		<div role={role} className={`flex gap-3 rounded-card border px-4 py-3.5 ${looks}`}>
			<Icon className={`mt-0.5 size-5 shrink-0 ${icon}`} aria-hidden="true" />
			<div className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<div className="min-w-0 grow basis-64">
					{title ? <div className="font-semibold">{title}</div> : null}
					{children ? <div className="text-ink">{children}</div> : null}
				</div>
				{action}
			</div>
		</div>
	)
}
