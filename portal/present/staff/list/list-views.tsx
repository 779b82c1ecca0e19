import type { SubmissionResult } from '@conform-to/react'
import { bound, PageForm, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Input } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { Anchor } from '../../../ui/link.tsx'
import { sayList as say } from '../../../words/staff-lists.ts'

/** A view under its name; `here`: it is what the page shows. */
export type ShownView = { id: string; name: string; shared: boolean; href: string; here: boolean }

type ListViewsProps = {
	views: ShownView[]
	pathname: string
	/** What the page shows, as its address says it. */
	address: string
	mayShare: boolean
	answer: SubmissionResult<string[]> | undefined
}

/** The views of a list to choose from, and what is shown kept as another. */
export function ListViews({ views, pathname, address, mayShare, answer }: ListViewsProps) {
	const here = views.find((view) => view.here)
	return (
		<div className="no-print mb-5">
			{views.length > 0 ? (
				<nav aria-label={say('list.views')}>
					<ul className="flex flex-wrap gap-x-1 gap-y-1 border-line border-b">
						<View href={pathname} here={address === ''} name={say('list.whole')} />
						{views.map((view) => (
							<View key={view.id} {...view} />
						))}
					</ul>
				</nav>
			) : null}
			<SaveView {...{ pathname, address, mayShare, answer }} name={here?.name} />
			{here && (mayShare || !here.shared) ? (
				<form method="post" action={address ? `${pathname}?${address}` : pathname} className="mt-1">
					<input type="hidden" name="intent" value="remove" />
					<input type="hidden" name="id" value={here.id} />
					<Button kind="quiet" size="small">
						{say('list.removeView', { name: here.name })}
					</Button>
				</form>
			) : null}
		</div>
	)
}

function View({ href, here, name, shared = true }: Pick<ShownView, 'href' | 'here' | 'name'> & { shared?: boolean }) {
	return (
		<li>
			<Anchor
				href={href}
				aria-current={here ? 'page' : undefined}
				className="inline-flex min-h-11 items-center gap-1.5 rounded-t-field px-3 text-muted no-underline hover:bg-sunken aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2 aria-[current]:decoration-accent aria-[current]:underline-offset-8"
			>
				{name}
				{shared ? null : <span className="text-sm">{`(${say('list.mine')})`}</span>}
			</Anchor>
		</li>
	)
}

function SaveView(props: Omit<ListViewsProps, 'views'> & { name: string | undefined }) {
	const { pathname, address, mayShare, answer, name } = props
	const [form, fields] = usePageForm<{ name: string; shared: string }>(answer, {
		id: 'save-view',
		defaultValue: { name: name ?? '' },
	})
	if (address === '') return null
	return (
		<Details summary={say('list.saveView')} open={answer !== undefined}>
			<PageForm form={form} action={`${pathname}?${address}`} className="flex flex-wrap items-end gap-3 py-2">
				<FormProblems errors={form.errors} />
				<input type="hidden" name="intent" value="save" />
				<input type="hidden" name="query" value={address} />
				<Input {...bound(fields.name)} label={say('list.viewName')} maxLength={80} required autoComplete="off" />
				{mayShare ? <Checkbox name="shared" label={say('list.forEverybody')} /> : null}
				<Button kind="secondary">{say('list.save')}</Button>
			</PageForm>
		</Details>
	)
}
