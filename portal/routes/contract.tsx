import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findPlanned } from '#core/amendment/find-planned.ts'
import { findContractPage } from '#core/contract/page.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { may } from '#core/permit.ts'
import { findComingPrices } from '#core/price-update/of-contract.ts'
import { findPenaltyOwed } from '#core/receivable/find-penalty.ts'
import { findPlans } from '#core/receivable/find-plans.ts'
import { words as lettersIn } from '#emails/words/words.ts'
import { askedDay } from '../asked-day.ts'
import { Followed } from '../present/cards/followed.tsx'
import { ServiceNotice } from '../present/cards/service-notice.tsx'
import { afterRenewalIn } from '../present/change/evaluated.ts'
import { Planned } from '../present/change/planned.tsx'
import { ComingPricesNotice } from '../present/change/prices.tsx'
import { PlanGlance } from '../present/collection-plan/plan.tsx'
import { ChangeButtons, Requested } from '../present/contract/acts.tsx'
import { Coming } from '../present/contract/coming.tsx'
import { presentContract, presentHappened } from '../present/contract/contract.ts'
import { AsOfNotice, ContractHead } from '../present/contract/head.tsx'
import { address, Lines } from '../present/contract/lines.tsx'
import { Documents, History } from '../present/contract/papers.tsx'
import { Terms } from '../present/contract/terms.tsx'
import { TimeMachine } from '../present/contract/time-machine.tsx'
import { Visits } from '../present/contract/visits.tsx'
import { MessagesLink } from '../present/conversation/news.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { Money } from '../present/display.tsx'
import { frameOf } from '../present/frame.ts'
import { ContractPill } from '../present/state-pill.tsx'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { stillPage } from '../still/is-still.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { LinkButton } from '../ui/button.tsx'
import { TextLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { Sentence, useWords } from '../words/use-words.tsx'

const path = z.object({ contractId: z.uuid() })
const query = z.object({
	search: z.string().trim().max(200).optional().catch(undefined),
	after: z.coerce.number().int().min(0).optional().catch(undefined),
	before: z.uuid().optional().catch(undefined),
})

/** How many invoices to come are shown; lines and happenings to a page. */
const [comingCount, linesPerPage, happeningsPerPage] = [12, 50, 12]

export const handle = stillPage
export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = path.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const { searchParams } = new URL(request.url)
	const { search, after, before } = query.parse(Object.fromEntries(searchParams))
	const { day: on, unread: unreadDay } = askedDay(searchParams, 'on')
	const { actor, ...visitor } = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const { books } = context
	const found = await look(books, actor, findContractPage, {
		id: contractId,
		on,
		coming: comingCount,
		happened: happeningsPerPage + 1,
		before,
		lines: { search, after, limit: linesPerPage },
	})
	if (!found.ok) throw notFound()
	const { contract, lines } = found.value
	// Asked for only where there is something: most customers' cards pay.
	const followed =
		found.value.followed && !found.value.asOf ? await look(books, actor, findFollowed, { contractId }) : undefined
	const frame = await frameOf(context, { actor, ...visitor }, contract.customerId)
	const { asOf } = found.value
	const day = asOf?.day
	const planned = found.value.planned ? await look(books, actor, findPlanned, { contractId, on: day }) : undefined
	const speaker = speakerFor(request, context)
	const { say, language } = speaker
	const prices =
		found.value.planned && !found.value.asOf
			? await look(books, actor, findComingPrices, { contractId, language })
			: undefined
	const penalty = found.value.bearsPenalty
		? await look(books, actor, findPenaltyOwed, { contractId, on: day })
		: undefined
	const plans = found.value.byInstalments ? await look(books, actor, findPlans, { contractId, on: day }) : undefined
	return {
		frame,
		title: say('contract.title', { number: contract.number }),
		page: presentContract(found.value, { inFull: 1, today: frame.today, afterRenewal: afterRenewalIn(speaker) }),
		asked: { on, search: search || undefined, after },
		lines,
		happened: presentHappened(found.value.happened, happeningsPerPage),
		followed: followed?.ok ? followed.value : [],
		planned: planned?.ok ? planned.value : [],
		ofToday: say('contractDays.ofToday'),
		inEffect: say('contractDays.inEffect'),
		replaced: say('contractDays.replaced'),
		prices: prices?.ok ? prices.value : null,
		// Said here, so that no customer loads the words of papers.
		certificate: found.value.settled ? lettersIn(language).settlement.named(found.value.settled.number) : '',
		penaltyMinor: penalty?.ok ? penalty.value : null,
		unpaid: say('payOff.unpaid'),
		payOffLink: found.value.bearsPenalty || found.value.open.minor > 0n ? say('payOff.see') : '',
		plans: plans?.ok ? plans.value : [],
		mayAutopay: may(actor, 'autopay.write'),
		mayChange: may(actor, 'contract.change'),
		unread: found.value.unread,
		unreadDay,
	}
}

