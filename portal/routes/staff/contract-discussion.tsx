import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findDiscussion, markSeen } from '#core/discussion/find.ts'
import { namedIn } from '#core/discussion/named.ts'
import { writeRemark } from '#core/discussion/write-remark.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { useIsPosting } from '../../page-form.tsx'
import { refuseAhead } from '../../present/conversation/not-ahead.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { RemarkForm, Remarks, TalkSides } from '../../present/staff/contract/discussion.tsx'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Empty } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayDiscussion as say } from '../../words/staff-discussion.ts'

export const meta = titled<typeof loader>()

const query = z.object({
	before: z.uuid().optional().catch(undefined),
	/** The remark that was written just now. */
	said: z.uuid().optional().catch(undefined),
})
const perPage = 40

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { context, request } = args
	const { actor } = staff
	if (!may(actor, 'discussion.read')) throw notFound()
	refuseAhead(request)
	const { before, said } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const [found, people] = await Promise.all([
		look(context.books, actor, findDiscussion, { contractId, before, limit: perPage }),
		look(context.books, actor, listStaff, undefined),
	])
	if (!found.ok) throw notFound()
	const users = people.ok ? people.value.users : []
	const { remarks, earlier } = found.value
	if (!before && screen.head.named > 0) await act(context.books, actor, markSeen, { contractId })
	const written = remarks.find(({ id, mine }) => id === said && mine)
	return {
		...screen,
		title: `${say('discussion.title')} · ${screen.head.number}`,
		remarks: remarks.map(({ createdAt, ...remark }) => ({ ...remark, at: createdAt.toString() })),
		...{ earlier, before, formKey: crypto.randomUUID() },
		said: written ? { told: written.told.length, unknown: namedIn(written.text, users).unknown } : null,
		colleagues: users.filter(({ id }) => id !== actor.userId),
		mayWrite: may(actor, 'discussion.write'),
	}
}

const schema = z.object({ text: z.string().max(20_000), tell: z.array(z.uuid()).max(500), key: z.uuid() })

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	if (!may(actor, 'discussion.write')) throw notFound()
	const posted = await request.formData()
	const plain = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : '')
	const text = plain(posted.get('text'))
	const form = schema.safeParse({ text, tell: posted.getAll('tell').map(plain), key: posted.get('key') })
	if (!form.success) throw new Response('This form cannot be read', { status: 400 })
	const written = await act(context.books, actor, writeRemark, { contractId, ...form.data })
	if (written.ok) return redirect(`/staff/contracts/${contractId}/discussion?said=${written.value.id}#latest`)
	if (written.refusal.code === 'not_found') throw notFound()
	const problems = [presentRefusal(speakerFor(request), written.refusal)]
	return data({ text, tell: form.data.tell, problems }, { status: 422 })
}

/** What colleagues say among themselves about a contract: never a customer's to see. */
export default function StaffContractDiscussion() {
	const { frame, head, remarks, earlier, before, formKey, said, colleagues, mayWrite } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const busy = useIsPosting()
	const here = `/staff/contracts/${head.id}/discussion`
	return (
		<ContractScreen
			frame={frame}
			head={head}
			tab="discussion"
			step={<TalkSides contractId={head.id} side="among" unread={head.unread} />}
		>
			<p className="reading mb-5 text-muted">{say('discussion.lead')}</p>
			{said && !refused ? (
				<div className="mb-6 grid gap-3">
					<Notice kind="good" live>
						{said.told > 0 ? say('discussion.toldNow', { count: said.told }) : say('discussion.sent')}
					</Notice>
					{said.unknown.map((name) => (
						<Notice key={name} kind="warn">
							{say('discussion.unknown', { name })}
						</Notice>
					))}
				</div>
			) : null}
			{earlier ? (
				<p className="mb-4">
					<TextLink href={`${here}?before=${remarks[0]?.id}`}>{say('discussion.earlier')}</TextLink>
				</p>
			) : null}
			{remarks.length === 0 ? (
				<Empty title={say('discussion.none')}>{say('discussion.noneNote')}</Empty>
			) : (
				<Remarks remarks={remarks} timeZone={frame.timeZone} />
			)}
			{before ? (
				<p className="mt-4">
					<TextLink href={here}>{say('discussion.latest')}</TextLink>
				</p>
			) : null}
			{mayWrite ? <RemarkForm {...{ colleagues, formKey, refused, busy }} /> : null}
		</ContractScreen>
	)
}
