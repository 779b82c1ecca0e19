import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { type Answered, answer, answerReading, press } from '#bot/answer.ts'
import { look } from '#core/act.ts'
import { findCard } from '#core/approval/card.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { useIsPosting } from '../../page-form.tsx'
import { useFreshCards } from '../../present/staff/chat-cards.ts'
import { chatDesk, memberOf } from '../../present/staff/chat-desk.ts'
import { chatExamples } from '../../present/staff/chat-examples.ts'
import { ChatReply } from '../../present/staff/chat-reply.tsx'
import { drawReply } from '../../present/staff/figure/pictures.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { TextLink } from '../../ui/link.tsx'
import type { Language } from '../../words/language.ts'
import { sayChat as say } from '../../words/staff-chat.ts'

const schema = z.union([
	z.object({ ask: z.string().trim().min(1).max(5000), key: z.uuid().optional() }),
	z.object({
		choose: z.string().max(100),
		label: z.string().trim().max(200).optional(),
		words: z.string().trim().max(1000).optional(),
	}),
])

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const language = staff.language
	return {
		...{ frame: await staffFrameOf(context, staff), title: say('chat.title'), language, key: randomUUID() },
		cards: await freshCards(context, staff, new URL(request.url).searchParams.getAll('shown')),
	}
}

const shownCard = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,9})$/

/** Of the cards that are shown, each with its revision, those that say something else by now. */
async function freshCards(context: LoadContext, staff: StaffMember, shown: readonly string[]): Promise<Answered[]> {
	const cards: Answered[] = []
	for (const text of shown.slice(0, 20)) {
		const [, id, revision] = shownCard.exec(text) ?? []
		const found = id ? await look(context.books, staff.actor, findCard, { id }) : undefined
		if (!found?.ok || found.value.revision === Number(revision)) continue
		const reading = { command: 'card', input: { id } }
		const said = { reading, key: randomUUID(), channel: 'chat' as const }
		cards.push(await answerReading(chatDesk(context), memberOf(staff), said))
	}
	return cards
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const form = await readForm(request, schema)
	if (!form.ok) return data({ shown: undefined }, { status: 422 })
	const [desk, member, { value }] = [chatDesk(context), memberOf(staff), form]
	if ('ask' in value) {
		const asked = {
			sentence: value.ask,
			channel: 'chat' as const,
			key: `console:${staff.actor.userId}:${value.key ?? randomUUID()}`,
		}
		return { shown: await show(value.ask, false, await answer(desk, member, asked)) }
	}
	const { choose: token, label = '', words } = value
	const reply = await press(desk, member, {
		token,
		channel: 'chat',
		key: `console:${token}`,
		...(words ? { words } : {}),
	})
	return { shown: await show([label, words].filter(Boolean).join(': '), true, reply) }
}

/** What was said and answered. A picture that cannot be drawn is left out: its numbers are shown all the same. */
async function show(said: string, chosen: boolean, reply: Answered) {
	const picture = reply.chart ? await drawReply(reply.chart).catch(() => null) : null
	return { id: randomUUID(), said, chosen, reply, picture }
}

export type Shown = NonNullable<Exclude<Awaited<ReturnType<typeof action>>, { type: string }>['shown']>

/** Asks the bot from the console: no chat account is needed, and no script. */
export default function Chat() {
	const { frame, title, language, key } = useLoaderData<typeof loader>()
	const latest = useActionData<typeof action>()?.shown
	const before = useEarlier(latest)
	const busy = useIsPosting()
	const all = [...(latest ? [latest] : []), ...before]
	const freshOf = useFreshCards(all)
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('chat.lead')}
			aside={<TextLink href="/staff/chat-accounts">{say('chat.accounts')}</TextLink>}
		>
			<Card>
				<Form method="post" key={latest?.id ?? ''}>
					<input type="hidden" name="key" value={key} />
					<Input
						name="ask"
						label={say('chat.ask')}
						hint={say('chat.hint')}
						maxLength={5000}
						required
						autoComplete="off"
					/>
					<div className="mt-4">
						<Button busy={busy}>{say('chat.send')}</Button>
					</div>
				</Form>
			</Card>
			{latest ? null : <Examples language={language} keyOf={key} />}
			<div aria-live="polite" className="mt-8 flex flex-col gap-8">
				{all.map((shown) => (
					<section key={shown.id} aria-label={shown.said}>
						<p className="mb-2 text-muted">
							{say(shown.chosen ? 'chat.pressed' : 'chat.asked')}: <span className="text-ink">{shown.said}</span>
						</p>
						<ChatReply reply={freshOf(shown)} picture={shown.picture} language={language} busy={busy} />
					</section>
				))}
			</div>
		</StaffPage>
	)
}

/** A tap is enough to begin with. */
function Examples({ language, keyOf }: { language: Language; keyOf: string }) {
	return (
		<Form method="post" className="mt-6 flex flex-wrap gap-2">
			<input type="hidden" name="key" value={keyOf} />
			{chatExamples[language].map((example) => (
				<Button key={example} kind="secondary" size="small" name="ask" value={example} lang={language}>
					{example}
				</Button>
			))}
		</Form>
	)
}

/** What was asked before on this page, the latest first; forgotten with it. */
function useEarlier(latest: Shown | undefined): Shown[] {
	const [all, setAll] = useState<Shown[]>([])
	useEffect(() => {
		if (latest) setAll((known) => (known.some(({ id }) => id === latest.id) ? known : [latest, ...known].slice(0, 20)))
	}, [latest])
	return all.filter(({ id }) => id !== latest?.id)
}
