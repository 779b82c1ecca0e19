import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import type { AskCredit } from '#core/approval/subjects/credit-note.ts'
import { findCreditable } from '#core/credit-note/find-creditable.ts'
import { previewCredit } from '#core/credit-note/preview.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findInvoicePage, type InvoicePage } from '#core/invoice/page.ts'
import { previewWriteOff } from '#core/invoice/preview-write-off.ts'
import type { WriteOff } from '#core/invoice/write-off.ts'
import { type Action, may } from '#core/permit.ts'
import type { Refusal } from '#core/refusal.ts'
import { readForm } from '../../form.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { Charges } from '../../present/staff/contract/charges.tsx'
import { Correct } from '../../present/staff/correct/correct.tsx'
import type { Looked } from '../../present/staff/correct/effect.tsx'
import {
	askedOf,
	correctSchema,
	fieldsOfLine,
	needs,
	type Typed,
	type Way,
	ways,
} from '../../present/staff/correct/posted.ts'
import { CreditNotes, InvoiceFacts, Settlements } from '../../present/staff/invoice-parts.tsx'
import { InvoiceTable } from '../../present/staff/invoice-table.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { StandingPill } from '../../present/state-pill.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Section } from '../../ui/card.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { staffWords as say } from '../../words/staff.ts'
import { sayReceipt } from '../../words/staff-receipts.ts'

export const meta = titled<typeof loader>()

const address = z.object({ invoiceId: z.uuid() })
const asked = z.enum(ways)

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { invoiceId } = address.safeParse(params).data ?? {}
	if (!invoiceId) throw notFound()
	const found = await look(context.books, staff.actor, findInvoicePage, { id: invoiceId })
	if (!found.ok) throw notFound()
	const followed = found.value.followed
		? await look(context.books, staff.actor, findFollowed, { invoiceId })
		: undefined
	const open = waysFor(found.value, (action) => may(staff.actor, action))
	const way = asked.safeParse(new URL(request.url).searchParams.get('correct')).data
	const chosen = way && open.includes(way) ? way : null
	return {
		frame: await staffFrameOf(context, staff),
		title: found.value.number,
		invoice: found.value,
		followed: followed?.ok ? followed.value : [],
		ways: open,
		way: chosen,
		creditable:
			chosen === 'parts' ? expectOk(await look(context.books, staff.actor, findCreditable, { id: invoiceId })) : null,
	}
}

/** How the invoice can be corrected as it stands. */
function waysFor(
	{ kind, standing, openMinor, totalMinor, creditNotes }: InvoicePage,
	mayDo: (action: Action) => boolean,
): Way[] {
	if (kind !== 'invoice' || standing === 'void') return []
	const left = creditNotes.reduce((sum, note) => sum + note.totalMinor, totalMinor)
	return ways.filter((way) => {
		if (!mayDo(needs[way])) return false
		if (way === 'write_off') return openMinor > 0n && standing !== 'uncollectible'
		return way === 'void' ? left > 0n || creditNotes.length === 0 : left > 0n
	})
}

type Context = ActionFunctionArgs['context']
type Actor = Awaited<ReturnType<typeof requireStaff>>['actor']

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { invoiceId } = address.safeParse(params).data ?? {}
	const found = invoiceId ? await look(context.books, actor, findInvoicePage, { id: invoiceId }) : undefined
	if (!invoiceId || !found?.ok) throw notFound()
	const speaker = speakerFor(request)
	const form = await readForm(request, correctSchema(found.value.currency, speaker))
	if (!form.ok) return form.reply
	const posted = form.value
	const way = posted.intent === 'apply' ? posted.way : posted.intent
	if (!may(actor, needs[way])) throw notFound()
	const input = { ...(posted.intent === 'apply' ? posted.asked : askedOf(posted)), id: invoiceId }
	const failed = posted.intent === 'apply' ? await apply(context, actor, way, input, posted.seen) : null
	if (failed?.ok) throw redirect(failed.value)
	const shown = await preview(context, actor, way, input)
	// Looked at for the first time: what cannot be done is said at the form.
	if (!failed && !shown.ok) return form.refuse(shown, fieldsOfLine(shown.refusal, posted))
	const { id: _, ...kept } = input
	const typed = posted.intent === 'apply' ? posted.typed : typedIn(form.refuse({ ok: true, value: null }))
	const looked: Looked = { way, asked: kept, typed, shown: shown.ok ? shown.value : null }
	const refused = failed ? [presentRefusal(speaker, failed.refusal)] : undefined
	return data({ looked, refused }, { status: failed ? 422 : 200 })
}

