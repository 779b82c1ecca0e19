import type { Desk } from '#bot/answer.ts'
import { secretKey } from '#core/settings.ts'
import type { LoadContext } from '../../load-context.ts'
import type { StaffMember } from '../../sign-in/actor.ts'
import { speakerOf } from '../../words/speakers.ts'
import { presentRefusal } from '../refusal.ts'

/** The bot as the console's chat page asks it. */
export function chatDesk({ books, settings }: LoadContext): Desk {
	return {
		...{ books, publicUrl: settings.publicUrl, secret: secretKey(settings) },
		explain: (language, refusal) => presentRefusal(speakerOf(language), refusal),
	}
}

/** The member of staff as the bot knows people. */
export function memberOf({ actor, name, language }: StaffMember) {
	return { userId: actor.userId, role: actor.role, name, language }
}
