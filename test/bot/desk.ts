import { type Answered, answer, type Desk, press } from '#bot/answer.ts'
import { act, type Books, expectOk, type Role } from '#core/act.ts'
import type { Member } from '#core/chat/account.ts'
import type { Language } from '#core/company/read.ts'
import { addUser } from '#core/staff/add-user.ts'
import { presentRefusal } from '#portal/present/refusal.ts'
import { speakerOf } from '#portal/words/speakers.ts'

const system = { kind: 'system', name: 'test' } as const

export const secret = 'a secret that signs what is pressed, for tests'

export const openDesk = (books: Books): Desk => ({
	...{ books, publicUrl: 'https://portal.example', secret },
	explain: (language, refusal) => presentRefusal(speakerOf(language), refusal),
})

/** A member of staff, as the bot knows people. */
export async function hireMember(books: Books, role: Role, name = `The ${role}`, language: Language = 'en') {
	const email = `${crypto.randomUUID()}@halden.example`
	const { id } = expectOk(await act(books, system, addUser, { name, email, role, language }))
	return { userId: id, role, name, language } satisfies Member
}

/** Somebody who asks and presses, by what stands on the buttons. */
export function chatOf(desk: Desk, member: Member) {
	const ask = (sentence: string, key: string = crypto.randomUUID()) =>
		answer(desk, member, { sentence, key, channel: 'chat' })
	const choose = (reply: Answered, label: string | RegExp, words?: string) => {
		const choice = reply.choices.find((one) =>
			typeof label === 'string' ? one.label === label : label.test(one.label),
		)
		if (!choice) throw new Error(`No button ${label} among ${reply.choices.map((one) => one.label).join(', ')}`)
		return press(desk, member, {
			token: choice.token,
			key: crypto.randomUUID(),
			channel: 'chat',
			...(words ? { words } : {}),
		})
	}
	return { ask, choose }
}
