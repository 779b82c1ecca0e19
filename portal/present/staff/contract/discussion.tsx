import type { Remark } from '#core/discussion/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Tabs } from '#portal/ui/tabs.tsx'
import { sayDiscussion as say } from '#portal/words/staff-discussion.ts'
import { Moment } from '../../display.tsx'

type Side = 'among' | 'customer'

/** Two talks about one contract, which must not be mistaken for each other. */
export function TalkSides({ contractId, side, unread }: { contractId: string; side: Side; unread: number | null }) {
	const here = `/staff/contracts/${contractId}`
	return (
		<Tabs
			label={say('discussion.sides')}
			tabs={[
				{ href: `${here}/discussion`, label: say('discussion.among'), current: side === 'among' },
				...(unread === null
					? []
					: [
							{
								...{ href: `${here}/messages`, label: say('discussion.withCustomer'), current: side === 'customer' },
								count: unread || undefined,
							},
						]),
			]}
		/>
	)
}

export type ShownRemark = Omit<Remark, 'createdAt'> & { at: string }

/** What colleagues said, the newest last; one's own at the right. Looks unlike the talk with the customer on purpose. */
export function Remarks({ remarks, timeZone }: { remarks: ShownRemark[]; timeZone: string }) {
	return (
		<ol className="flex flex-col gap-4" aria-label={say('discussion.title')}>
			{remarks.map((remark, index) => (
				<li
					key={remark.id}
					id={index === remarks.length - 1 ? 'latest' : undefined}
					className={`max-w-[min(44rem,92%)] rounded-card border border-dashed px-4 py-3.5 ${remark.mine ? 'self-end border-warn/50 bg-warn-soft' : 'self-start border-edge bg-surface'}`}
				>
					<p className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
						<span className="font-semibold">{remark.authorName}</span>
						{remark.mine ? <span className="sr-only">({say('discussion.me')})</span> : null}
						<span className="text-muted">
							<Moment at={remark.at} timeZone={timeZone} />
						</span>
						{remark.isNew ? <Pill tone="accent">{say('discussion.named')}</Pill> : null}
					</p>
					<p className="wrap-anywhere whitespace-pre-line">{remark.text}</p>
					{remark.told.length > 0 ? (
						<p className="mt-2 text-muted text-sm">{say('discussion.told', { names: remark.told.join(', ') })}</p>
					) : null}
				</li>
			))}
		</ol>
	)
}

type RemarkFormProps = {
	colleagues: { id: string; name: string }[]
	formKey: string
	/** What was posted and not kept. */
	refused: { text: string; tell: string[]; problems: string[] } | undefined
	busy: boolean
}

/** A remark, with whom to tell: by their names in it, or ticked. */
export function RemarkForm({ colleagues, formKey, refused, busy }: RemarkFormProps) {
	return (
		<Section title={say('discussion.write')} id="write">
			<Card className="max-w-3xl">
				<form method="post" key={formKey}>
					<FormProblems errors={refused?.problems} />
					<input type="hidden" name="key" value={formKey} />
					<Textarea
						label={say('discussion.text')}
						hint={colleagues[0] ? say('discussion.textHint', { name: colleagues[0].name }) : undefined}
						name="text"
						rows={4}
						maxLength={5000}
						required
						defaultValue={refused?.text}
					/>
					{colleagues.length > 0 ? (
						<details className="mt-4" open={(refused?.tell.length ?? 0) > 0}>
							<summary className="inline-flex min-h-9 items-center font-medium text-accent">
								{say('discussion.tell')}
							</summary>
							<fieldset className="mt-1 grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3 [&>div]:mt-2">
								<legend className="sr-only">{say('discussion.tell')}</legend>
								{colleagues.map(({ id, name }) => (
									<Checkbox
										key={id}
										name="tell"
										value={id}
										label={name}
										defaultChecked={refused?.tell.includes(id) ?? false}
									/>
								))}
							</fieldset>
						</details>
					) : null}
					<div className="mt-5">
						<Button busy={busy}>{say('discussion.send')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}
