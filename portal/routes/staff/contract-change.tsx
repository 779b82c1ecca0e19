import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { undoCancel } from '#core/amendment/cancel.ts'
import { findChangeable } from '#core/amendment/find-changeable.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { tellChange } from '#core/amendment/tell-change.ts'
import { propose } from '#core/approval/ask.ts'
import { changeTerms, findTerms, previewTerms } from '#core/contract/change-terms.ts'
import { findFormRights } from '#core/field-right/form-rights.ts'
import { findOwnFields } from '#core/own-field/find.ts'
import { may } from '#core/permit.ts'
import { listProducts } from '#core/product/list.ts'
import { readForm } from '../../form.ts'
import { ConfirmForm } from '../../present/change/confirm-form.tsx'
import { evaluateShown } from '../../present/change/evaluated.ts'
import { Planned } from '../../present/change/planned.tsx'
import { useWholeAt, wholeIn } from '../../present/change/whole.ts'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { LinesForm } from '../../present/staff/change/lines-form.tsx'
import { amendSchema, changePosted, type HowPosted, howOf } from '../../present/staff/change/posted.ts'
import { DiscountForm, EndForm, PauseForm, RenewForm, WhoseNotice } from '../../present/staff/change/term-forms.tsx'
import { ConfirmTerms, TermsForm } from '../../present/staff/change/terms-form.tsx'
import { termsOf } from '../../present/staff/change/terms-posted.ts'
import { type Way, Ways, ways } from '../../present/staff/change/ways.tsx'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayAmend as say } from '../../words/staff-amend.ts'

export const meta = titled<typeof loader>()

const [shownLines, mostPicked] = [25, 100]

type Context = ActionFunctionArgs['context']
type Actor = Awaited<ReturnType<typeof requireStaff>>['actor']
type Applied = Extract<z.output<typeof amendSchema>, { intent: 'apply' }>

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const asked = new URL(args.request.url).searchParams
	const search = (asked.get('search') ?? '').replaceAll('\0', '').trim().slice(0, 200)
	const way = z
		.enum(ways)
		.optional()
		.catch(undefined)
		.parse(asked.get('what') ?? undefined)
	const lineIds = asked.getAll('line').filter((id) => z.uuid().safeParse(id).success)
	const limit = way === 'add' ? 0 : lineIds.length > 0 ? mostPicked : shownLines
	const { books } = args.context
	const found = await look(books, staff.actor, findChangeable, { contractId, search, lineIds, limit })
	if (!found.ok) throw notFound()
	const { contract } = found.value
	if (!['active', 'paused', 'ending'].includes(contract.state)) throw redirect(`/staff/contracts/${contractId}`)
	const products = await look(books, staff.actor, listProducts, {
		...{ currency: contract.currency, customerId: contract.customerId },
	})
	const terms = await look(books, staff.actor, findTerms, { id: contractId })
	const own = await look(books, staff.actor, findOwnFields, { subject: 'line' as const })
	const rights = await look(books, staff.actor, findFormRights, { state: contract.state })
	return {
		...screen,
		title: say('amend.title', { number: contract.number }),
		found: found.value,
		products: products.ok ? products.value : [],
		terms: expectOk(terms),
		own: expectOk(own),
		rights: expectOk(rights),
		...{ search, way, picked: lineIds.length > 0 ? found.value.lines.length : 0 },
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	if (!may(actor, 'contract.amend')) throw notFound()
	const form = await readForm(request, amendSchema)
	if (!form.ok) return form.reply
	const posted = form.value
	const { books } = context
	if (posted.intent === 'terms') {
		const shown = await look(books, actor, previewTerms, termsOf(contractId, posted))
		return shown.ok ? { terms: { posted, preview: shown.value } } : form.refuse(shown)
	}
	if (posted.intent === 'terms_apply') {
		const made = await act(books, actor, changeTerms, termsOf(contractId, posted))
		return made.ok ? redirect(`/staff/contracts/${contractId}?done=terms`) : form.refuse(made)
	}
	if (posted.intent === 'look')
		return await lookAt(request, context, actor, contractId, posted.change, howOf(posted), false)
	if (posted.intent === 'apply') {
		const made = await make(context, actor, contractId, posted)
		if (made.ok) return redirect(made.value)
		if (made.refusal.code !== 'change.different') return form.refuse(made)
		return await lookAt(request, context, actor, contractId, posted.change, howOf(posted), true)
	}
	const found = await look(books, actor, findChangeable, { contractId, limit: 5000 })
	if (!found.ok) throw notFound()
	const products = await look(books, actor, listProducts, {
		...{ currency: found.value.contract.currency, customerId: found.value.contract.customerId },
	})
	const change = changePosted(posted, found.value.lines, products.ok ? products.value : [])
	if (!change) return form.say(() => say('amend.nothing'))
	const answer = await lookAt(request, context, actor, contractId, change, howOf(posted), false)
	// What was typed stays in its form, to be put right.
	const { refused } = answer.looked.shown
	return refused ? form.say(() => refused) : answer
}

