import type { CareVisit } from '#core/care-visit/find.ts'
import { usePageForm } from '#portal/page-form.tsx'
import { Card, Empty, Section } from '#portal/ui/card.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { sayVisit as say } from '#portal/words/staff-visits.ts'
import { PlanForm, type PlanVisitFields, VisitRows } from './visits.tsx'

type Answer = Parameters<typeof usePageForm<PlanVisitFields>>[0]

type VisitsProps = {
	ahead: readonly CareVisit[]
	over: readonly CareVisit[]
	people: readonly { id: string; name: string }[]
	today: string
	mayWrite: boolean
	/** Of one contract or customer: there visits are planned. */
	within: boolean
	answer: Answer
	done: string | null
}

/** What is missed and comes, what was made with its rating, and where one is named the form to plan more. */
export function Visits({ ahead, over, people, today, mayWrite, within, answer, done }: VisitsProps) {
	const planning = answer?.initialValue?.intent === 'plan'
	const [form, fields] = usePageForm<PlanVisitFields>(planning ? answer : undefined, {
		id: 'visits',
		defaultValue: { firstOn: today, everyMonths: '6' },
	})
	const shared = { people, today, mayWrite, within }
	return (
		<>
			<FormProblems
				errors={!planning && answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined}
			/>
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'done' ? 'visit.doneNow' : 'visit.saved')}
					</Notice>
				</div>
			) : null}
			<Section title={say('visit.ahead')}>
				{ahead.length === 0 ? (
					<Empty title={say('visit.noneAhead')}>{within ? null : say('visit.noneAheadNote')}</Empty>
				) : (
					<VisitRows visits={ahead} {...shared} />
				)}
			</Section>
			{within && mayWrite ? <PlanForm form={form} fields={fields} people={people} /> : null}
			<Section title={say('visit.over')}>
				{over.length === 0 ? (
					<Card>
						<p className="text-muted">{say('visit.noneOver')}</p>
					</Card>
				) : (
					<VisitRows visits={over} {...shared} />
				)}
			</Section>
		</>
	)
}