const typedIn = ({ data: { initialValue } }: { data: { initialValue?: Record<string, unknown> | null } }): Typed =>
	(initialValue ?? {}) as Typed

type Applied = { ok: true; value: string } | { ok: false; refusal: Refusal }

/** Does what was looked at, or asks for it; answers where that is shown. */
async function apply(
	{ books }: Context,
	actor: Actor,
	way: Way,
	input: { id: string },
	seen: string,
): Promise<Applied> {
	if (way === 'write_off') {
		const made = await act(books, actor, propose<'write_off'>, { kind: 'write_off', input, seen })
		return made.ok ? { ok: true, value: afterProposal(made.value, () => `/staff/invoices/${input.id}`) } : made
	}
	const made = await act(books, actor, propose<'credit_note'>, { kind: 'credit_note', input, seen })
	if (!made.ok) return made
	return { ok: true, value: afterProposal(made.value, ({ creditNoteId }) => `/staff/invoices/${creditNoteId}`) }
}

async function preview({ books }: Context, actor: Actor, way: Way, input: { id: string }) {
	if (way === 'write_off') {
		const shown = await act(books, actor, previewWriteOff, input as WriteOff)
		return shown.ok ? { ok: true as const, value: { writeOff: shown.value } } : shown
	}
	const shown = await act(books, actor, previewCredit, input as AskCredit)
	return shown.ok ? { ok: true as const, value: { credit: shown.value } } : shown
}

/** An invoice or credit note for staff: its lines and why, what settled it, and the ways to correct it. */
export default function StaffInvoice() {
	const { frame, title, invoice, followed, ways: open, way, creditable } = useLoaderData<typeof loader>()
	const answered = useActionData<typeof action>()
	const looked = answered && 'looked' in answered ? answered : undefined
	const answer = answered && 'looked' in answered ? undefined : answered
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{title} <StandingPill standing={invoice.standing} credit={invoice.kind === 'credit_note'} />
				</span>
			}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/invoices', label: say('staff.invoices') }]} />}
			aside={
				<>
					{frame.may['payment.record'] && invoice.kind === 'invoice' && invoice.openMinor > 0n ? (
						<LinkButton
							kind="secondary"
							href={`/staff/receipts/new?customer=${invoice.customerId}&currency=${invoice.currency}${invoice.contract ? `&contract=${invoice.contract.id}` : ''}`}
						>
							{sayReceipt('receipt.record')}
						</LinkButton>
					) : null}
					<LinkButton kind="secondary" href={`/staff/invoices/${invoice.id}.pdf`} download>
						{say('staff.invoice.pdf')}
					</LinkButton>
				</>
			}
		>
			<InvoiceFacts invoice={invoice} />
			<Section title={say('staff.contract.lines')}>
				<InvoiceTable title={say('staff.contract.lines')} invoice={invoice} />
			</Section>
			<Charges followed={followed} />
			<Settlements invoice={invoice} />
			<CreditNotes invoice={invoice} />
			<Correct
				ways={open}
				way={looked?.looked.way ?? way}
				currency={invoice.currency}
				creditable={creditable}
				typed={looked?.looked.typed ?? ((answer?.initialValue ?? {}) as Typed)}
				errors={answer?.error ?? undefined}
				looked={looked?.looked ?? null}
				refused={looked?.refused}
			/>
		</StaffPage>
	)
}
