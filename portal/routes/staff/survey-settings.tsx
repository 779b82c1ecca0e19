import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, look } from '#core/act.ts'
import { bankStandings } from '#core/credit-survey/form.ts'
import { findRules, saveRules } from '#core/credit-survey/keep-rules.ts'
import { factorNames, mostBands, type SurveyFactor, surveyFactors } from '#core/credit-survey/rules.ts'
import { may } from '#core/permit.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { typedIn } from '../../present/staff/survey/posted.ts'
import { fieldOf, readRulesForm, typedRules } from '../../present/staff/survey/rules-posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Speaker } from '../../words/speaker.ts'
import { speakerFor } from '../../words/speakers.ts'
import { useSurveyWords } from '../../words/use-survey-words.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const kept = await look(context.books, staff.actor, findRules, undefined)
	if (!kept.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: speakerFor(request).say('survey.settings.title'),
		version: kept.value.version,
		shown: typedRules(kept.value.rules),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const typed = typedIn(await request.formData())
	const version = /^\d{1,6}$/.test(typed.version ?? '') ? Number(typed.version) : -1
	const outcome = await act(context.books, actor, saveRules, { version, rules: readRulesForm(typed) })
	if (outcome.ok) return redirect('/staff/settings/surveys?saved')
	const speaker = speakerFor(request)
	const { refusal } = outcome
	const problem =
		refusal.code === 'survey.rules_wrong'
			? problemIn(speaker, refusal.facts.problem)
			: refusal.code === 'input.invalid'
				? speaker.say('fault.form')
				: presentRefusal(speaker, refusal)
	return data({ typed, problems: [problem] }, { status: 422 })
}

/** What core says is wrong with rules, in words. */
function problemIn({ say }: Speaker, problem: string): string {
	const [what, more = ''] = problem.split(':')
	if (what === 'weights') return say('survey.settings.wrong.weights', { sum: more })
	if (what === 'bands')
		return say('survey.settings.wrong.bands', { factor: say(`survey.factors.${more as SurveyFactor}`) })
	return say('survey.settings.wrong.thresholds')
}

/** How answers become a score: weights, limits and what it advises. */
export default function SurveySettings() {
	const say = useSurveyWords()
	const { frame, title, version, shown, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const typed: Record<string, string> = answer?.typed ?? shown
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('survey.settings.lead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/surveys', label: say('survey.title') }]} />}
		>
			<FormProblems errors={answer?.problems} />
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('survey.settings.saved')}
					</Notice>
				</div>
			) : null}
			<p className="mb-6 text-muted">
				{version > 0 ? say('survey.settings.version', { version }) : say('survey.settings.usual')}{' '}
				{say('survey.settings.weightHint')} {say('survey.settings.row')}
			</p>
			<form method="post">
				<input type="hidden" name="version" value={answer?.typed.version ?? version} />
				<div className="grid gap-5 lg:grid-cols-2">
					{factorNames.map((factor) => (
						<Factor key={factor} factor={factor} typed={typed} />
					))}
				</div>
				<Section title={say('survey.settings.advice')}>
					<Card className="grid max-w-2xl gap-5 sm:grid-cols-2 [&>*]:mt-0">
						{(['grantFrom', 'conditionsFrom'] as const).map((name) => (
							<Points key={name} name={name} label={say(`survey.settings.${name}`)} typed={typed} />
						))}
					</Card>
				</Section>
				<div className="mt-6">
					<Button>{say('survey.settings.save')}</Button>
				</div>
			</form>
		</StaffPage>
	)
}

function Factor({ factor, typed }: { factor: SurveyFactor; typed: Record<string, string> }) {
	const say = useSurveyWords()
	const { better, unit } = surveyFactors[factor]
	return (
		<Card>
			<fieldset>
				<legend className="float-left mb-1 w-full font-semibold text-lg">{say(`survey.factors.${factor}`)}</legend>
				<p className="clear-both mb-4 text-muted text-sm">{say(`survey.settings.${better}`)}</p>
				<div className="grid grid-cols-2 gap-x-4 gap-y-4 [&>*]:mt-0">
					<Points name={fieldOf(factor, 'weight')} label={say('survey.settings.weight')} typed={typed} />
					<Points name={fieldOf(factor, 'unknown')} label={say('survey.settings.unknown')} typed={typed} />
					{unit === 'choice'
						? bankStandings.map((code) => (
								<Points
									key={code}
									name={fieldOf(factor, code)}
									label={say(`survey.choices.standing.${code}`)}
									typed={typed}
								/>
							))
						: Array.from({ length: mostBands }, (_, row) => [
								<Input
									key={fieldOf(factor, 'limit', row)}
									name={fieldOf(factor, 'limit', row)}
									defaultValue={typed[fieldOf(factor, 'limit', row)] ?? ''}
									label={say(better === 'more' ? 'survey.settings.from' : 'survey.settings.upTo')}
									inputMode="numeric"
									after={say(`survey.settings.units.${unit}`)}
								/>,
								<Points
									key={fieldOf(factor, 'points', row)}
									name={fieldOf(factor, 'points', row)}
									label={say('survey.settings.points')}
									typed={typed}
								/>,
							])}
				</div>
			</fieldset>
		</Card>
	)
}

function Points({ name, label, typed }: { name: string; label: string; typed: Record<string, string> }) {
	return <Input name={name} defaultValue={typed[name] ?? ''} label={label} inputMode="numeric" />
}
