import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { findCashFlow } from '#core/report/cash-flow.ts'
import { findCashRows } from '#core/report/cash-rows.ts'
import { figureChoices } from '../../present/staff/figure/ask.ts'
import { type CashAsked, cashAddress, cashQuestion, readCashAsked } from '../../present/staff/figure/cash-address.ts'
import { CashRows } from '../../present/staff/figure/cash-rows.tsx'
import { CashMonths, CashShares } from '../../present/staff/figure/cash-table.tsx'
import { FigureParts } from '../../present/staff/figure/figure-parts.tsx'
import { Choice, type People } from '../../present/staff/figure/filter-form.tsx'
import { Chart } from '../../present/staff/figure/picture.tsx'
import { drawCashFlow } from '../../present/staff/figure/pictures-cash.ts'
import { FileButtons } from '../../present/staff/file-buttons.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { sayFigures as say } from '../../words/staff-figures.ts'

export const meta = titled<typeof loader>()

const atOnce = 100

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const frame = await staffFrameOf(context, staff)
	const asked = readCashAsked(request, frame.today)
	const { part, month } = asked
	const question = cashQuestion(asked)
	const [choices, flow, behind] = await Promise.all([
		figureChoices(context, staff),
		look(context.books, staff.actor, findCashFlow, question),
		part ? look(context.books, staff.actor, findCashRows, { ...question, part, month, limit: atOnce }) : null,
	])
	if (!flow.ok || behind?.ok === false) throw notFound()
	return {
		frame,
		title: say('figures.cash.title', { year: String(asked.year) }),
		asked,
		choices,
		flow: flow.value,
		picture: await drawCashFlow(flow.value),
		behind: part && behind ? { part, found: behind.value } : null,
	}
}

/** What a year's months were to bring, what came, and what is past due; each bar opens its rows. */
export default function CashFlowPage() {
	const { frame, title, asked, choices, flow, picture, behind } = useLoaderData<typeof loader>()
	const { plannedMinor, receivedMinor } = flow.total
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('figures.cash.lead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/figures', label: say('figures.title') }]} />}
		>
			<FigureParts at="cash-flow" />
			<Asking asked={asked} currencies={flow.currencies} shown={flow.currency} people={choices} />
			{plannedMinor === 0n && receivedMinor === 0n ? (
				<Empty title={say('figures.cash.none')}>{say('figures.behindNoneNote')}</Empty>
			) : (
				<Chart of={picture} open>
					<CashMonths of={flow} asked={asked} />
				</Chart>
			)}
			{behind ? <CashRows of={behind.found} part={behind.part} asked={asked} /> : null}
			<Section title={say('figures.byTeam')}>
				<CashShares of={flow} asked={asked} by="group" />
			</Section>
			<Section title={say('figures.cash.byCollector')} intro={say('figures.cash.collectorNote')}>
				<CashShares of={flow} asked={asked} by="collector" />
			</Section>
		</StaffPage>
	)
}

type AskingProps = { asked: CashAsked; currencies: string[]; shown: string; people: People }

function Asking({ asked, currencies, shown, people: { groups, users } }: AskingProps) {
	const named = (all: People['users']) => all.map(({ id, name }): [string, string] => [id, name])
	const years = Array.from({ length: 7 }, (_, index) => String(asked.year + 3 - index))
	return (
		<form method="get" className="no-print mb-8 rounded-card border border-line bg-sunken/50 p-4">
			<div className="grid grid-cols-2 items-end gap-3 sm:[grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr))]">
				<Choice name="year" label={say('figures.dimension.year')} value={String(asked.year)}>
					{years.map((year) => [year, year])}
				</Choice>
				<Choice name="group" label={say('figures.team')} value={asked.group}>
					{[['', say('figures.allTeams')], ...named(groups)]}
				</Choice>
				<Choice name="collector" label={say('figures.cash.collector')} value={asked.collector}>
					{[['', say('figures.everyone')], ...named(users)]}
				</Choice>
				{currencies.length > 1 ? (
					<Choice name="currency" label={say('figures.currency')} value={shown}>
						{currencies.map((currency) => [currency, currency])}
					</Choice>
				) : null}
				<Button kind="secondary">{say('figures.show')}</Button>
				<FileButtons to={(ending) => cashAddress(`/staff/figures/cash-flow.${ending}`, asked)} />
			</div>
		</form>
	)
}
