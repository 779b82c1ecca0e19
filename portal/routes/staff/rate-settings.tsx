import { readFile } from 'node:fs/promises'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import type { CurrencyRate } from '#core/currency-rate/convert.ts'
import { findCurrencyRates } from '#core/currency-rate/find.ts'
import { bringEuroRates, removeCurrencyRate, setCurrencyRate, setReportingCurrency } from '#core/currency-rate/save.ts'
import { currencyCodes } from '#core/money.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { Day } from '../../present/display.tsx'
import { presentRefusal } from '../../present/refusal.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { receiveFile } from '../../receive-file.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayRate as say } from '../../words/staff-rates.ts'

export const meta = titled<typeof loader>()

const mostMegabytes = 10
const code = z.string().trim().length(3)
const day = z.string().trim().min(1).max(40)
const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('set'),
		base: code,
		currency: code,
		validFrom: day,
		rate: z.string().trim().min(1).max(30),
	}),
	z.object({ intent: z.literal('remove'), base: code, currency: code, validFrom: day }),
	z.object({ intent: z.literal('reporting'), currency: code }),
])

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const { books } = context
	const asked = new URL(request.url).searchParams
	return {
		frame: await staffFrameOf(context, staff),
		title: say('rate.title'),
		codes: currencyCodes(),
		...expectOk(await look(books, staff.actor, findCurrencyRates, undefined)),
		saved: asked.has('saved'),
		brought: asked.has('written') ? { written: Number(asked.get('written')), read: Number(asked.get('read')) } : null,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	if (request.headers.get('content-type')?.startsWith('multipart/')) return await bring(request, context, staff)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books } = context
	const { intent, ...posted } = form.value
	const outcome =
		intent === 'set'
			? await act(books, staff.actor, setCurrencyRate, posted as Parameters<typeof setCurrencyRate>[1])
			: intent === 'remove'
				? await act(books, staff.actor, removeCurrencyRate, posted as Parameters<typeof removeCurrencyRate>[1])
				: await act(books, staff.actor, setReportingCurrency, posted)
	return outcome.ok ? redirect('/staff/settings/rates?saved') : form.refuse(outcome)
}

async function bring(request: Request, { books }: LoadContext, { actor }: StaffMember) {
	const received = await receiveFile(request, 'file', mostMegabytes * 1024 * 1024)
	try {
		const wrong = (sentence: string) => ({ error: { '': [sentence] }, initialValue: { intent: 'bring' } })
		if (received.tooLarge) return wrong(say('rate.fileTooLarge', { most: mostMegabytes }))
		if (!received.file) return wrong(say('rate.fileNeeded'))
		const text = await readFile(received.file.path, 'utf8')
		const outcome = await act(books, actor, bringEuroRates, { text })
		if (!outcome.ok) return wrong(presentRefusal(speakerFor(request), outcome.refusal))
		return redirect(`/staff/settings/rates?written=${outcome.value.written}&read=${outcome.value.read}`)
	} finally {
		await received.done()
	}
}

/** What currencies are worth of each other, for reports alone: for the administrator. */
export default function RateSettings() {
	const { frame, title, reporting, codes, latest, count, saved, brought } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const typed = (answer?.initialValue ?? {}) as Record<string, string | undefined>
	const options = codes.map((one) => (
		<option key={one} value={one}>
			{one}
		</option>
	))
	return (
		<StaffPage frame={frame} title={title} lead={say('rate.lead')}>
			{(saved || brought) && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{brought ? say('rate.brought', { count: brought.written, read: brought.read }) : say('rate.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			<Card>
				<form method="post" className="flex flex-wrap items-end gap-4 [&>*]:mt-0">
					<input type="hidden" name="intent" value="reporting" />
					<Select name="currency" label={say('rate.reporting')} defaultValue={reporting}>
						{options}
					</Select>
					<Button kind="secondary">{say('rate.reportingSave')}</Button>
				</form>
			</Card>
			<Section title={say('rate.latest')} intro={latest.length > 0 ? say('rate.count', { count }) : undefined}>
				{latest.length === 0 ? (
					<Empty title={say('rate.none')}>{say('rate.noneNote')}</Empty>
				) : (
					<Table
						caption={say('rate.latest')}
						quietCaption
						columns={columns}
						rows={latest}
						keyOf={({ base, currency }) => `${base} ${currency}`}
					/>
				)}
			</Section>
			<div className="mt-10 grid items-start gap-6 lg:grid-cols-2 lg:[&>section]:mt-0">
				<Section title={say('rate.add')}>
					<Card>
						<form method="post">
							<input type="hidden" name="intent" value="set" />
							<div className="grid items-end gap-4 sm:grid-cols-2 [&>*]:mt-0">
								<Select name="base" label={say('rate.base')} defaultValue={typed.base ?? 'USD'}>
									{options}
								</Select>
								<Input
									name="rate"
									label={say('rate.rate')}
									inputMode="decimal"
									defaultValue={typed.rate}
									maxLength={26}
									required
								/>
								<Select name="currency" label={say('rate.of')} defaultValue={typed.currency ?? reporting}>
									{options}
								</Select>
								<Input
									name="validFrom"
									label={say('rate.validFrom')}
									type="date"
									defaultValue={typed.validFrom ?? frame.today}
									required
								/>
							</div>
							<div className="mt-5">
								<Button>{say('rate.set')}</Button>
							</div>
						</form>
					</Card>
				</Section>
				<Section title={say('rate.file')}>
					<Card>
						<form method="post" encType="multipart/form-data">
							<FileField name="file" label={say('rate.file')} hint={say('rate.fileHint')} accept=".csv,text/csv" />
							<div className="mt-5">
								<Button kind="secondary">{say('rate.bring')}</Button>
							</div>
						</form>
					</Card>
				</Section>
			</div>
		</StaffPage>
	)
}

const columns: Column<CurrencyRate>[] = [
	{ key: 'base', title: say('rate.base'), lead: true, cell: ({ base }) => say('rate.is', { base }) },
	{ key: 'rate', title: say('rate.rate'), figures: true, cell: ({ rate, currency }) => `${rate} ${currency}` },
	{ key: 'from', title: say('rate.since'), cell: ({ validFrom }) => <Day on={validFrom} /> },
	{
		key: 'act',
		title: say('rate.act'),
		cell: ({ base, currency, validFrom }) => (
			<form method="post">
				<input type="hidden" name="base" value={base} />
				<input type="hidden" name="currency" value={currency} />
				<input type="hidden" name="validFrom" value={validFrom} />
				<Button kind="quiet" size="small" name="intent" value="remove">
					{say('rate.act')} <span className="sr-only">{say('rate.removeOf', { base, currency, day: validFrom })}</span>
				</Button>
			</form>
		),
	},
]