/** Does what was looked at; answers where its result is shown. */
async function make({ books }: Context, actor: Actor, contractId: string, posted: Applied) {
	const { change, seen, key, on, timing, prorate, reason, reasonCode, text, givenBy } = posted
	const here = `/staff/contracts/${contractId}`
	if (change.kind === 'cancel') {
		const forCustomer = givenBy && givenBy === 'customer'
		const ended = { contractId, endsOn: change.endsOn, reasonCode: reasonCode || null, text, forCustomer }
		const given = { kind: 'cancellation', input: ended, seen } as const
		const made = await act(books, actor, propose<'cancellation'>, given)
		return made.ok ? { ok: true as const, value: afterProposal(made.value, () => `${here}?done=end`) } : made
	}
	if (change.kind === 'undo_cancel') {
		const made = await act(books, actor, undoCancel, { contractId, seen })
		return made.ok ? { ok: true as const, value: `${here}?done=undo_end` } : made
	}
	const how = { ...(on && { on }), ...(timing && { timing }), ...(prorate !== undefined && { prorate }) }
	const input = { contractId, change, seen, key, ...(reason ? { reason } : {}), ...how }
	const made = await act(books, actor, makeChange, input)
	if (!made.ok) return made
	const { requestId } = made.value
	return { ok: true as const, value: requestId ? `/staff/approvals/${requestId}?did=new` : `${here}/changed/${key}` }
}

type Change = Applied['change']

/** The last look: what the change does, by the function that then does it. */
async function lookAt(
	request: Request,
	context: Context,
	actor: Actor,
	contractId: string,
	change: Change,
	how: HowPosted,
	different: boolean,
) {
	const speaker = speakerFor(request)
	const { on, timing, prorate, reason } = how
	const whole = wholeIn(new URL(request.url).searchParams)
	const asked = { contractId, change, on, timing, prorate, reason }
	const shown = await evaluateShown(context, actor, speaker, asked, { whole })
	const told = await look(context.books, actor, tellChange, { contractId, change })
	return { looked: { change, how, different, shown, told: told.ok ? told.value : [], formKey: randomUUID() } }
}

/** Every way to change a contract in force: said in a form, looked at with its money, and only then done. */
export default function StaffContractChange() {
	const { frame, head, found, products, own, rights, terms, search, way, picked } = useLoaderData<typeof loader>()
	const answered = useActionData<typeof action>()
	const wholeAt = useWholeAt()
	const looked = answered && 'looked' in answered ? answered.looked : undefined
	const termsLooked = answered && 'terms' in answered ? answered.terms : undefined
	const answer = answered && ('looked' in answered || 'terms' in answered) ? undefined : answered
	const { contract } = found
	const here = `/staff/contracts/${contract.id}/change`
	const { today } = frame
	if (termsLooked)
		return (
			<ContractScreen frame={frame} head={head} tab="lines">
				<ConfirmTerms {...termsLooked} back={`${here}?what=terms`} />
			</ContractScreen>
		)
	if (looked?.shown.preview && !looked.shown.refused)
		return (
			<ContractScreen frame={frame} head={head} tab="lines">
				<Section title={say('amend.confirmTitle')}>
					{looked.change.kind === 'cancel' ? <WhoseNotice how={looked.how} reasons={found.reasons} /> : null}
					<ConfirmForm
						{...looked}
						preview={looked.shown.preview}
						asks={null}
						codeAt={null}
						back={here}
						answer={answer}
						carried={looked.how}
						wholeAt={wholeAt}
						wholePosted
					/>
				</Section>
			</ContractScreen>
		)
	const shows = (...named: Way[]) => way === undefined || named.includes(way)
	return (
		<ContractScreen
			frame={frame}
			head={head}
			tab="lines"
			step={
				<>
					<Ways here={here} chosen={way} ending={contract.state === 'ending'} />
					<p className="reading mb-6 text-muted">{say('amend.lead')}</p>
				</>
			}
		>
			<FormProblems errors={[...new Set(Object.values(answer?.error ?? {}).flatMap((one) => one ?? []))]} />
			{looked?.shown.refused ? (
				<div className="mb-6">
					<Notice kind="warn" live>
						{looked.shown.refused}
					</Notice>
				</div>
			) : null}
			{picked > 0 ? (
				<p className="mb-4">
					{say('amend.onlyPicked', { count: picked })} <TextLink href={here}>{say('amend.allLines')}</TextLink>
				</p>
			) : (
				<Planned
					planned={found.planned}
					currency={contract.currency}
					action={(sequence) => <TakeBack {...{ sequence }} />}
				/>
			)}
			{shows('lines', 'add') ? (
				<LinesForm
					{...{ products, own, rights, search, answer, today }}
					{...found}
					currency={contract.currency}
					onlyAdds={way === 'add'}
				/>
			) : null}
			{picked === 0 && shows('discount') ? <DiscountForm {...{ found, today, answer }} /> : null}
			{picked === 0 && shows('pause') ? <PauseForm {...{ found, today, answer }} /> : null}
			{picked === 0 && shows('terms') ? <TermsForm {...{ terms, rights, answer }} /> : null}
			{picked === 0 && shows('renew') ? <RenewForm {...{ found, today, answer }} /> : null}
			{picked === 0 && shows('end') ? <EndForm {...{ found, today, answer }} /> : null}
		</ContractScreen>
	)
}

function TakeBack({ sequence }: { sequence: number }) {
	return (
		<form method="post">
			<input type="hidden" name="intent" value="take_back" />
			<input type="hidden" name="sequence" value={sequence} />
			<Button kind="secondary" size="small">
				{say('amend.takenBack')}
			</Button>
		</form>
	)
}
