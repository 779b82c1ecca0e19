import { may } from '#core/permit.ts'
import type { LoadContext } from '../../../load-context.ts'
import { notFound } from '../../../problem.ts'
import { requireStaff } from '../../../sign-in/actor.ts'
import { entitled } from '../entitled.ts'
import { staffFrameOf } from '../staff-frame.ts'
import { readJournalPeriod } from './period.ts'
import { journalHead, journalRows } from './rows.ts'

/** The journal of the period that an address names. Throws 404 for who does not read figures, and for no period. */
export async function openJournalFile(request: Request, context: LoadContext) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'journal.read')) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const period = readJournalPeriod(request, today)
	if (!period) throw notFound()
	const name = `journal ${period.from} ${period.to}`
	return {
		name,
		head: journalHead,
		rows: journalRows(context, staff, { ...period, still: await entitled(request, context) }),
	}
}
