import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** The language in which the acting member of staff is written to: letters, alerts, cards and answers in chats. */
export async function readOwnLanguage(scope: Scope): Promise<Language> {
	permit(scope, 'attention.write')
	const [user] = await scope.sql<{ language: Language }[]>`
		select language from staff_user where id = ${userOf(scope)}`
	return user?.language ?? scope.company.language
}

/** From now on; what is on its way comes as it was. */
export async function setOwnLanguage(scope: Scope, { language }: { language: Language }): Promise<void> {
	permit(scope, 'attention.write')
	await scope.sql`update staff_user set language = ${language} where id = ${userOf(scope)}`
}

const userOf = ({ actor }: Scope): string =>
	actor.kind === 'staff' ? actor.userId : refuse('not_permitted', { action: 'attention.write' })
