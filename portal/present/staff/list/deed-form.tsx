import type { DeedPreview } from '#core/list/do-deed.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayList as say } from '../../../words/staff-lists.ts'
import { sayRenewals } from '../../../words/staff-renewals.ts'
import { RenewalTermsTable } from './renewal-terms.tsx'

type DeedFormProps = {
	deed: string
	rows: string[]
	all: string | null
	query: string
	value: string | null
	takes: 'person' | 'group' | 'percent' | null
	choices: { id: string; name: string }[]
	preview: DeedPreview | null
	refused: string | null
	done: number | null
	/** The list as it was. */
	back: string
	pressKey: string
}

/** What would be done, who is left out and why, and the button that does exactly that. */
export function DeedForm(props: DeedFormProps) {
	const { takes, choices, value, preview, refused, done, back, pressKey } = props
	if (done !== null) {
		return (
			<Notice kind="good" live action={<LinkButton href={back}>{say('list.backToList')}</LinkButton>}>
				{props.takes === 'percent'
					? sayRenewals('renewals.renewalsMade', { count: done })
					: say('list.deedDone', { count: done })}
			</Notice>
		)
	}
	return (
		<Card className={preview?.terms.length ? 'max-w-4xl' : 'max-w-2xl'}>
			{refused ? (
				<div className="mb-4">
					<Notice kind="bad" live>
						{refused}
					</Notice>
				</div>
			) : null}
			{takes ? (
				<form method="get" className="mb-5 flex flex-wrap items-end gap-3">
					<Said {...props} />
					<div className="min-w-56 grow">
						{takes === 'percent' ? (
							<Input
								name="value"
								label={say('list.takes.percent')}
								hint={sayRenewals('renewals.percentHint')}
								defaultValue={value ?? '0'}
								inputMode="decimal"
								autoComplete="off"
								after="%"
							/>
						) : (
							<Select label={say(`list.takes.${takes}`)} name="value" defaultValue={value ?? 'none'}>
								<option value="none">{say('list.nobody')}</option>
								{choices.map(({ id, name }) => (
									<option key={id} value={id}>
										{name}
									</option>
								))}
							</Select>
						)}
					</div>
					<Button kind="secondary">{say('list.preview')}</Button>
				</form>
			) : null}
			{preview ? (
				<>
					<p className="font-semibold text-lg">
						{takes === 'percent'
							? sayRenewals('renewals.renewed', { count: preview.taken })
							: say('list.taken', { count: preview.taken })}
					</p>
					<LeftOut left={preview.left} />
					{preview.terms.length > 0 ? <RenewalTermsTable terms={preview.terms} /> : null}
					{preview.taken > 0 ? (
						<form method="post" className="mt-5">
							<Said {...props} />
							{value ? <input type="hidden" name="value" value={value} /> : null}
							<input type="hidden" name="seen" value={preview.seen} />
							<input type="hidden" name="key" value={pressKey} />
							<Button>
								{takes === 'percent'
									? sayRenewals('renewals.renewThem', { count: preview.taken })
									: say('list.doIt', { count: preview.taken })}
							</Button>
						</form>
					) : null}
				</>
			) : null}
			<p className="mt-5">
				<TextLink href={back}>{say('list.backToList')}</TextLink>
			</p>
		</Card>
	)
}

/** What has been said so far, for the next step. */
function Said({ deed, rows, all, query }: Pick<DeedFormProps, 'deed' | 'rows' | 'all' | 'query'>) {
	return (
		<>
			<input type="hidden" name="deed" value={deed} />
			<input type="hidden" name="query" value={query} />
			{all ? <input type="hidden" name="all" value={all} /> : null}
			{all ? null : rows.map((id) => <input key={id} type="hidden" name="row" value={id} />)}
		</>
	)
}

function LeftOut({ left }: Pick<DeedPreview, 'left'>) {
	if (left.length === 0) return null
	return (
		<>
			<p className="mt-3">{say('list.leftOut')}</p>
			<ul className="mt-1 list-disc pl-5">
				{left.map(({ why, count, titles }) => (
					<li key={why}>
						{say(`list.left.${why}`, { count })}
						{titles.length > 0 ? (
							<span className="text-muted">
								{`: ${titles.join(', ')}`}
								{count > titles.length ? ' …' : ''}
							</span>
						) : null}
					</li>
				))}
			</ul>
		</>
	)
}
