import type { CareVisit } from '#core/care-visit/find.ts'
import { bound, PageForm, useIsPosting, type usePageForm } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input, Select, Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { sayVisit as say } from '#portal/words/staff-visits.ts'
import { Day } from '../../display.tsx'

type VisitRowsProps = {
	visits: readonly CareVisit[]
	people: readonly { id: string; name: string }[]
	/** The company's day, ISO. */
	today: string
	mayWrite: boolean
	/** Where a visit is reported; the page itself when not given. */
	action?: string
	/** On the page of its contract or customer they need not be named. */
	within?: boolean
}

/** Visits, ahead or over; those ahead are reported, moved or left out where they stand. */
export function VisitRows({ visits, within = false, ...rest }: VisitRowsProps) {
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{visits.map((visit) => (
				<li key={visit.id} id={`visit-${visit.id}`} className="px-5 py-4">
					<div className="flex items-start justify-between gap-4">
						<div className="min-w-0">
							<p className="wrap-anywhere font-semibold">{visit.title}</p>
							<p className="text-muted">
								<Standing visit={visit} />
							</p>
							{within ? null : (
								<p className="text-muted">
									<TextLink href={pageOf(visit)}>
										{[visit.customerName, visit.contractNumber].filter(Boolean).join(' · ')}
									</TextLink>
								</p>
							)}
						</div>
						{visit.state === 'planned' ? <Missed visit={visit} /> : <Rating visit={visit} />}
					</div>
					{visit.report ? <p className="wrap-anywhere mt-2 whitespace-pre-line">{visit.report}</p> : null}
					{visit.rating?.comment ? <p className="wrap-anywhere mt-2 text-muted">“{visit.rating.comment}”</p> : null}
					{visit.state === 'planned' && rest.mayWrite ? <Deeds visit={visit} {...rest} /> : null}
				</li>
			))}
		</ul>
	)
}

export const pageOf = ({ contractId, customerId }: Pick<CareVisit, 'contractId' | 'customerId'>): string =>
	contractId ? `/staff/contracts/${contractId}/visits` : `/staff/visits?customer=${customerId}`

function Standing({ visit: { state, plannedOn, doneOn, everyMonths, assigneeName, closedBy } }: { visit: CareVisit }) {
	const often = everyMonths ? say('visit.everyMonths', { count: everyMonths }) : say('visit.once')
	const who =
		state === 'planned' ? assigneeName || say('visit.nobody') : closedBy ? say('visit.by', { name: closedBy }) : ''
	return (
		<>
			<Day on={doneOn ?? plannedOn} /> · {[often, who].filter(Boolean).join(' · ')}
		</>
	)
}

function Missed({ visit: { missedDays } }: { visit: CareVisit }) {
	return missedDays > 0 ? <Pill tone="bad">{say('visit.missed', { count: missedDays })}</Pill> : null
}

function Rating({ visit: { state, rating } }: { visit: CareVisit }) {
	if (state === 'left_out') return <Pill>{say('visit.left')}</Pill>
	if (!rating) return <span className="text-muted text-sm">{say('visit.noRating')}</span>
	const tone = rating.score >= 4 ? 'good' : rating.score === 3 ? 'warn' : 'bad'
	return <Pill tone={tone}>{say('visit.outOf', { score: rating.score })}</Pill>
}

type DeedsProps = Omit<VisitRowsProps, 'visits' | 'within' | 'mayWrite'> & { visit: CareVisit }
const row = 'flex flex-wrap items-end gap-3 py-1 text-ink [&>*]:mt-0'

function Deeds({ visit, people, today, action }: DeedsProps) {
	const at = action ? { action } : {}
	return (
		<>
			<Details summary={say('visit.report')}>
				<form method="post" {...at} className="py-1 text-ink">
					<input type="hidden" name="id" value={visit.id} />
					<Input
						id={`${visit.id}-on`}
						label={say('visit.doneOn')}
						name="doneOn"
						type="date"
						defaultValue={today}
						required
					/>
					<Textarea
						id={`${visit.id}-report`}
						label={say('visit.found')}
						hint={say('visit.foundHint')}
						name="report"
						rows={4}
						maxLength={5000}
						required
					/>
					<div className="mt-4">
						<Button size="small" name="intent" value="done">
							{say('visit.done')}
							<span className="sr-only">: {visit.title}</span>
						</Button>
					</div>
				</form>
			</Details>
			<Details summary={say('visit.move')}>
				<form method="post" {...at} className={row}>
					<input type="hidden" name="id" value={visit.id} />
					<Input
						id={`${visit.id}-day`}
						label={say('visit.day')}
						name="plannedOn"
						type="date"
						defaultValue={visit.plannedOn}
						required
					/>
					<Select
						id={`${visit.id}-who`}
						label={say('visit.who')}
						name="assigneeId"
						defaultValue={visit.assigneeId ?? ''}
					>
						<option value="">{say('visit.nobody')}</option>
						{people.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</Select>
					<Button kind="secondary" size="small" name="intent" value="move">
						{say('visit.save')}
					</Button>
				</form>
				<form method="post" {...at} className={row}>
					<input type="hidden" name="id" value={visit.id} />
					<Input id={`${visit.id}-why`} label={say('visit.why')} name="reason" maxLength={1000} optional />
					<Button kind="secondary" size="small" name="intent" value="leave">
						{say('visit.leave')}
					</Button>
				</form>
				{visit.everyMonths ? (
					<form method="post" {...at} className={row}>
						<input type="hidden" name="planId" value={visit.planId} />
						<Button kind="danger" size="small" name="intent" value="stop">
							{say('visit.stop')}
						</Button>
					</form>
				) : null}
			</Details>
		</>
	)
}

export type PlanVisitFields = { title: string; firstOn: string; everyMonths: string; assigneeId: string }

type PlanFormProps = {
	form: ReturnType<typeof usePageForm<PlanVisitFields>>[0]
	fields: ReturnType<typeof usePageForm<PlanVisitFields>>[1]
	people: readonly { id: string; name: string }[]
}

const often = [1, 2, 3, 4, 6, 12, 24] as const

/** Visits on a schedule from a first day, or a single one. */
export function PlanForm({ form, fields, people }: PlanFormProps) {
	return (
		<Section title={say('visit.plan')} id="plan">
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<div className="grid gap-x-8 lg:grid-cols-2 lg:[&>div]:mt-0">
						<div>
							<Input {...bound(fields.title)} label={say('visit.what')} required />
							<Input {...bound(fields.firstOn)} label={say('visit.firstOn')} type="date" required />
						</div>
						<div className="mt-5">
							<Select {...bound(fields.everyMonths)} label={say('visit.every')}>
								<option value="">{say('visit.once')}</option>
								{often.map((count) => (
									<option key={count} value={count}>
										{say('visit.everyMonths', { count })}
									</option>
								))}
							</Select>
							<Select {...bound(fields.assigneeId)} label={say('visit.who')} optional>
								<option value="">{say('visit.nobody')}</option>
								{people.map(({ id, name }) => (
									<option key={id} value={id}>
										{name}
									</option>
								))}
							</Select>
						</div>
					</div>
					<div className="mt-6">
						<Button name="intent" value="plan" busy={useIsPosting()}>
							{say('visit.plan')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</Section>
	)
}