/** A contract, on today or on any day: terms, lines, what will be invoiced and why, papers and history. */
export default function ContractPage() {
	const { frame, title, page, asked, unreadDay, lines, happened, followed, planned, prices, mayAutopay, ...rest } =
		useLoaderData<typeof loader>()
	const { mayChange, unread, penaltyMinor, unpaid, payOffLink, plans, certificate, ofToday, inEffect, replaced } = rest
	const say = useWords()
	const { contract } = page
	// What comes of them is not known: on a day to come they stand as today.
	const comes = page.asOf !== null && page.asOf.day > frame.today
	const penaltyAt = address(`/contracts/${contract.id}/penalty`, { on: page.asOf?.day })
	const whole = frame.visitor?.opens.kind === 'customer'
	return (
		<CustomerPage
			frame={frame}
			title={contract.title || title}
			lead={contract.title ? title : undefined}
			breadcrumb={
				whole ? (
					<Breadcrumb trail={[{ href: `/overview?customer=${contract.customerId}`, label: contract.customerName }]} />
				) : undefined
			}
			aside={
				<>
					<ContractPill state={contract.state} />
					<MessagesLink contractId={contract.id} unread={unread} />
				</>
			}
		>
			<TimeMachine page={page} asked={asked} unread={unreadDay} here={`/contracts/${contract.id}`} />
			<div className="mb-5 grid gap-4 empty:hidden">
				{asked.on ? <AsOfNotice page={page} /> : null}
				{page.asOf ? null : <Requested page={page} />}
				{prices ? <ComingPricesNotice prices={prices} contractId={contract.id} mayChange={mayChange} /> : null}
				<ServiceNotice service={page.service} note={comes ? ofToday : undefined} />
				{penaltyMinor !== null && penaltyMinor > 0n ? (
					<Notice kind={comes ? 'info' : 'warn'} action={<TextLink href={penaltyAt}>{say('penalty.see')}</TextLink>}>
						<Sentence
							of="penalty.owed"
							facts={{ amount: <Money of={{ minor: penaltyMinor, currency: contract.currency }} /> }}
						/>
						{comes ? ` ${unpaid}` : null}
					</Notice>
				) : payOffLink ? (
					<p>
						<TextLink href={penaltyAt}>{payOffLink}</TextLink>
					</p>
				) : null}
				<Followed
					followed={followed}
					mayPay={frame.visitor?.mayPay ?? false}
					cardsHref={mayAutopay ? `/contracts/${contract.id}/autopay` : null}
				/>
			</div>
			<ContractHead page={page} mayPay={frame.visitor?.mayPay ?? false}>
				<ChangeButtons page={page} mayChange={mayChange} />
			</ContractHead>
			<Planned
				planned={planned}
				currency={contract.currency}
				note={(on) => (page.asOf && on <= page.asOf.day ? inEffect : undefined)}
				{...(!page.asOf && {
					action: (sequence: number) => (
						<LinkButton
							kind="secondary"
							size="small"
							href={`/contracts/${contract.id}/change?kind=take_back&sequence=${sequence}`}
						>
							{say('change.planned.takeBack')}
						</LinkButton>
					),
				})}
			/>
			{plans.map((plan) => (
				<PlanGlance
					key={plan.id}
					plan={plan}
					note={comes ? ofToday : undefined}
					href={`/contracts/${contract.id}/plan#plan-${plan.number}`}
				/>
			))}
			<Terms page={page} mayAutopay={mayAutopay} ofToday={ofToday} />
			<Lines page={page} found={lines} asked={asked} />
			<Coming page={page} />
			<Visits visits={page.visits} note={comes ? ofToday : undefined} />
			<Documents page={page} certificate={certificate} note={comes ? ofToday : undefined} replaced={replaced} />
			<History
				happened={happened}
				timeZone={frame.timeZone}
				address={address(`/contracts/${contract.id}`, { on: asked.on })}
				title={say('contract.history')}
			/>
		</CustomerPage>
	)
}
