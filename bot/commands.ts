import type { AnyCommand } from './command.ts'
import { answerCustomer } from './commands/answer.ts'
import { atRisk } from './commands/at-risk.ts'
import { cancel } from './commands/cancel.ts'
import { cancelled, ended } from './commands/cancelled.ts'
import { card } from './commands/card.ts'
import { charge } from './commands/charge.ts'
import { cohorts } from './commands/cohorts.ts'
import { collection } from './commands/collection.ts'
import { decide } from './commands/decide.ts'
import { digest } from './commands/digest.ts'
import { expiring } from './commands/expiring.ts'
import { figures } from './commands/figures.ts'
import { find } from './commands/find.ts'
import { forecast } from './commands/forecast.ts'
import { help } from './commands/help.ts'
import { link } from './commands/link.ts'
import { linked } from './commands/linked.ts'
import { next } from './commands/next.ts'
import { note } from './commands/note.ts'
import { overdue } from './commands/overdue.ts'
import { place } from './commands/place.ts'
import { promise } from './commands/promise.ts'
import { promises } from './commands/promises.ts'
import { remind } from './commands/remind.ts'
import { send } from './commands/send.ts'
import { statement } from './commands/statement.ts'
import { tell } from './commands/tell.ts'
import { unsure } from './commands/unsure.ts'
import { waiting } from './commands/waiting.ts'

/** Everything the bot can be asked for, one file each. */
export const commands: readonly AnyCommand[] = [
	help,
	waiting,
	digest,
	find,
	next,
	overdue,
	statement,
	expiring,
	atRisk,
	cancelled,
	ended,
	promises,
	collection,
	figures,
	forecast,
	cohorts,
	unsure,
	note,
	promise,
	answerCustomer,
	link,
	send,
	remind,
	charge,
	card,
	linked,
	decide,
	tell,
	place,
	cancel,
]

const byName = new Map(commands.map((command) => [command.name, command]))

export const commandNamed = (name: string): AnyCommand | undefined => byName.get(name)
